import { NO_BYTES, segmentLength } from './segment.ts';
import { toOffset, toSequence } from './sequence.ts';

/** The most data of a segment: with IP and TCP headers it fits where a tunnel has taken some of the 1500 bytes. */
export const MSS = 1400;

/** RFC 6298 §2.1, and §2.4: less than a second is rounded up to it, so nothing is measured here. */
const RTO_MS = 1_000;
/** RFC 6298 §5.7: where the SYN had to be sent again, RTO "MUST be re-initialized to 3 seconds when data transmission begins". */
const RTO_AFTER_LOST_SYN_MS = 3_000;
/**
 * R2: when to give up. RFC 9293 §3.8.3 wants three minutes for a SYN (MUST-23) and 100 seconds for data (SHLD-11).
 * Sessions of the Lab are over by then: here it is sooner.
 */
const GIVES_UP_MS = { syn: 10_000, data: 30_000 } as const;

/** A part of the stream as it is sent, once or more. */
export interface OutgoingSegment {
  readonly sequence: number;
  readonly bytes: Uint8Array;
  readonly syn: boolean;
  readonly fin: boolean;
}

interface Unacknowledged extends OutgoingSegment {
  readonly endOffset: number;
  sent: number;
}

/** The stream that this side sends, until it is acknowledged. It sends nothing itself: it says what to send. */
export class Outgoing {
  readonly #initial: number;
  /** SND.UNA and SND.NXT. */
  #acknowledged = 0;
  #next = 0;
  #isFinal = false;
  readonly #unacknowledged: Unacknowledged[] = [];
  /** What was sent before this offset may be lost: something of it had to be sent again. */
  #lostBefore = 0;
  #rtoMs = RTO_MS;
  #dueAt = Infinity;
  #givesUpAt = Infinity;

  /** @param initial The sequence number of the SYN. */
  constructor(initial: number) {
    this.#initial = initial;
  }

  get nextSequence(): number {
    return toSequence(this.#initial, this.#next);
  }

  /** Whether the other side has answered the SYN. */
  get isOpen(): boolean {
    return this.#acknowledged > 0;
  }

  /** Whether all was acknowledged, FIN too. */
  get isFinished(): boolean {
    return this.#isFinal && this.#acknowledged === this.#next;
  }

  /** When the next segment has to be sent again, or there is no more use. */
  get nextTimeoutAt(): number | undefined {
    const next = Math.min(this.#dueAt, this.#givesUpAt);
    return next === Infinity ? undefined : next;
  }

  open(at: number): OutgoingSegment {
    return this.#add(at, NO_BYTES, { syn: true });
  }

  /** Cuts bytes into segments to send now. They are copied: the caller's buffer may change. */
  write(at: number, bytes: Uint8Array): OutgoingSegment[] {
    const segments: OutgoingSegment[] = [];
    for (let start = 0; start < bytes.length; start += MSS) {
      segments.push(this.#add(at, bytes.slice(start, start + MSS), {}));
    }
    return segments;
  }

  finish(at: number): OutgoingSegment {
    this.#isFinal = true;
    return this.#add(at, NO_BYTES, { fin: true });
  }

  /** The one that is to be acknowledged next, if there is one. */
  earliest(): readonly OutgoingSegment[] {
    return this.#unacknowledged.slice(0, 1);
  }

  /** Takes an acknowledgment: of something new, of nothing new, or of what was never sent. */
  acknowledge(at: number, acknowledgment: number): 'new' | 'old' | 'never-sent' {
    const offset = toOffset(this.#initial, acknowledgment, this.#acknowledged);
    if (offset > this.#next) return 'never-sent';
    if (offset <= this.#acknowledged) return 'old';
    this.#acknowledged = offset;
    for (let first = this.#unacknowledged[0]; first; first = this.#unacknowledged[0]) {
      if (first.endOffset > offset) break;
      this.#unacknowledged.shift();
      // Karn's algorithm (RFC 6298 §3): only what was sent once tells how long the way is, and ends the doubling.
      if (first.sent === 1) this.#rtoMs = RTO_MS;
      else if (first.syn) this.#rtoMs = RTO_AFTER_LOST_SYN_MS;
    }
    this.#startTimers(at);
    return 'new';
  }

  /**
   * After a loss, an acknowledgment of something new gives away that the segment behind it is lost as well. RFC 6582
   * §3.2: "then this is a partial ACK. In this case, retransmit the first unacknowledged segment."
   */
  takeLost(): OutgoingSegment[] {
    const earliest = this.#unacknowledged[0];
    if (!earliest || earliest.endOffset > this.#lostBefore || earliest.sent > 1) return [];
    earliest.sent += 1;
    return [earliest];
  }

  /** What is due: a segment to send again, or nothing but to give up. */
  takeDue(at: number): OutgoingSegment | 'given-up' | undefined {
    if (at >= this.#givesUpAt) return 'given-up';
    const earliest = this.#unacknowledged[0];
    if (at < this.#dueAt || !earliest) return undefined;
    // RFC 6298 §5.4 to §5.6: the earliest segment again, "The host MUST set RTO <- RTO * 2", and the timer anew.
    earliest.sent += 1;
    this.#lostBefore = this.#next;
    this.#rtoMs *= 2;
    this.#dueAt = at + this.#rtoMs;
    return earliest;
  }

  #add(
    at: number,
    bytes: Uint8Array,
    { syn = false, fin = false }: { syn?: boolean; fin?: boolean },
  ): OutgoingSegment {
    const sequence = this.nextSequence;
    this.#next += segmentLength({ syn, fin }, bytes);
    const segment: Unacknowledged = { sequence, bytes, syn, fin, endOffset: this.#next, sent: 1 };
    this.#unacknowledged.push(segment);
    // RFC 6298 §5.1: "if the timer is not running, start it".
    if (this.#unacknowledged.length === 1) this.#startTimers(at);
    return segment;
  }

  /** RFC 6298 §5.2 and §5.3: something new was acknowledged. The timer starts anew, or stops where nothing is left. */
  #startTimers(at: number): void {
    const earliest = this.#unacknowledged[0];
    this.#dueAt = earliest ? at + this.#rtoMs : Infinity;
    this.#givesUpAt = earliest ? at + GIVES_UP_MS[earliest.syn ? 'syn' : 'data'] : Infinity;
  }
}
