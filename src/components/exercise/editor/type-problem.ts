/** What the full editor's TypeScript finds wrong with the learner's code. A run strips types and goes on without it. */
export interface TypeProblem {
  readonly file: string;
  readonly line: number;
  /** TypeScript's own words, in English. */
  readonly message: string;
}

/** In the order of the files, and from top to bottom in each. */
export function inReadingOrder(
  errors: readonly TypeProblem[],
  files: readonly string[],
): readonly TypeProblem[] {
  return errors.toSorted((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line);
}
