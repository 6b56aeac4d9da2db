import type { TcpHeader } from '../trace.ts';
import { Incoming } from './incoming.ts';
import { Outgoing, type OutgoingSegment } from './outgoing.ts';
import { refuseSegment, segmentLength, sendSegment } from './segment.ts';
import { drawInitialSequence } from './sequence.ts';
import type { TcpAction, TcpConfig, TcpConnection, TcpEnd, TcpOpening } from './types.ts';

/**
 * RFC 9293 §3.6.1: who closes first "MUST linger in the TIME-WAIT state for a time 2xMSL" (MUST-13). Linux takes a
 * minute for it, and the other side gives up before.
 */
const LINGER_MS = 60_000;

/** Opens a connection: sends a SYN. */
export function connectTcp(at: number, { random }: TcpConfig): TcpOpening {
  const connection = new Connection(drawInitialSequence(random));
  return { connection, actions: connection.open(at) };
}

/** Accepts a connection that a segment asks for (`isTcpOpening`): answers with SYN and ACK. */
export function acceptTcp(at: number, { sequence }: TcpHeader, { random }: TcpConfig): TcpOpening {
  const connection = new Connection(drawInitialSequence(random), new Incoming(sequence));
  return { connection, actions: connection.open(at) };
}

/**
 * The states of RFC 9293 §3.3.2 follow from the two streams: without `#incoming` it is SYN-SENT, until `#outgoing` is
 * open SYN-RECEIVED, and which of the two is finished makes the rest.
 */
class Connection implements TcpConnection {
  readonly #outgoing: Outgoing;
  #incoming: Incoming | undefined;
  /** What was written before there was a connection. */
  #waiting: Uint8Array[] = [];
  #isClosing = false;
  #wasClosedByPeer = false;
  #hasEnded = false;
  #lingersUntil: number | undefined;

  constructor(initialSequence: number, incoming?: Incoming) {
    this.#outgoing = new Outgoing(initialSequence);
    this.#incoming = incoming;
  }

  open(at: number): TcpAction[] {
    return [this.#segment(this.#outgoing.open(at))];
  }

  send(at: number, bytes: Uint8Array): TcpAction[] {
    if (this.#isClosing || this.#hasEnded) return [];
    if (this.#outgoing.isOpen) return this.#outgoing.write(at, bytes).map((part) => this.#segment(part));
    this.#waiting.push(bytes.slice());
    return [];
  }

  close(at: number): TcpAction[] {
    if (this.#isClosing || this.#hasEnded) return [];
    this.#isClosing = true;
    // RFC 9293 §3.10.4: in SYN-SENT nobody has to be told.
    if (!this.#incoming) return this.#end('finished');
    return this.#outgoing.isOpen ? [this.#segment(this.#outgoing.finish(at))] : [];
  }

  handleSegment(at: number, header: TcpHeader, bytes: Uint8Array): TcpAction[] {
    if (this.#hasEnded) return this.#handleLate(at, header, bytes);
    if (!this.#incoming) return this.#handleInSynSent(at, header, bytes);
    return this.#handleInTurn(at, this.#incoming, header, bytes);
  }

  handleTimeout(at: number): TcpAction[] {
    if (this.#lingersUntil !== undefined && at >= this.#lingersUntil) this.#lingersUntil = undefined;
    if (this.#hasEnded) return [];
    const due = this.#outgoing.takeDue(at);
    if (due === 'given-up') return this.#end('timed-out');
    return due ? [this.#segment(due)] : [];
  }

  nextTimeoutAt(): number | undefined {
    return this.#hasEnded ? this.#lingersUntil : this.#outgoing.nextTimeoutAt;
  }

  /** RFC 9293 §3.10.7.3. */
  #handleInSynSent(at: number, header: TcpHeader, bytes: Uint8Array): TcpAction[] {
    if (header.ack && header.acknowledgment !== this.#outgoing.nextSequence) {
      return refuseSegment(header, bytes);
    }
    if (header.rst) return header.ack ? this.#end('reset') : [];
    if (!header.syn) return [];
    this.#incoming = new Incoming(header.sequence);
    // Both sides asked at once: "enter SYN-RECEIVED, form a SYN,ACK segment".
    if (!header.ack) return this.#outgoing.earliest().map((syn) => this.#segment(syn));
    this.#outgoing.acknowledge(at, header.acknowledgment);
    return [this.#acknowledgment(), ...this.#connected(at)];
  }

  /** RFC 9293 §3.10.7.4, in its order: sequence number, RST, SYN, ACK, text, FIN. */
  #handleInTurn(at: number, incoming: Incoming, header: TcpHeader, bytes: Uint8Array): TcpAction[] {
    const distance = incoming.distance(header.sequence);
    const length = segmentLength(header, bytes);
    // "If the RST bit is set and the sequence number exactly matches the next expected sequence number (RCV.NXT), then
    // TCP endpoints MUST reset the connection"; one ahead of it is asked for again, by the acknowledgment.
    if (header.rst && distance <= 0) return distance === 0 ? this.#end('reset') : [];
    const isOld = length === 0 ? distance < 0 : distance + length <= 0;
    if (isOld || header.rst || header.syn) return [this.#acknowledgment()];
    if (!header.ack) return [];

    const wasOpen = this.#outgoing.isOpen;
    const acknowledged = this.#outgoing.acknowledge(at, header.acknowledgment);
    // "If the segment acknowledgment is not acceptable, form a reset segment": in SYN-RECEIVED.
    if (!this.#outgoing.isOpen) return refuseSegment(header, bytes);
    if (acknowledged === 'never-sent') return [this.#acknowledgment()];
    const opening = wasOpen ? [] : this.#connected(at);
    const again = acknowledged === 'new' ? this.#outgoing.takeLost() : [];
    return [
      ...opening,
      ...again.map((segment) => this.#segment(segment)),
      ...this.#receive(at, incoming, header, bytes),
    ];
  }

  #receive(at: number, incoming: Incoming, header: TcpHeader, bytes: Uint8Array): TcpAction[] {
    const actions: TcpAction[] = [];
    if (segmentLength(header, bytes) > 0) {
      const wasFinished = incoming.isFinished;
      const ready = incoming.take(header.sequence, bytes, header.fin);
      actions.push(this.#acknowledgment(), ...ready.map((data) => ({ kind: 'data', bytes: data }) as const));
      if (incoming.isFinished && !wasFinished && !this.#isClosing) {
        this.#wasClosedByPeer = true;
        actions.push({ kind: 'closed-by-peer' });
      }
    }
    if (incoming.isFinished && this.#outgoing.isFinished) {
      if (!this.#wasClosedByPeer) this.#lingersUntil = at + LINGER_MS;
      actions.push(...this.#end('finished'));
    }
    return actions;
  }

  /** In TIME-WAIT a FIN that comes again is acknowledged again (RFC 9293 §3.10.7.4); later, nobody is there. */
  #handleLate(at: number, header: TcpHeader, bytes: Uint8Array): TcpAction[] {
    if (this.#lingersUntil === undefined) return refuseSegment(header, bytes);
    if (header.rst && this.#incoming?.distance(header.sequence) === 0) this.#lingersUntil = undefined;
    if (header.rst || segmentLength(header, bytes) === 0) return [];
    this.#lingersUntil = at + LINGER_MS;
    return [this.#acknowledgment()];
  }

  #connected(at: number): TcpAction[] {
    const segments = this.#waiting.flatMap((bytes) => this.#outgoing.write(at, bytes));
    this.#waiting = [];
    if (this.#isClosing) segments.push(this.#outgoing.finish(at));
    return [{ kind: 'connected' }, ...segments.map((segment) => this.#segment(segment))];
  }

  #end(why: TcpEnd): TcpAction[] {
    this.#hasEnded = true;
    return [{ kind: 'ended', why }];
  }

  #acknowledgment(): TcpAction {
    return sendSegment({ sequence: this.#outgoing.nextSequence, ...this.#acknowledged() });
  }

  #segment({ sequence, syn, fin, bytes }: OutgoingSegment): TcpAction {
    return sendSegment({ sequence, syn, fin, ...this.#acknowledged() }, bytes);
  }

  /** "Once a connection is established, this is always sent" (RFC 9293 §3.1). */
  #acknowledged(): Partial<TcpHeader> {
    return this.#incoming ? { ack: true, acknowledgment: this.#incoming.nextSequence } : {};
  }
}
