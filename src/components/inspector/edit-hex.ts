import type { ByteSource } from './read-hex.ts';

/** The text with one byte of it changed; its notation, spaces and line breaks stay as they are. */
export function withByte(text: string, { start, end }: ByteSource, digits: string): string {
  // Within a Python bytes literal a byte may stand as a letter, or as a short escape such as \n.
  const isDigits = /^[0-9a-fA-F]{2}$/.test(text.slice(start, end));

  return text.slice(0, start) + (isDigits ? digits : `\\x${digits}`) + text.slice(end);
}
