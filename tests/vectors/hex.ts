/** Bytes of hexadecimal digits, given in one string or many, with any white space. */
export function hex(...digits: readonly string[]): Uint8Array {
  const text = digits.join('').replace(/\s+/g, '');
  if (text.length % 2 !== 0 || /[^0-9a-fA-F]/.test(text)) throw new Error(`not hexadecimal: ${text}`);
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
