import type { Exercise } from './assemble.ts';

const IMPORTS_UDP = /\b(?:from|import)\s*\(?\s*(['"`])(?:node:)?dgram\1/;

/**
 * Whether an exercise can run in a WebContainer: it is for Node, and nothing in it needs UDP, which a WebContainer has
 * not. Its page is cross-origin isolated then; `public/_headers` names these pages, and a test compares.
 */
export function canUseWebContainer(exercise: Exercise): boolean {
  if (exercise.runtime !== 'node') return false;
  const { start, solution, checkFiles } = exercise;
  return ![start, solution, checkFiles].flatMap(Object.values).some((text) => IMPORTS_UDP.test(String(text)));
}
