import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  BehaviourDiscoveryConfig,
  BehaviourFinding,
  BehaviourReport,
  BindingLifetime,
  EndpointDependence,
} from '#src/protocol/index.ts';
import { canMakeNamespaces } from '../../scripts/lib/namespace.mjs';
import {
  A1,
  A2,
  FIREWALL,
  INSIDE,
  OUTSIDE,
  type Ports,
  hairpinRules,
  homeRouter,
  natRules,
} from './nat-rules.ts';
import { type Program, type RoutedNetwork, makeRoutedNetwork, program } from './routed-network.ts';

/*
 * Our client at home, our server with two addresses on the internet, and between them Linux as a NAT of every kind that
 * RFC 4787 knows: what is to be found is what the rules of nftables say.
 */

let network: RoutedNetwork;
let server: Program;
let [P1, P2] = [0, 0];
let discoveries = 0;

/** Sets up the router anew, and lets the client find out what it is. */
async function discover(
  rulesOf: (ports: Ports) => string,
  wanted?: BehaviourDiscoveryConfig['wanted'],
): Promise<BehaviourReport> {
  discoveries += 1;
  const ports = { X: 40_000 + 2 * discoveries, outside: 20_000 + 10 * discoveries, P1, P2 };
  network.setRules(rulesOf(ports));
  const config = wanted ? { wanted } : {};
  return atHome<BehaviourReport>('discoverBehaviour', config, { X: ports.X, Y: ports.X + 1 });
}

/** What a function of the shell finds out at home, of the server on the internet. */
async function atHome<Found>(name: string, config: object, ...more: object[]): Promise<Found> {
  const server = { family: 4, address: A1, port: P1 };
  const retransmission = { rtoMs: 100, rc: 3, rm: 4 };
  const args = [INSIDE, { server, retransmission, ...config }, ...more];
  const client = program(
    network.home,
    `import { ${name} } from './tests/interop/support/behaviour.ts';
    console.log(JSON.stringify(await ${name}(...${JSON.stringify(args)})));`,
  );
  let output = '';
  client.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await once(client, 'close');
  return JSON.parse(output) as Found;
}

function behaviourOf<T>(finding: BehaviourFinding<T>): T | string {
  return finding.concluded ? finding.behaviour : finding.why;
}

const KINDS: readonly EndpointDependence[] = [
  'EndpointIndependent',
  'AddressDependent',
  'AddressAndPortDependent',
];

describe.skipIf(!canMakeNamespaces())('behaviour discovery through Linux as a NAT', () => {
  beforeAll(async () => {
    network = makeRoutedNetwork('nat');
    server = program(
      network.internet,
      `import { startBehaviourServer } from './tests/interop/support/behaviour.ts';
      const { port, alternatePort } = await startBehaviourServer('${A1}', '${A2}');
      console.log(JSON.stringify([port, alternatePort]));`,
    );
    for await (const line of createInterface(server.stdout)) {
      [P1, P2] = JSON.parse(line) as [number, number];
      break;
    }
  });
  afterAll(async () => {
    const exit = once(server, 'exit');
    server.kill();
    await exit;
    network.remove();
  });

  it.each(KINDS.flatMap((mapping) => KINDS.map((filtering) => ({ mapping, filtering }))))(
    'mapping $mapping, filtering $filtering',
    async ({ mapping, filtering }) => {
      const rules = (ports: Ports) => natRules(mapping, filtering, ports);
      const all = await discover(rules);
      expect(all.nat).toBe('present');
      expect(behaviourOf(all.filtering)).toBe(filtering);
      // Linux sends to A2:P2, from where an answer to the test of the filter has come in, by the mapping of that answer.
      const isHidden = mapping !== 'EndpointIndependent' && filtering === 'EndpointIndependent';
      expect(behaviourOf(all.mapping)).toBe(isHidden ? 'prior-state' : mapping);
      if (isHidden) expect(behaviourOf((await discover(rules, ['mapping'])).mapping)).toBe(mapping);
    },
  );

  it('a home router that masquerades keeps the port where it is free: endpoint-independent, until it is not', async () => {
    const report = await discover(() => homeRouter('masquerade'));
    expect(report.mappedAddress?.address).toBe(OUTSIDE);
    expect(behaviourOf(report.mapping)).toBe('EndpointIndependent');
    expect(behaviourOf(report.filtering)).toBe('AddressAndPortDependent');
    expect(behaviourOf(report.hairpinning)).toBe('maybe-filtered');
  });

  it('one that draws a port at random for every destination: address- and port-dependent', async () => {
    const report = await discover(() => homeRouter('masquerade fully-random'));
    expect(behaviourOf(report.mapping)).toBe('AddressAndPortDependent');
    expect(behaviourOf(report.filtering)).toBe('AddressAndPortDependent');
  });

  it('a firewall that translates nothing: no NAT, and a filter', async () => {
    const report = await discover(() => FIREWALL);
    expect(report.nat).toBe('none');
    expect(behaviourOf(report.mapping)).toBe('EndpointIndependent');
    expect(behaviourOf(report.filtering)).toBe('AddressAndPortDependent');
    expect(behaviourOf(report.hairpinning)).toBe('no-nat');
  });

  it.each([true, false])('an open one that hairpins: %s', async (hairpins) => {
    const report = await discover(
      (ports) =>
        natRules('EndpointIndependent', 'EndpointIndependent', ports) + (hairpins ? hairpinRules(ports) : ''),
    );
    expect(behaviourOf(report.hairpinning)).toBe(hairpins);
  });

  it('a binding lives as long as the kernel is told to keep it (RFC 5780 §4.6)', async () => {
    network.setRules(homeRouter('masquerade'));
    for (const timeout of ['udp_timeout', 'udp_timeout_stream']) network.setConntrack(timeout, 6);
    const waits = { firstMs: 2_000, longestMs: 60_000, precisionMs: 4_000 };
    expect(await atHome<BindingLifetime>('discoverLifetime', waits)).toMatchObject({
      concluded: true,
      aliveAfterMs: 4_000,
      expiredAfterMs: 8_000,
    });
  });
});
