import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNat } from '#src/simulator/nat/index.ts';
import { flow, say, seeded } from '#src/simulator/nat/testing.ts';
import type { LinuxBehaviour } from '#src/simulator/scene/types.ts';
import { canMakeNamespaces } from '../../scripts/lib/namespace.mjs';
import { type Random, seededRandom } from '../fuzz/random.ts';
import { type Sockets, openSockets } from './datagrams.ts';
import { A1, A2, INSIDE, INSIDE_TOO, OUTSIDE, homeRouter } from './nat-rules.ts';
import { type RoutedNetwork, makeRoutedNetwork } from './routed-network.ts';

/*
 * The Lab's Linux against the kernel of this machine, packet by packet: what goes out, with which port, and what comes
 * in. Ports that are drawn differ; which of them are the same must not.
 */

const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 32);
const PACKETS = 150;

/** One packet of the script. */
type Step =
  | { readonly way: 'out'; readonly from: string; readonly to: string }
  /** To the endpoint outside that a packet of before got, or to a port that nobody may have yet. */
  | { readonly way: 'in'; readonly from: string; readonly to: { readonly step: number } | string };

/** Endpoints of one script: of both hosts inside, and of the internet. */
interface Endpoints {
  readonly inside: readonly string[];
  readonly remote: readonly string[];
}

const endpointsOf = (firstPort: number): Endpoints => ({
  inside: [INSIDE, INSIDE_TOO].flatMap((address) => [0, 1].map((i) => `${address}:${firstPort + i}`)),
  remote: [A1, A2].flatMap((address) => [0, 1].map((i) => `${address}:${firstPort + i}`)),
});
const ECHO = { home: `${INSIDE}:4999`, internet: `${A2}:4999` };

function scriptOf(random: Random, { inside, remote }: Endpoints): Step[] {
  return Array.from({ length: PACKETS }, (_, i): Step => {
    if (random.below(2) === 0) return { way: 'out', from: random.pick(inside), to: random.pick(remote) };
    const port = random.pick(inside).split(':')[1];
    const to = i > 0 && random.below(2) === 0 ? { step: random.below(i) } : `${OUTSIDE}:${port}`;
    return { way: 'in', from: random.pick(remote), to };
  });
}

/** Sends a packet. Of one that goes out, gives its source as the other side sees it. */
type Send = (way: 'out' | 'in', from: string, to: string) => Promise<string | undefined>;

async function play(script: readonly Step[], send: Send): Promise<void> {
  const mapped: (string | undefined)[] = [];
  for (const { way, from, to } of script) {
    // Where there is no packet of before to answer, nothing is sent.
    const target = typeof to === 'string' ? to : mapped[to.step];
    mapped.push(target === undefined ? undefined : await send(way, from, target));
  }
}

/** Drawn ports by numbers, in the order in which they are first seen. */
function withNumberedPorts(outcomes: readonly string[], { inside }: Endpoints): string[] {
  const kept = new Set(inside.map((endpoint) => `${OUTSIDE}:${endpoint.split(':')[1]}`));
  const drawn: string[] = [];
  return outcomes.map((outcome) => {
    const [source = '', target] = outcome.split(' > ');
    if (!source.startsWith(`${OUTSIDE}:`) || kept.has(source)) return outcome;
    if (!drawn.includes(source)) drawn.push(source);
    return `drawn ${drawn.indexOf(source)} > ${target}`;
  });
}

/** What becomes of each packet in the Lab, as `source > destination` where it arrives. */
async function throughModel(
  behaviour: Omit<LinuxBehaviour, 'model'>,
  script: readonly Step[],
): Promise<string[]> {
  const nat = createNat({ model: 'linux', ...behaviour }, { addresses: [OUTSIDE], random: seeded(SEED) });
  const outcomes: string[] = [];
  await play(script, (way, from, to) => {
    const packet = flow(from, to);
    const decision = way === 'out' ? nat.fromInside(0, packet) : nat.fromOutside(0, packet);
    const told = decision.verdict === 'drop' ? 'lost' : say(decision).replace(/^\w+ /, '');
    outcomes.push(told);
    return Promise.resolve(way === 'out' ? told.split(' > ')[0] : undefined);
  });
  return outcomes;
}

/** The same, by the kernel of the router between these sockets, which are closed at the end. */
async function throughKernel(home: Sockets, internet: Sockets, script: readonly Step[]): Promise<string[]> {
  let [sent, echoes] = [0, 0];
  home.send(ECHO.home, ECHO.internet, 'hello');
  const { from: echoAtHome } = await internet.arrival('hello');
  /** What was sent to home before has arrived when this comes back, or never will. */
  const echo = async (): Promise<void> => {
    const back = internet.arrival(`${++echoes}`);
    internet.send(ECHO.internet, echoAtHome, `echo${echoes}`);
    await back;
  };
  try {
    await play(script, async (way, from, to) => {
      const text = `packet ${++sent}`;
      if (way === 'out') {
        home.send(from, to, text);
        return (await internet.arrival(text)).from;
      }
      internet.send(from, to, text);
      await echo();
      return undefined;
    });
    await echo();
  } finally {
    await Promise.all([home.close(), internet.close()]);
  }
  const arrivals = new Map([...home.arrivals, ...internet.arrivals].map((one) => [one.text, one]));
  return Array.from({ length: sent }, (_, i) => {
    const arrival = arrivals.get(`packet ${i + 1}`);
    return arrival ? `${arrival.from} > ${arrival.to}` : 'lost';
  });
}

const CASES = [
  { ports: 'preserving', unsolicited: 'dropped' },
  { ports: 'preserving', unsolicited: 'accepted' },
  { ports: 'random', unsolicited: 'dropped' },
  { ports: 'random', unsolicited: 'accepted' },
] as const;

describe.skipIf(!canMakeNamespaces())(`the Lab’s Linux and this one, FUZZ_SEED=${SEED}`, () => {
  let network: RoutedNetwork;
  let firstPort = 5_000;
  beforeAll(() => {
    network = makeRoutedNetwork('linux');
    // Nothing is to end while the test runs.
    for (const timeout of ['udp_timeout', 'udp_timeout_stream']) network.setConntrack(timeout, 3_600);
  });
  afterAll(() => network.remove());

  // The kernel may draw the same port twice, or one that is kept elsewhere, once in some hundred runs.
  it.each(CASES)('ports $ports, unsolicited $unsolicited', { retry: 2 }, async ({ ports, unsolicited }) => {
    const masquerade = ports === 'random' ? 'masquerade fully-random' : 'masquerade';
    network.setRules(homeRouter(masquerade, unsolicited === 'accepted' ? 'accept' : 'drop'));
    // Ports that no entry of before is left for.
    const endpoints = endpointsOf((firstPort += 10));
    const script = scriptOf(seededRandom(SEED), endpoints);
    const home = await openSockets(network.home, [...endpoints.inside, ECHO.home]);
    const internet = await openSockets(network.internet, [...endpoints.remote, ECHO.internet]);
    const real = withNumberedPorts(await throughKernel(home, internet, script), endpoints);
    const told = withNumberedPorts(await throughModel({ ports, unsolicited }, script), endpoints);
    expect(told).toEqual(real);
    // The script has shown something.
    expect(new Set(real).size).toBeGreaterThan(10);
  });
});
