import { wordsOf } from './words.ts';

/** A command of the shell. */
export interface Command {
  /** How it is called and what it does then, for `help`: `cat <file>` → in the page's language. */
  readonly uses: Readonly<Record<string, string>>;
  /** What can stand as its next word, for completion. */
  readonly next: (before: readonly string[]) => readonly string[];
  /** @returns the exit code */
  readonly run: (args: readonly string[], io: Io) => number | Promise<number>;
}

/** What a command is given. */
export interface Io {
  /** Writes a text; line feeds begin new lines. */
  readonly write: (text: string) => void;
  /** Aborts with Ctrl+C. */
  readonly signal: AbortSignal;
}

export type Commands = Readonly<Record<string, Command>>;

export interface ShellWords {
  readonly unknown: (command: string) => string;
  readonly openQuote: string;
}

/** Runs a command line; a command that isn't there is answered in words. Never rejects. */
export async function runLine(
  commands: Commands,
  commandLine: string,
  io: Io,
  words: ShellWords,
): Promise<number> {
  const parts = wordsOf(commandLine);
  if (!parts) {
    io.write(`${words.openQuote}\n`);
    return 2;
  }
  const [name, ...args] = parts;
  if (name === undefined) return 0;
  const command = commandOf(commands, name);
  if (!command) {
    io.write(`${words.unknown(name)}\n`);
    return 127;
  }
  try {
    return await command.run(args, io);
  } catch (error) {
    if (io.signal.aborted) return 130;
    io.write(`${String(error)}\n`);
    return 1;
  }
}

export interface Completion {
  /** What is put in at the cursor; empty when it is open how it goes on. */
  readonly added: string;
  /** How the word can go on, when in more than one way. */
  readonly choices: readonly string[];
}

/** How the word before the cursor can go on; undefined when in no way. */
export function complete(commands: Commands, beforeCursor: string): Completion | undefined {
  const word = /\S*$/.exec(beforeCursor)?.[0] ?? '';
  const before = wordsOf(beforeCursor.slice(0, beforeCursor.length - word.length));
  // On an empty line the key has another use: it moves on.
  if (!before || (before.length === 0 && word === '')) return undefined;
  const [name, ...args] = before;
  const possible = name === undefined ? Object.keys(commands) : (commandOf(commands, name)?.next(args) ?? []);
  const choices = possible.filter((choice) => choice.startsWith(word)).sort();
  const [first] = choices;
  if (first === undefined) return undefined;
  if (choices.length === 1)
    return first === word ? undefined : { added: `${first.slice(word.length)} `, choices };
  return { added: sharedBeginning(choices).slice(word.length), choices };
}

/** Not what every object has: `constructor` is no command. */
function commandOf(commands: Commands, name: string): Command | undefined {
  return Object.hasOwn(commands, name) ? commands[name] : undefined;
}

function sharedBeginning(texts: readonly string[]): string {
  const [first = ''] = texts;
  let length = first.length;
  for (const text of texts) while (!text.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, length);
}
