/**
 * A link carries code in its fragment, which no browser sends to any server: `#code=<exercise>.<data>`.
 * What the data is, link.ts knows; this much a page needs before an exercise is there.
 */
export interface CodeFragment {
  readonly exercise: string;
  readonly data: string;
}

const PREFIX = '#code=';

/** The parts of a fragment (with its `#`) that carries code; undefined for every other fragment. */
export function readFragment(fragment: string): CodeFragment | undefined {
  if (!fragment.startsWith(PREFIX)) return undefined;
  const [exercise = '', ...data] = fragment.slice(PREFIX.length).split('.');
  return { exercise, data: data.join('.') };
}

export function writeFragment({ exercise, data }: CodeFragment): string {
  return `${PREFIX}${exercise}.${data}`;
}

/**
 * Which exercise of a page is the one that speaks of a fragment: the one that it is for, or else the first, which
 * says that this one isn't here.
 */
export function speakerFor({ exercise }: CodeFragment, onPage: readonly string[]): string | undefined {
  return onPage.includes(exercise) ? exercise : onPage[0];
}
