import { Buffer } from 'node:buffer';
import { openEndpoint, type Way } from './endpoint.ts';
import type { Candidate, Side } from './sessions.ts';
import {
  METHOD,
  decode,
  encode,
  newTransactionId,
  xorAddress,
  type Attributes,
  type Message,
  type TransportAddress,
} from './stun.ts';

/** A way to the other side that was found to work, both there and back. */
export interface Connection {
  send(text: string): void;
  onText: (text: string) => void;
  close(): void;
}

/** A way out and where to: RFC 8445 §6.1.2. */
interface Pair {
  readonly way: Way;
  readonly remote: TransportAddress;
  readonly isDirect: boolean;
  /** A check from here was answered. */
  isValid: boolean;
  /** The controlling side has chosen it. */
  isNominated: boolean;
}

/** RFC 8445 §14: one check every Ta. */
const TA_MS = 50;
/** RFC 8445 §5.1.2.2. */
const TYPE_PREFERENCE = { prflx: 110, srflx: 100, relay: 0 } as const;

/** Finds a way to the other side with ICE, and resolves once a pair is nominated. */
export async function connect(side: Side): Promise<Connection> {
  const endpoint = await openEndpoint(side.localAddress);
  const { promise, resolve } = Promise.withResolvers<Connection>();
  const pairs: Pair[] = [];
  const asked = new Map<string, { readonly pair: Pair; readonly nominates: boolean }>();
  let relays: readonly TransportAddress[] = [];
  let nominated: Pair | undefined;
  let selected: Pair | undefined;
  let turn = 0;

  const timer = setInterval(() => {
    if (side.isControlling) {
      nominated ??= pairs.find((pair) => pair.isValid);
      if (nominated) {
        check(nominated, true);
        return;
      }
    }
    // Again and again: a filter that was shut for the first may be open for the next.
    const open = pairs.filter((pair) => !pair.isValid);
    const next = open[turn % open.length];
    turn += 1;
    if (next) check(next);
  }, TA_MS);

  const connection: Connection = {
    send: (text) => selected?.way.send(Buffer.from(text), selected.remote),
    onText: () => undefined,
    close() {
      clearInterval(timer);
      endpoint.close();
    },
  };

  /** The pair of this way and this address; a new one where the address is new: a peer-reflexive candidate. */
  function pairOf(way: Way, remote: TransportAddress): Pair {
    const known = pairs.find((pair) => pair.way === way && isSame(pair.remote, remote));
    if (known) return known;
    // Whichever end the relay is at: what goes through it isn't direct.
    const isDirect = way.kind === 'socket' && !relays.some((relay) => isSame(relay, remote));
    const pair: Pair = { way, remote, isDirect, isValid: false, isNominated: false };
    pairs.push(pair);
    pairs.sort((a, b) => Number(b.isDirect) - Number(a.isDirect));
    return pair;
  }

  function check(pair: Pair, nominates = false): void {
    const transactionId = newTransactionId();
    asked.set(transactionId, { pair, nominates });
    pair.way.send(checkRequest(side, transactionId, nominates), pair.remote);
  }

  function onRequest(request: Message, from: TransportAddress, way: Way): void {
    const username = `${side.own.ufrag}:${side.peer.ufrag}`;
    if (Buffer.from(request.attributes.USERNAME ?? []).toString() !== username) return;
    if (!request.isSignedWith(Buffer.from(side.own.password))) return;
    way.send(answerTo(request, from, side.own.password), from);
    const pair = pairOf(way, from);
    if (request.attributes['USE-CANDIDATE']) pair.isNominated = true;
    // A triggered check: its way is open now (RFC 8445 §7.3.1.4).
    if (!pair.isValid) check(pair);
    settle();
  }

  function onAnswer(answer: Message, from: TransportAddress): void {
    const question = asked.get(answer.transactionId);
    if (!question || !answer.isSignedWith(Buffer.from(side.peer.password))) return;
    asked.delete(answer.transactionId);
    // "The ICE agent MUST check that the source and destination transport addresses in the Binding request and response
    // are symmetric" (RFC 8445 §7.2.5.2.1).
    if (answer.class !== 'success' || !isSame(question.pair.remote, from)) return;
    question.pair.isValid = true;
    if (question.nominates) question.pair.isNominated = true;
    settle();
  }

  /** Takes the pair that was nominated, once it works. */
  function settle(): void {
    if (selected) return;
    selected = pairs.find((pair) => pair.isNominated && pair.isValid);
    if (!selected) return;
    clearInterval(timer);
    resolve(connection);
  }

  endpoint.onPacket = (packet, from, way) => {
    const message = decode(packet);
    if (!message) connection.onText(packet.toString());
    else if (message.method !== METHOD.Binding) return;
    else if (message.class === 'request') onRequest(message, from, way);
    else onAnswer(message, from);
  };

  const candidates = await side.exchange([
    candidateOf('srflx', endpoint.mappedAddress),
    candidateOf('relay', endpoint.relayedAddress),
  ]);
  relays = candidates.filter(({ type }) => type === 'relay');
  await endpoint.permit(candidates.map(({ address }) => address));
  for (const candidate of candidates) {
    for (const way of [endpoint.socket, endpoint.relay]) pairOf(way, candidate);
  }
  return promise;
}

function candidateOf(type: Candidate['type'], { address, port }: TransportAddress): Candidate {
  return { type, address, port, priority: priorityOf(type) };
}

/** RFC 8445 §5.1.2.1, for the first component and one interface. */
function priorityOf(type: keyof typeof TYPE_PREFERENCE): number {
  return 2 ** 24 * TYPE_PREFERENCE[type] + 2 ** 8 * 65_535 + 255;
}

/** RFC 8445 §7.1. */
function checkRequest(side: Side, transactionId: string, nominates: boolean): Buffer {
  // That of the candidate which the other side may discover by this check (RFC 8445 §7.1.1).
  const priority = Buffer.alloc(4);
  priority.writeUInt32BE(priorityOf('prflx'));
  const role = side.isControlling ? 'ICE-CONTROLLING' : 'ICE-CONTROLLED';
  const attributes: Attributes = {
    USERNAME: Buffer.from(`${side.peer.ufrag}:${side.own.ufrag}`),
    PRIORITY: priority,
    // A tiebreaker: who has which role was settled before.
    [role]: Buffer.alloc(8),
    ...(nominates && { 'USE-CANDIDATE': new Uint8Array() }),
  };
  const message = { class: 'request', method: METHOD.Binding, transactionId, attributes } as const;
  return encode(message, Buffer.from(side.peer.password));
}

function answerTo({ method, transactionId }: Message, from: TransportAddress, password: string): Buffer {
  const attributes = { 'XOR-MAPPED-ADDRESS': xorAddress(from) };
  return encode({ class: 'success', method, transactionId, attributes }, Buffer.from(password));
}

function isSame(a: TransportAddress, b: TransportAddress): boolean {
  return a.address === b.address && a.port === b.port;
}
