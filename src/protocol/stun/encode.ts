import { ByteWriter } from '../bytes/writer.ts';
import { assertUint } from './codec.ts';
import { appendFingerprint } from './fingerprint.ts';
import { HEADER_LENGTH, writeHeader } from './header.ts';
import { type Integrity, appendIntegrity } from './integrity.ts';
import type { StunMessage } from './message.ts';
import { type StunAttribute, codecOfType } from './registry.ts';

export interface EncodeOptions {
  /** Appends MESSAGE-INTEGRITY ('sha1') or MESSAGE-INTEGRITY-SHA256 ('sha256'), or both in this order. */
  readonly integrity?: Integrity | readonly Integrity[];
  /** Appends FINGERPRINT. */
  readonly fingerprint?: boolean;
}

/** Written over by each message: most fit, and none is kept. */
const scratch = new Uint8Array(512);

/**
 * The bytes of a message (RFC 8489 §5, §14). Attributes are written in their order; integrity and
 * fingerprint are computed and appended when asked for.
 * @throws RangeError for a value that can't be sent, such as a USERNAME of 509 bytes.
 */
export function encodeStun(message: StunMessage, options: EncodeOptions = {}): Uint8Array {
  const out = new ByteWriter(scratch);
  writeHeader(message, out);
  for (const attribute of message.attributes) writeAttribute(attribute, out);
  setLength(out);
  for (const integrity of [options.integrity ?? []].flat()) appendIntegrity(integrity, out);
  if (options.fingerprint) appendFingerprint(out);
  return out.written.slice();
}

function writeAttribute(attribute: StunAttribute, out: ByteWriter): void {
  const code = attribute.type === 'unknown' ? attribute.code : codecOfType(attribute.type).code;
  assertUint(code, 16, 'an attribute type');
  out.uint16(code);
  out.uint16(0);
  const start = out.length;
  if (attribute.type === 'unknown') out.bytes(attribute.value);
  else codecOfType(attribute.type).encode(attribute, out);
  const length = out.length - start;
  assertUint(length, 16, 'the length of an attribute');
  out.setUint16(start - 2, length);
  // RFC 8489 §14: "The padding bits MUST be set to zero on sending".
  out.zeros(-length & 3);
}

function setLength(out: ByteWriter): void {
  const length = out.length - HEADER_LENGTH;
  assertUint(length, 16, 'the length of a message');
  out.setUint16(2, length);
}
