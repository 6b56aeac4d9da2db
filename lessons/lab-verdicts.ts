import { text, type Learner, type LocalizedText, type Verdict } from './contract.ts';

/** What the checks of Lab exercises share: the first thing that is wrong, and how a program ended. */
export interface Wrong {
  readonly expected: LocalizedText;
  readonly seen: LocalizedText;
  /** Id of the hint that helps. */
  readonly hint?: string;
}

/**
 * Fails with the first thing that is wrong.
 *
 * @param seen what a pass says
 */
export function firstWrong<T>(
  things: readonly T[],
  wrongIn: (thing: T) => Wrong | undefined,
  seen?: LocalizedText,
): Verdict {
  for (const thing of things) {
    const wrong = wrongIn(thing);
    if (wrong) return { verdict: 'fail', ...wrong };
  }
  return { verdict: 'pass', ...(seen && { seen }) };
}

/** How a program ended, if it did. */
export interface ProgramEnd {
  /** How long it was waited for. */
  readonly withinMs: number;
  /** Undefined where something still held it open. */
  readonly exitCode: number | undefined;
}

/** Waits for the program's end. */
export async function endOf(learner: Learner, withinMs: number): Promise<ProgramEnd> {
  const exit = await learner.waitFor(({ kind }) => kind === 'exit', withinMs);
  return { withinMs, exitCode: exit?.kind === 'exit' ? exit.code : undefined };
}

/**
 * What is wrong with an end that isn't a good one.
 *
 * @param hint helps there
 */
export function wrongEnd(hint: string) {
  const expected = text('the program comes to its end', '程序自行结束');
  return ({ withinMs, exitCode }: ProgramEnd): Wrong | undefined => {
    if (exitCode === 0) return undefined;
    const seconds = withinMs / 1000;
    const seen =
      exitCode === undefined
        ? text(`after ${seconds} s something still held it open`, `过了 ${seconds} 秒，仍有东西没有关闭`)
        : text('it ended with an error: see the output', '它因出错而结束：见输出');
    return { expected, seen, hint };
  };
}
