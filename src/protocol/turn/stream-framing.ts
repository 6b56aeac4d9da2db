import { stunMessageLength } from '../stun/header.ts';
import { CHANNEL_NUMBERS, type ChannelNumbers, looksLikeChannelData } from './channel-data.ts';

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

const CHANNEL_DATA_HEADER_BYTES = 4;
/** In both headers the length is the third and fourth byte. */
const LENGTH_END = 4;

/**
 * Cuts a TCP stream into messages. TURN over TCP has no framing of its own: the STUN header's
 * length (RFC 8489 §5) and ChannelData's length with its padding (RFC 8656 §12.5) say where the next
 * message starts. Each byte is copied at most once, and no more than one message (65,555 bytes) waits.
 */
export function createStreamFraming(channelNumbers = CHANNEL_NUMBERS): StreamFraming {
  const messageLength = (bytes: Uint8Array) => lengthOf(bytes, channelNumbers);
  let held: Uint8Array = new Uint8Array(0);
  let filled = 0;
  let broken = false;

  /** Keeps the start of a message whose rest hasn't come yet; answers with what it didn't need. */
  function hold(bytes: Uint8Array, needed: number): Uint8Array {
    if (held.length < needed) {
      const larger = new Uint8Array(needed);
      larger.set(held.subarray(0, filled));
      held = larger;
    }
    const taken = bytes.subarray(0, needed - filled);
    held.set(taken, filled);
    filled += taken.length;
    return bytes.subarray(taken.length);
  }

  return {
    get waitingBytes() {
      return filled;
    },
    push(chunk) {
      const messages: Uint8Array[] = [];
      let rest = chunk;
      while (rest.length > 0 && !broken) {
        const length = messageLength(filled === 0 ? rest : held.subarray(0, filled));
        if (length === 'unknown-start') {
          broken = true;
        } else if (filled === 0 && typeof length === 'number' && length <= rest.length) {
          messages.push(rest.subarray(0, length));
          rest = rest.subarray(length);
        } else {
          rest = hold(rest, length === 'incomplete' ? LENGTH_END : length);
          if (messageLength(held.subarray(0, filled)) !== filled) continue;
          messages.push(held.subarray(0, filled));
          [held, filled] = [new Uint8Array(0), 0];
        }
      }
      return { messages, broken };
    },
  };
}

/** The length of the message that starts here, padding included. */
function lengthOf(
  bytes: Uint8Array,
  channelNumbers: ChannelNumbers,
): number | 'incomplete' | 'unknown-start' {
  const [first, , high, low] = bytes;
  if (first === undefined) return 'incomplete';
  const isStun = first <= 3;
  // RFC 8656 §12, Table 3: 0–3 is STUN, 64–79 a TURN channel; nothing else belongs here.
  if (!isStun && !looksLikeChannelData(bytes, channelNumbers)) return 'unknown-start';
  if (isStun) return stunMessageLength(bytes) ?? 'incomplete';
  if (high === undefined || low === undefined) return 'incomplete';
  return Math.ceil((CHANNEL_DATA_HEADER_BYTES + high * 256 + low) / 4) * 4;
}
