import { type TransportAddress, formatTransportAddress, parseIpAddress } from '../../bytes/address.ts';
import { type DecodedStun, METHOD, decodeStun, encodeStun, findAttribute } from '../../stun/index.ts';
import { type Candidate, parseCandidate } from '../candidate.ts';
import { createIceAgent } from './agent.ts';
import type { AgentAction, AgentConfig, Base, IceAgent, SocketId } from './types.ts';

/*
 * A world for tests of the agent: hosts, NATs and a STUN server in virtual time, with a network that may lose, delay,
 * reorder and double packets. Nothing here is the simulator of the Lab: it is as small as the tests need.
 */

/** `10.0.1.1:1000` */
export function address(text: string): TransportAddress {
  const split = text.lastIndexOf(':');
  const ip = parseIpAddress(text.slice(0, split).replace(/^\[|\]$/g, ''));
  if (!ip) throw new Error(`no address: ${text}`);
  return { ...ip, port: Number(text.slice(split + 1)) };
}

/** A candidate of the peer, as its line says it. */
export function candidate(line: string): Candidate {
  const parsed = parseCandidate(line);
  if (!parsed.ok) throw new Error(`no candidate: ${line}`);
  return parsed.value;
}

/** How two things depend on each other: of a NAT's mapping and of its filtering. RFC 4787 §4.1, §5. */
export type Dependence = 'endpoint-independent' | 'address-dependent' | 'address-and-port-dependent';

export interface NatKind {
  readonly mapping: Dependence;
  readonly filtering: Dependence;
}

/** A NAT with one public address. Its mappings never expire. */
class TestNat {
  readonly publicIp: string;
  readonly #kind: NatKind;
  readonly #mappings = new Map<
    string,
    { inner: TransportAddress; outer: TransportAddress; sentTo: Set<string> }
  >();
  #nextPort = 20_000;

  constructor(publicIp: string, kind: NatKind) {
    this.publicIp = publicIp;
    this.#kind = kind;
  }

  out(inner: TransportAddress, to: TransportAddress): TransportAddress {
    const key = `${formatTransportAddress(inner)} ${keyOf(this.#kind.mapping, to)}`;
    const mapping = this.#mappings.get(key) ?? {
      inner,
      outer: { ...inner, address: this.publicIp, port: this.#nextPort++ },
      sentTo: new Set(),
    };
    this.#mappings.set(key, mapping);
    mapping.sentTo.add(keyOf(this.#kind.filtering, to));
    return mapping.outer;
  }

  in(outer: TransportAddress, from: TransportAddress): TransportAddress | undefined {
    const mapping = [...this.#mappings.values()].find(({ outer: { port } }) => port === outer.port);
    return mapping?.sentTo.has(keyOf(this.#kind.filtering, from)) ? mapping.inner : undefined;
  }
}

function keyOf(dependence: Dependence, to: TransportAddress): string {
  if (dependence === 'endpoint-independent') return '';
  return dependence === 'address-dependent' ? to.address : formatTransportAddress(to);
}

/** What the network does to a packet: when it arrives, in milliseconds from now; several times, or never. */
export type Weather = (from: TransportAddress, to: TransportAddress) => readonly number[];

/** A packet on a leg of its way, as the figures of RFC 8445 §15 draw them. */
export interface Leg {
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly message: 'Req' | 'Res' | 'Error' | 'Ind' | 'Data';
  readonly mapped?: string;
  readonly useCandidate: boolean;
  readonly dropped: boolean;
}

type Receive = (at: number, from: TransportAddress, bytes: Uint8Array) => void;

export class TestWorld {
  at = 0;
  readonly legs: Leg[] = [];
  readonly peers: TestPeer[] = [];
  readonly #hosts = new Map<string, { nat: TestNat | undefined; receive: Receive }>();
  readonly #nats = new Map<string, TestNat>();
  readonly #weather: Weather;
  #events: { at: number; order: number; run: () => void }[] = [];
  #order = 0;

  constructor(weather: Weather = () => [10]) {
    this.#weather = weather;
  }

  nat(publicIp: string, kind: NatKind): TestNat {
    const nat = new TestNat(publicIp, kind);
    this.#nats.set(publicIp, nat);
    return nat;
  }

  listen(at: TransportAddress, nat: TestNat | undefined, receive: Receive): void {
    this.#hosts.set(formatTransportAddress(at), { nat, receive });
  }

  /** Answers Binding requests with the address that they came from. */
  stunServer(at: TransportAddress): void {
    this.listen(at, undefined, (_at, from, bytes) => {
      const decoded = decodeStun(bytes);
      if (!decoded.ok || decoded.value.class !== 'request') return;
      const { transactionId } = decoded.value;
      const attributes = [{ type: 'XOR-MAPPED-ADDRESS', address: from } as const];
      this.send(
        at,
        from,
        encodeStun({ class: 'success', method: METHOD.Binding, transactionId, attributes }),
      );
    });
  }

  after(ms: number, run: () => void): void {
    this.#events.push({ at: this.at + ms, order: this.#order++, run });
  }

  /** A packet leaves a host. */
  send(from: TransportAddress, to: TransportAddress, bytes: Uint8Array): void {
    const nat = this.#hosts.get(formatTransportAddress(from))?.nat;
    for (const ms of this.#weather(from, to)) this.after(ms, () => this.#deliver(nat, from, to, bytes));
  }

  #deliver(
    realm: TestNat | undefined,
    from: TransportAddress,
    to: TransportAddress,
    bytes: Uint8Array,
  ): void {
    const host = this.#hosts.get(formatTransportAddress(to));
    const isHere = host !== undefined && host.nat === realm;
    const way = isHere ? 'here' : realm ? 'out' : this.#nats.has(to.address) ? 'in' : 'nowhere';
    this.#note(from, to, bytes, way === 'nowhere');
    if (isHere) host.receive(this.at, from, bytes);
    else if (way === 'out' && realm) this.#deliver(undefined, realm.out(from, to), to, bytes);
    else if (way === 'in') {
      const nat = this.#nats.get(to.address);
      const inner = nat?.in(to, from);
      if (inner) this.#deliver(nat, from, inner, bytes);
    }
  }

  #note(from: TransportAddress, to: TransportAddress, bytes: Uint8Array, dropped: boolean): void {
    const decoded = decodeStun(bytes);
    const message: DecodedStun | undefined = decoded.ok ? decoded.value : undefined;
    const mapped = message && findAttribute(message, 'XOR-MAPPED-ADDRESS')?.address;
    const names = { request: 'Req', success: 'Res', error: 'Error', indication: 'Ind' } as const;
    this.legs.push({
      at: this.at,
      from: formatTransportAddress(from),
      to: formatTransportAddress(to),
      message: message ? names[message.class] : 'Data',
      ...(mapped && { mapped: formatTransportAddress(mapped) }),
      useCandidate: message !== undefined && findAttribute(message, 'USE-CANDIDATE') !== undefined,
      dropped,
    });
  }

  /** Lets time pass until this moment, or until something holds. */
  run(untilMs: number, until: () => boolean = () => false): void {
    for (;;) {
      if (until()) return;
      const [event] = this.#events.toSorted((a, b) => a.at - b.at || a.order - b.order);
      const timers = this.peers.map((peer) => ({ peer, at: peer.agent.nextTimeoutAt() ?? Infinity }));
      const [timer] = timers.toSorted((a, b) => a.at - b.at);
      const next = Math.min(event?.at ?? Infinity, timer?.at ?? Infinity);
      if (next > untilMs) break;
      this.at = Math.max(this.at, next);
      if (event && event.at <= next) {
        this.#events = this.#events.filter((other) => other !== event);
        event.run();
      } else if (timer) timer.peer.perform(timer.peer.agent.handleTimeout(this.at));
    }
    this.at = untilMs;
  }
}

/** A small generator of known numbers in [0, 1). */
export function knownRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** An agent with its sockets in a world. */
export class TestPeer {
  readonly agent: IceAgent;
  readonly actions: AgentAction[] = [];
  readonly #world: TestWorld;
  readonly #sockets = new Map<SocketId, TransportAddress>();
  readonly #bases: readonly Base[];
  /** What signalling carries to the other side. */
  onSignal: (action: Extract<AgentAction, { kind: 'local-candidate' | 'end-of-candidates' }>) => void = () =>
    undefined;

  constructor(
    world: TestWorld,
    bases: readonly Omit<Base, 'socket'>[],
    nat: TestNat | undefined,
    config: Partial<AgentConfig> & Pick<AgentConfig, 'role' | 'credentials'>,
  ) {
    this.#world = world;
    const seed = config.credentials.ufrag.charCodeAt(0);
    this.agent = createIceAgent({ tiebreaker: BigInt(seed), random: knownRandom(seed), ...config });
    this.#bases = bases.map((base, index) => ({ ...base, socket: index + 1 }));
    for (const { socket, address: at } of this.#bases) {
      this.#sockets.set(socket, at);
      // NATs are IPv4's; an IPv6 address is everybody's.
      world.listen(at, at.family === 4 ? nat : undefined, (now, from, bytes) =>
        this.perform(this.agent.handlePacket(now, socket, from, bytes)),
      );
    }
    world.peers.push(this);
  }

  gather(): void {
    this.perform(this.agent.gather(this.#world.at, this.#bases));
  }

  perform(actions: readonly AgentAction[]): void {
    this.actions.push(...actions);
    for (const action of actions) {
      if (action.kind === 'send') {
        const from = this.#sockets.get(action.socket);
        if (from) this.#world.send(from, action.to, action.bytes);
      } else if (action.kind === 'local-candidate' || action.kind === 'end-of-candidates')
        this.onSignal(action);
    }
  }

  /** The traces of one kind, in their order. */
  traced<E extends Extract<AgentAction, { kind: 'trace' }>['event']>(
    event: E,
  ): Extract<AgentAction, { kind: 'trace'; event: E }>[] {
    return this.actions.filter(
      (action): action is Extract<AgentAction, { kind: 'trace'; event: E }> =>
        action.kind === 'trace' && action.event === event,
    );
  }

  of<K extends AgentAction['kind']>(kind: K): Extract<AgentAction, { kind: K }>[] {
    return this.actions.filter((action): action is Extract<AgentAction, { kind: K }> => action.kind === kind);
  }
}

/** Carries candidates both ways, each after this delay; the parameters first. */
export function signal(
  world: TestWorld,
  a: TestPeer,
  b: TestPeer,
  delayMs: (index: number) => number = () => 10,
): void {
  let index = 0;
  const carry =
    (to: TestPeer): TestPeer['onSignal'] =>
    (action) =>
      world.after(delayMs(index++), () => {
        to.perform(
          action.kind === 'local-candidate'
            ? to.agent.addRemoteCandidate(world.at, action.candidate, action.stream)
            : to.agent.addRemoteEndOfCandidates(world.at, action.stream),
        );
      });
  a.onSignal = carry(b);
  b.onSignal = carry(a);
}
