import { COMPUTER } from '#lessons/behind-nats.ts';
import { decodeStun, findAttribute, utf8Decode, type TransportAddress } from '#src/protocol/index.ts';
import type { Packet, Trace } from '#src/simulator/index.ts';
import { DESK, KINDS, LOCAL_ADDRESSES, SERVERS, type Kind } from './scene.ts';

/** What a server answered, and to which socket. */
export interface Answer {
  readonly server: TransportAddress;
  /** Port of the socket inside. */
  readonly localPort: number;
  /** Address and port outside, as one text. */
  readonly mapped: string;
}

/** What the network saw of the program for one of its addresses. */
export interface Evidence {
  readonly localAddress: string;
  /** Ports of the sockets that asked. */
  readonly askedFrom: readonly number[];
  /** Answers that reached the computer. */
  readonly answers: readonly Answer[];
  /** What the desk was told, each text once. */
  readonly said: readonly string[];
}

/** Reads it from the packets of a run; nothing that the program says of itself is in it. */
export function evidenceOf(trace: Trace): readonly Evidence[] {
  const sent = trace.packets.filter(({ sender }) => sender === COMPUTER);
  const asked = sent.filter(({ destination }) => SERVERS.includes(destination.address));
  const reports = sent
    .filter(({ destination }) => destination.address === DESK)
    .map(({ bytes }) => (utf8Decode(bytes) ?? '').split(' '));
  const answers = answersIn(trace);
  return LOCAL_ADDRESSES.map((localAddress) => ({
    localAddress,
    askedFrom: unique(
      asked.filter(({ source }) => source.address === localAddress).map(({ source }) => source.port),
    ),
    answers: answers.filter((answer) => answer.localAddress === localAddress),
    said: unique(reports.filter(([about]) => about === localAddress).map(([, kind = '']) => kind)),
  }));
}

function answersIn({ events, packets }: Trace): (Answer & { readonly localAddress: string })[] {
  return events.flatMap((event) => {
    if (event.kind !== 'received' || event.node !== COMPUTER) return [];
    const packet = packets[event.packet - 1];
    const mapped = packet && mappedIn(packet);
    const { source, destination } = event.flow;
    if (!mapped) return [];
    return [{ server: source, localAddress: destination.address, localPort: destination.port, mapped }];
  });
}

function mappedIn({ bytes }: Packet): string | undefined {
  const decoded = decodeStun(bytes);
  if (!decoded.ok || decoded.value.class !== 'success') return undefined;
  const address = findAttribute(decoded.value, 'XOR-MAPPED-ADDRESS')?.address;
  return address && `${address.address}:${address.port}`;
}

/** The kind of mapping that follows from the answers; undefined where they leave more than one. */
export function conclusionFrom(answers: readonly Answer[]): Kind | undefined {
  // Mappings of two sockets say nothing of each other, and who asks a thousand times hears the same.
  const bySocket = Map.groupBy(distinct(answers), ({ localPort }) => localPort).values();
  const pairs = [...bySocket].flatMap((own) =>
    own.flatMap((a, index) => own.slice(index + 1).map((b) => compare(a, b))),
  );
  const some = (where: Comparison['where'], isSame: boolean): boolean =>
    pairs.some((pair) => pair.where === where && pair.isSame === isSame);
  if (some('other-port', false)) return KINDS[2];
  if (some('other-address', true)) return KINDS[0];
  return some('other-address', false) && some('other-port', true) ? KINDS[1] : undefined;
}

function distinct(answers: readonly Answer[]): readonly Answer[] {
  const keyOf = ({ server, localPort, mapped }: Answer): string =>
    `${localPort} ${server.address}:${server.port} ${mapped}`;
  return [...new Map(answers.map((answer) => [keyOf(answer), answer])).values()];
}

interface Comparison {
  /** The second server's place, seen from the first. */
  readonly where: 'same' | 'other-port' | 'other-address';
  readonly isSame: boolean;
}

function compare(a: Answer, b: Answer): Comparison {
  const isHere = a.server.address === b.server.address;
  const where = !isHere ? 'other-address' : a.server.port === b.server.port ? 'same' : 'other-port';
  return { where, isSame: a.mapped === b.mapped };
}

/** How many addresses and ports outside the answers speak of. */
export const mappingsIn = (answers: readonly Answer[]): number =>
  unique(answers.map(({ mapped }) => mapped)).length;

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];
