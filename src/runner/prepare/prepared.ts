import type { LearnerError, SourcePlace } from '../contract.ts';
import type { LoadMessage } from '../messages.ts';
import { placeMap, type MappedLines, type TextPlace } from './source-map.ts';

/** Learner code made ready for its realm. Plain data: it comes out of a worker. */
export interface Prepared {
  readonly ok: true;
  /** What the realm is told. Its sources name themselves in stack traces by the learner's files. */
  readonly load: LoadMessage;
  /** The file that the realm means when it names none. */
  readonly entry: string;
  /** For each of the learner's files, what leads from the source that runs back to its text, step by step. */
  readonly maps: Readonly<Record<string, readonly MappedLines[]>>;
}

export type Preparation = Prepared | { readonly ok: false; readonly error: LearnerError };

/** The learner's place for a place that the browser reports. */
export function placeInFile({ maps }: Prepared, file: string, reported: TextPlace): SourcePlace {
  return { file, ...(maps[file] ?? []).reduce((place, map) => placeMap(map)(place), reported) };
}
