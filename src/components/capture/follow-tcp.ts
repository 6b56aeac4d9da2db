import { createStreamFraming } from '#src/protocol/turn/stream-framing.ts';

/** One direction of a TCP connection, from its segments: the messages of STUN's and TURN's framing that it carried. */
export interface TcpFollower {
  /** Takes a segment, in whatever order; answers with the messages that are whole now. */
  push(segment: TcpSegment): readonly Uint8Array[];
}

export interface TcpSegment {
  /** Of the first byte. */
  readonly sequence: number;
  readonly begins: boolean;
  readonly bytes: Uint8Array;
}

/** Segments that wait for one that a capture has missed, perhaps for ever. */
const MOST_WAITING = 64;

export function createTcpFollower(): TcpFollower {
  let framing = createStreamFraming();
  let expected: number | undefined;
  let isLost = false;
  const waiting = new Map<number, Uint8Array>();

  /** What comes at the expected place, and what it was that waited behind it. */
  function take(bytes: Uint8Array): Uint8Array[] {
    const messages: Uint8Array[] = [];
    let next: Uint8Array | undefined = bytes;
    while (next && expected !== undefined) {
      waiting.delete(expected);
      expected = (expected + next.length) >>> 0;
      const framed = framing.push(next);
      messages.push(...framed.messages);
      // TLS, or anything else: no message can be found in it any more.
      if (framed.broken) isLost = true;
      next = waiting.get(expected);
    }
    return messages;
  }

  return {
    push({ sequence, begins, bytes }) {
      if (begins) {
        framing = createStreamFraming();
        expected = (sequence + 1) >>> 0;
        isLost = false;
        waiting.clear();
        return [];
      }
      if (isLost || bytes.length === 0) return [];
      // A capture may begin in the middle of a connection: then with whatever comes first.
      expected ??= sequence;
      const ahead = (sequence - expected) | 0;
      if (ahead > 0) {
        if (waiting.size < MOST_WAITING) waiting.set(sequence, bytes);
        else isLost = true;
        return [];
      }
      // Sent again, wholly or in part.
      return take(bytes.subarray(-ahead));
    },
  };
}
