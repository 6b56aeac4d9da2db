/** A row of two texts laid side by side; a side is undefined where the other has a line more. */
export interface DiffRow {
  readonly left: string | undefined;
  readonly right: string | undefined;
  readonly same: boolean;
}

/** Beyond this many pairs of lines the middle is shown as simply replaced: exercises are far smaller. */
const MAX_CELLS = 4_000_000;

/** Lays two texts side by side: equal lines in one row (longest common subsequence), changed ones paired up. */
export function diffLines(leftText: string, rightText: string): DiffRow[] {
  const left = leftText.split('\n');
  const right = rightText.split('\n');
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let end = 0;
  while (
    end < left.length - start &&
    end < right.length - start &&
    left[left.length - 1 - end] === right[right.length - 1 - end]
  ) {
    end++;
  }
  const equal = (line: string): DiffRow => ({ left: line, right: line, same: true });
  return [
    ...left.slice(0, start).map(equal),
    ...diffMiddle(left.slice(start, left.length - end), right.slice(start, right.length - end)),
    ...left.slice(left.length - end).map(equal),
  ];
}

function diffMiddle(left: readonly string[], right: readonly string[]): DiffRow[] {
  const rows: DiffRow[] = [];
  let leftFrom = 0;
  let rightFrom = 0;
  const flush = (leftTo: number, rightTo: number): void => {
    const count = Math.max(leftTo - leftFrom, rightTo - rightFrom);
    for (let i = 0; i < count; i++) {
      rows.push({
        left: leftFrom + i < leftTo ? left[leftFrom + i] : undefined,
        right: rightFrom + i < rightTo ? right[rightFrom + i] : undefined,
        same: false,
      });
    }
  };
  for (const [l, r] of commonLines(left, right)) {
    flush(l, r);
    rows.push({ left: left[l], right: right[r], same: true });
    leftFrom = l + 1;
    rightFrom = r + 1;
  }
  flush(left.length, right.length);
  return rows;
}

/** Index pairs of a longest common subsequence. */
function commonLines(left: readonly string[], right: readonly string[]): [number, number][] {
  if (left.length * right.length > MAX_CELLS) return [];
  const width = right.length + 1;
  /** lengths[l * width + r]: length of the best common subsequence of left from l and right from r. */
  const lengths = new Uint32Array((left.length + 1) * width);
  const lengthAt = (l: number, r: number): number => lengths[l * width + r] ?? 0;
  for (let l = left.length - 1; l >= 0; l--) {
    for (let r = right.length - 1; r >= 0; r--) {
      lengths[l * width + r] =
        left[l] === right[r] ? lengthAt(l + 1, r + 1) + 1 : Math.max(lengthAt(l + 1, r), lengthAt(l, r + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let l = 0, r = 0; l < left.length && r < right.length;) {
    if (left[l] === right[r]) pairs.push([l++, r++]);
    else if (lengthAt(l + 1, r) >= lengthAt(l, r + 1)) l++;
    else r++;
  }
  return pairs;
}
