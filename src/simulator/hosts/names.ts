import type { TransportAddress } from '#src/protocol/index.ts';
import { MDNS_GROUPS, MDNS_PORT, decodeMdns, encodeMdnsAnswer, encodeMdnsQuestion } from '../mdns/index.ts';
import { type World, note } from '../world.ts';
import { type Host, addressesOf } from './host.ts';

/** RFC 6762 §5.2: "the interval between the first two queries MUST be at least one second", then twice as long. */
const ASKED_AFTER_MS = [0, 1_000, 3_000] as const;
const GIVEN_UP_AFTER_MS = 5_000;

/** `.local` names of a host: those that it answers to, and those that it looks up. */
export interface Names {
  /** Answers for this name from now on. */
  answerTo(name: string, address: string): void;
  /** Looks a name up by multicast; undefined where nobody answers. */
  lookUp(at: number, name: string, found: (at: number, address: string | undefined) => void): void;
}

export function createNames(world: World, host: Host): Names {
  const own = new Map<string, string>();
  const known = new Map<string, string>();
  const wanted = new Map<string, ((at: number, address: string | undefined) => void)[]>();

  /** By every address of the host, to the group of its family. */
  function multicast(at: number, bytes: Uint8Array): void {
    for (const { family, address } of addressesOf(world, host.id)) {
      const to: TransportAddress = { family, address: MDNS_GROUPS[family], port: MDNS_PORT };
      host.send(at, { family, address, port: MDNS_PORT }, to, bytes);
    }
  }

  function ask(at: number, name: string): void {
    const families = addressesOf(world, host.id).map(({ family }) => family);
    multicast(at, encodeMdnsQuestion(name, [...new Set(families)]));
  }

  function settle(at: number, name: string, address: string | undefined): void {
    const waiting = wanted.get(name);
    if (!waiting) return;
    wanted.delete(name);
    note(world, { kind: 'name', at, node: host.id, name, ...(address !== undefined && { address }) });
    for (const found of waiting) found(at, address);
  }

  function receive(at: number, bytes: Uint8Array): void {
    const decoded = decodeMdns(bytes);
    if (!decoded.ok) return;
    const message = decoded.value;
    if (message.kind === 'questions') {
      // Who asks for both families of a name gets one answer.
      for (const name of new Set(message.questions.map((question) => question.name))) {
        const address = own.get(name);
        if (address !== undefined) multicast(at, encodeMdnsAnswer(name, [address]));
      }
      return;
    }
    for (const { name, address } of message.addresses) {
      known.set(name, address);
      settle(at, name, address);
    }
  }

  for (const family of [4, 6] as const)
    host.bind({ family, address: MDNS_GROUPS[family], port: MDNS_PORT }, (at, _from, bytes) =>
      receive(at, bytes),
    );
  return {
    answerTo: (name, address) => own.set(name, address),
    lookUp(at, name, found) {
      const address = own.get(name) ?? known.get(name);
      if (address !== undefined) {
        found(at, address);
        return;
      }
      const waiting = wanted.get(name);
      wanted.set(name, [...(waiting ?? []), found]);
      if (waiting) return;
      for (const ms of ASKED_AFTER_MS)
        world.queue.put(at + ms, (now) => {
          if (wanted.has(name)) ask(now, name);
        });
      world.queue.put(at + GIVEN_UP_AFTER_MS, (now) => settle(now, name, undefined));
    },
  };
}
