/** A word or two beside a mark. Lengths in pixels. */
export interface Label {
  readonly key: string;
  readonly words: string;
  /** Where it begins: its left edge, or its right one where it goes to the left. */
  readonly x: number;
  /** Of its middle. */
  readonly y: number;
  readonly goesLeft: boolean;
  /** What matters more is placed first. */
  readonly weight: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

/** Of a line of small text: labels nearer to each other than this touch. */
const LINE_HEIGHT = 13;
const LETTER_WIDTH = 6;
/** Chinese characters, and whatever else is as wide. */
const WIDE_LETTER = /[\u2e80-\uffff]/gu;

/**
 * Which labels are shown: none stands on another or outside the picture. What gives way keeps its mark, and its words
 * in its tooltip.
 */
export function labelsThatFit(labels: readonly Label[], width: number): ReadonlySet<string> {
  const placed: Box[] = [];
  const shown = new Set<string>();
  for (const label of labels.toSorted((a, b) => b.weight - a.weight || a.y - b.y)) {
    const box = boxOf(label);
    if (box.left < 0 || box.right > width || placed.some((other) => touch(box, other))) continue;
    placed.push(box);
    shown.add(label.key);
  }
  return shown;
}

function boxOf({ x, y, words, goesLeft }: Label): Box {
  const width = widthOf(words);
  return { left: goesLeft ? x - width : x, right: goesLeft ? x : x + width, y };
}

function touch(a: Box, b: Box): boolean {
  return Math.abs(a.y - b.y) < LINE_HEIGHT && a.left < b.right && b.left < a.right;
}

/** About: the text isn't in the page yet. */
function widthOf(words: string): number {
  const wide = words.match(WIDE_LETTER)?.length ?? 0;
  return 6 + words.length * LETTER_WIDTH + wide * LETTER_WIDTH;
}
