import { toOffset, toSequence } from './sequence.ts';

/** A part of the stream that came before its turn. */
interface Piece {
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly fin: boolean;
}

/**
 * The stream that the other side sends. RFC 9293 §3.10.7.4: "Segments with higher beginning sequence numbers SHOULD be
 * held for later processing (SHLD-31)."
 */
export class Incoming {
  readonly #initial: number;
  /** RCV.NXT: the SYN has come. */
  #next = 1;
  #held: Piece[] = [];
  #isFinished = false;

  /** @param initial The sequence number of the SYN. */
  constructor(initial: number) {
    this.#initial = initial;
  }

  /** Whether all came, FIN too. */
  get isFinished(): boolean {
    return this.#isFinished;
  }

  /** What an acknowledgment says: the sequence number that is expected next. */
  get nextSequence(): number {
    return toSequence(this.#initial, this.#next);
  }

  /** How far from the expected place something begins: negative before it, 0 in its turn, positive ahead. */
  distance(sequence: number): number {
    return toOffset(this.#initial, sequence, this.#next) - this.#next;
  }

  /** Takes data, and FIN behind it, from any place of the stream. Answers with the bytes whose turn it is now. */
  take(sequence: number, bytes: Uint8Array, fin: boolean): Uint8Array[] {
    if (this.#isFinished) return [];
    this.#hold({ offset: this.#next + this.distance(sequence), bytes, fin });
    const ready: Uint8Array[] = [];
    for (let piece = this.#held[0]; piece && piece.offset <= this.#next; piece = this.#held[0]) {
      this.#held.shift();
      // "If a segment's contents straddle the boundary between old and new, only the new parts are processed."
      const fresh = piece.bytes.subarray(this.#next - piece.offset);
      if (fresh.length > 0) {
        ready.push(fresh);
        this.#next += fresh.length;
      }
      if (piece.fin && piece.offset + piece.bytes.length === this.#next) {
        this.#isFinished = true;
        this.#next += 1;
        break;
      }
    }
    return ready;
  }

  /** Keeps pieces by their place; one that is there already, not twice. */
  #hold(piece: Piece): void {
    const isKnown = this.#held.some(
      ({ offset, bytes, fin }) =>
        offset === piece.offset && bytes.length >= piece.bytes.length && fin === piece.fin,
    );
    if (isKnown) return;
    const place = this.#held.findLastIndex(({ offset }) => offset <= piece.offset) + 1;
    this.#held.splice(place, 0, piece);
  }
}
