import type { TcpHeader } from '../trace.ts';
import { acceptTcp, connectTcp, isTcpOpening, refuseSegment } from './index.ts';
import type { TcpAction, TcpConnection, TcpOpening } from './types.ts';

/*
 * Two hosts in virtual time, with a channel between them that does with each segment what a test says: nothing here is
 * the Lab's network.
 */

export type Name = 'client' | 'server';

interface Flight {
  readonly arrivesAt: number;
  readonly to: Name;
  readonly header: TcpHeader;
  readonly bytes: Uint8Array;
}

/** After how many milliseconds each copy of a segment arrives: none where it is lost, two where it is doubled. */
export type Fate = (segment: { from: Name; at: number; header: TcpHeader; bytes: Uint8Array }) => number[];

export interface Side {
  connection?: TcpConnection | undefined;
  /** What it told its application, in order; data as its length. */
  readonly told: string[];
  readonly received: number[];
  readonly sent: { readonly at: number; readonly header: TcpHeader; readonly length: number }[];
}

export interface LinkOptions {
  readonly fate?: Fate;
  readonly random?: () => number;
  /** Whether the server accepts connections. Default true. */
  readonly listens?: boolean;
  /** Whether who hears FIN says FIN at once. Default true. */
  readonly closesToo?: boolean;
}

const TEN_MS: Fate = () => [10];

export class TestLink {
  readonly client: Side = { told: [], received: [], sent: [] };
  readonly server: Side = { told: [], received: [], sent: [] };
  readonly #options: Required<LinkOptions>;
  #at = 0;
  #flights: Flight[] = [];

  constructor({ fate = TEN_MS, random = () => 0.5, listens = true, closesToo = true }: LinkOptions = {}) {
    this.#options = { fate, random, listens, closesToo };
  }

  get at(): number {
    return this.#at;
  }

  /** What was said so far, as lines: `client SYN`. */
  get ladder(): string[] {
    const lines = (['client', 'server'] as const).flatMap((name) =>
      this[name].sent.map(({ at, header, length }) => ({ at, line: `${name} ${flagsOf(header, length)}` })),
    );
    return lines.toSorted((a, b) => a.at - b.at).map(({ line }) => line);
  }

  connect(name: Name = 'client'): void {
    this.#open(name, connectTcp(this.#at, this.#options));
  }

  send(name: Name, bytes: Uint8Array): void {
    this.#perform(name, this[name].connection?.send(this.#at, bytes) ?? []);
  }

  close(name: Name): void {
    this.#perform(name, this[name].connection?.close(this.#at) ?? []);
  }

  /** Lets a host forget its connection, as after a restart. */
  forget(name: Name): void {
    this[name].connection = undefined;
  }

  /** Lets time pass: segments arrive, and timers go off. */
  run(untilMs: number): void {
    for (let next = this.#next(); next <= untilMs; next = this.#next()) {
      this.#at = next;
      const arrived = this.#flights.find(({ arrivesAt }) => arrivesAt === next);
      if (arrived) this.#arrive(arrived);
      else this.#timeOut();
    }
    this.#at = untilMs;
  }

  /** A segment that comes from elsewhere. */
  inject(to: Name, header: TcpHeader, bytes = new Uint8Array(0)): void {
    this.#arrive({ arrivesAt: this.#at, to, header, bytes });
  }

  #next(): number {
    return Math.min(
      ...this.#flights.map(({ arrivesAt }) => arrivesAt),
      ...[this.client, this.server].map(({ connection }) => connection?.nextTimeoutAt() ?? Infinity),
    );
  }

  #timeOut(): void {
    for (const name of ['client', 'server'] as const) {
      const { connection } = this[name];
      if ((connection?.nextTimeoutAt() ?? Infinity) <= this.#at) {
        this.#perform(name, connection?.handleTimeout(this.#at) ?? []);
      }
    }
  }

  #arrive(flight: Flight): void {
    const { to, header, bytes } = flight;
    this.#flights = this.#flights.filter((other) => other !== flight);
    const { connection } = this[to];
    if (connection) this.#perform(to, connection.handleSegment(this.#at, header, bytes));
    else if (to === 'server' && this.#options.listens && isTcpOpening(header)) {
      this.#open(to, acceptTcp(this.#at, header, this.#options));
    } else this.#perform(to, refuseSegment(header, bytes));
  }

  #open(name: Name, { connection, actions }: TcpOpening): void {
    this[name].connection = connection;
    this.#perform(name, actions);
  }

  #perform(name: Name, actions: readonly TcpAction[]): void {
    const side = this[name];
    for (const action of actions) {
      if (action.kind === 'send') this.#transmit(name, action.header, action.bytes);
      else if (action.kind === 'data') side.received.push(...action.bytes);
      if (action.kind === 'data') side.told.push(`data ${action.bytes.length}`);
      else if (action.kind === 'ended') side.told.push(action.why);
      else if (action.kind !== 'send') side.told.push(action.kind);
      if (action.kind === 'closed-by-peer' && this.#options.closesToo) this.close(name);
    }
  }

  #transmit(from: Name, header: TcpHeader, bytes: Uint8Array): void {
    this[from].sent.push({ at: this.#at, header, length: bytes.length });
    const to = from === 'client' ? 'server' : 'client';
    for (const delayMs of this.#options.fate({ from, at: this.#at, header, bytes })) {
      this.#flights.push({ arrivesAt: this.#at + delayMs, to, header, bytes });
    }
  }
}

/** `SYN ACK`, `ACK 1400`. */
function flagsOf({ syn, fin, rst, ack }: TcpHeader, length: number): string {
  const flags = [syn && 'SYN', fin && 'FIN', rst && 'RST', ack && 'ACK', length > 0 && length];
  return flags.filter(Boolean).join(' ');
}
