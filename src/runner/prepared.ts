import type { LearnerError, SourcePlace } from './contract.ts';
import { placeMap, type MappedLines, type TextPlace } from './source-map.ts';

/** Learner code made ready for the frame. Plain data: it comes out of a worker. */
export interface Prepared {
  readonly ok: true;
  /** The learner's file, as its tab shows it. */
  readonly file: string;
  /** The global that the source calls in its loops. */
  readonly guardName: string;
  /** JavaScript, guarded; names itself in stack traces by the learner's file. */
  readonly source: string;
  /** What leads from the source back to the learner's file, step by step. */
  readonly maps: readonly MappedLines[];
}

export type Preparation = Prepared | { readonly ok: false; readonly error: LearnerError };

/** The learner's place for a place that the browser reports. */
export function placeInFile({ file, maps }: Prepared, reported: TextPlace): SourcePlace {
  return { file, ...maps.reduce((place, map) => placeMap(map)(place), reported) };
}
