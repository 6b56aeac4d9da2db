import { chapterComponents } from '../mdx.ts';
import SheetKeyPoint from './SheetKeyPoint.astro';
import SheetMistake from './SheetMistake.astro';
import SheetSummary from './SheetSummary.astro';

/** What a chapter's MDX is made of when only its sheet is wanted: see Sheet.astro. */
export const sheetComponents = {
  ...chapterComponents,
  KeyPoint: SheetKeyPoint,
  Mistake: SheetMistake,
  Summary: SheetSummary,
};
