/** What a piece of a TCP stream brought: whole messages, and whether the stream can still be followed. */
export interface Framed {
  /** Whole STUN and ChannelData messages, in order; ChannelData still has its padding. */
  readonly messages: readonly Uint8Array[];
  /** The next byte starts neither STUN nor ChannelData: no message boundary can be found any more. */
  readonly broken: boolean;
}

export interface StreamFraming {
  /** Takes the next bytes of the stream, in any portions. After `broken` it takes no more. */
  push(chunk: Uint8Array): Framed;
  /** How many bytes wait for the rest of their message. */
  readonly waitingBytes: number;
}

const STUN_HEADER_BYTES = 20;
const CHANNEL_DATA_HEADER_BYTES = 4;

/**
 * Cuts a TCP stream into messages. TURN over TCP has no framing of its own: the STUN header's
 * length (RFC 8489 §6.2.2) and ChannelData's length with its padding (RFC 8656 §12.5) say where
 * the next message starts. A message is at most 65,555 bytes, so no more than that ever waits.
 */
export function createStreamFraming(): StreamFraming {
  let waiting: Uint8Array = new Uint8Array(0);
  let broken = false;

  return {
    get waitingBytes() {
      return waiting.length;
    },
    push(chunk) {
      if (broken) return { messages: [], broken };
      const bytes = join(waiting, chunk);
      const messages: Uint8Array[] = [];
      let offset = 0;
      for (;;) {
        const length = messageLength(bytes, offset);
        if (length === 'unknown-start') broken = true;
        if (typeof length === 'string' || offset + length > bytes.length) break;
        messages.push(bytes.subarray(offset, offset + length));
        offset += length;
      }
      // A copy, so that a few bytes of a message don't keep a large chunk alive.
      waiting = broken ? new Uint8Array(0) : bytes.slice(offset);
      return { messages, broken };
    },
  };
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}

/** The length of the message that starts at `offset`, padding included. */
function messageLength(bytes: Uint8Array, offset: number): number | 'incomplete' | 'unknown-start' {
  const first = bytes[offset];
  if (first === undefined) return 'incomplete';
  const isStun = first <= 3;
  // RFC 8656 §12, Table 3: 0–3 is STUN, 64–79 a TURN channel; nothing else belongs here.
  if (!isStun && (first < 64 || first > 79)) return 'unknown-start';
  const high = bytes[offset + 2];
  const low = bytes[offset + 3];
  if (high === undefined || low === undefined) return 'incomplete';
  const length = high * 256 + low;
  return isStun ? STUN_HEADER_BYTES + length : Math.ceil((CHANNEL_DATA_HEADER_BYTES + length) / 4) * 4;
}
