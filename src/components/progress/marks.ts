import type { ProgressState } from '#src/storage/progress.ts';

/** A mark for each state, beside its words: they differ by shape, not only by colour. */
export const PROGRESS_MARKS: Readonly<Record<ProgressState, string>> = {
  tried: '○',
  'solved-with-help': '◐',
  solved: '✓',
};
