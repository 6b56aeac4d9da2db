/**
 * The first place, from 0 to `length`, from which on `isBeyond` holds: it has to hold for all places behind one for
 * which it holds.
 */
export function firstPlace(length: number, isBeyond: (place: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBeyond(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
