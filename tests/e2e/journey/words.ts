/**
 * What a message looks like whatever it tells of. Make it with 0 for a number, which becomes a group of the pattern,
 * and with `ANYTHING` for a text.
 */
export function patternOf(message: string): RegExp {
  const pattern = message
    .replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    .replaceAll(/\d+/g, '(\\d+(?:\\.\\d+)?)')
    .replaceAll(ANYTHING, '.+?');
  return new RegExp(pattern);
}

export const ANYTHING = '…';
