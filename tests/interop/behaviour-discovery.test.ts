import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TransportAddress } from '#src/protocol/index.ts';
import { freePort } from '../../scripts/lib/ports.mjs';
import {
  type RunningBehaviourServer,
  discoverBehaviour,
  discoverLifetime,
  startBehaviourServer,
} from './support/behaviour.ts';
import { type Coturn, startCoturn } from './support/coturn.ts';
import { startOwnServer } from './support/own-server.ts';
import { isMissing, run } from './support/programs.ts';

/** Between two loopback addresses there is no NAT and no filter. Nothing else in 127.0.0.0/8 has to be set up. */
const [HOME, OTHER] = ['127.0.0.1', '127.0.0.2'] as const;
const address = (host: string, port: number): TransportAddress => ({ family: 4, address: host, port });

/** Silence is over sooner: what doesn't answer on loopback never does. */
const retransmission = { rtoMs: 100, rc: 3, rm: 4 } as const;

describe.skipIf(isMissing('turnserver'))('Our client with coturn (RFC 5780)', () => {
  let coturn: Coturn;
  let alternatePort: number;
  beforeAll(async () => {
    alternatePort = await freePort();
    // With two listening addresses of a family coturn turns the usage on by itself.
    coturn = await startCoturn(`--listening-ip=${OTHER}`, `--alt-listening-port=${alternatePort}`);
  });
  afterAll(() => coturn.close());

  it('knows that there is no NAT and no filter, and where each answer came from (§4.3, §4.4)', async () => {
    const report = await discoverBehaviour(HOME, { server: address(HOME, coturn.port) });
    expect(report).toMatchObject({
      nat: 'none',
      mapping: { concluded: true, behaviour: 'EndpointIndependent', tests: ['connectivity'] },
      filtering: { concluded: true, behaviour: 'EndpointIndependent', doubts: [] },
      hairpinning: { concluded: false, why: 'no-nat' },
      oddities: [],
    });
    expect(report.outcomes).toMatchObject([
      { test: 'connectivity', from: address(HOME, coturn.port), otherAddress: address(OTHER, alternatePort) },
      { test: 'filtering-II', from: address(OTHER, alternatePort), origin: address(OTHER, alternatePort) },
    ]);
  });

  it('makes the tests of the mapping and of hairpinning where it does not know its own address', async () => {
    const report = await discoverBehaviour('0.0.0.0', { server: address(HOME, coturn.port) });
    expect(report).toMatchObject({
      nat: 'unknown',
      mapping: { behaviour: 'EndpointIndependent', tests: ['connectivity', 'mapping-II'] },
      hairpinning: { behaviour: true, doubts: ['nat-unknown'] },
    });
    expect(report.outcomes.map(({ test, kind }) => [test, kind])).toEqual([
      ['connectivity', 'answered'],
      ['filtering-II', 'answered'],
      ['mapping-II', 'answered'],
      ['hairpinning', 'returned'],
    ]);
  });

  it('sees a binding live: RESPONSE-PORT is answered to port X (§4.6)', async () => {
    const server = address(HOME, coturn.port);
    expect(await discoverLifetime(HOME, { server, firstMs: 100, longestMs: 400 })).toMatchObject({
      concluded: true,
      aliveAfterMs: 400,
      trials: [0, 100, 200, 400].map((waitedMs) => ({ waitedMs, isAlive: true, by: 'X' })),
    });
  });

  it('with PADDING, in fragments or not (§3.5)', async () => {
    const report = await discoverBehaviour(HOME, {
      server: address(HOME, coturn.port),
      paddingBytes: 1500,
    });
    expect(report.filtering).toMatchObject({ concluded: true, behaviour: 'EndpointIndependent' });
  });
});

describe.skipIf(isMissing('turnserver'))('Our client with a coturn of one IPv4 address', () => {
  it('concludes nothing of mapping and filtering: "this test cannot be run" (§4.3, §4.4)', async () => {
    const coturn = await startCoturn();
    try {
      const report = await discoverBehaviour('0.0.0.0', { server: address(HOME, coturn.port) });
      // With an IPv6 address beside it coturn 4.6.1 counts two, and tells the other port of the same IPv4 address.
      const why = expect.stringMatching(/^(no-other-address|other-address-unusable)$/);
      expect(report.mapping).toMatchObject({ concluded: false, why });
      expect(report.filtering).toMatchObject({ concluded: false, why });
    } finally {
      await coturn.close();
    }
  });
});

describe('Our client with the server of this site, which has one address', () => {
  it('concludes nothing of filtering, and that there is no NAT', async () => {
    const own = await startOwnServer();
    try {
      const report = await discoverBehaviour(HOME, { server: address(HOME, own.port) });
      expect(report.nat).toBe('none');
      expect(report.filtering).toMatchObject({ concluded: false, why: 'no-other-address' });
    } finally {
      await own.server.close();
    }
  });
});

describe('Our client with the server of this site, for a lifetime', () => {
  it('is told that it does not do RESPONSE-PORT: 420 (§5)', async () => {
    const own = await startOwnServer();
    try {
      const server = address(HOME, own.port);
      expect(await discoverLifetime(HOME, { server })).toMatchObject({ why: 'response-port-refused' });
    } finally {
      await own.server.close();
    }
  });
});

describe('Our client where nobody answers', () => {
  it('concludes nothing (RFC 5780 §4.2)', async () => {
    const server = address(HOME, await freePort());
    const report = await discoverBehaviour(HOME, { server, retransmission });
    expect(report).toMatchObject({
      nat: 'unknown',
      mapping: { concluded: false, why: 'no-answer' },
      filtering: { concluded: false, why: 'no-answer' },
      hairpinning: { concluded: false, why: 'no-answer' },
    });
  });
});

describe.skipIf(isMissing('turnutils_natdiscovery'))(
  "Our server with coturn's turnutils_natdiscovery",
  () => {
    let server: RunningBehaviourServer;
    beforeAll(async () => {
      server = await startBehaviourServer(HOME, OTHER);
    });
    afterAll(() => server.close());

    const natdiscovery = (...flags: string[]) =>
      run('turnutils_natdiscovery', [...flags, '-p', `${server.port}`, HOME]);

    it('is a server of RFC 5780 with another address, for mapping, filtering and hairpinning (-m -f -H)', async () => {
      const { output } = await natdiscovery('-m', '-f', '-H');
      expect(output).toContain('NAT with Endpoint Independent Mapping!');
      expect(output).toContain('NAT with Endpoint Independent Filtering!');
      expect(output).toContain('Received a request (maybe a successful hairpinning)');
      expect(output).toContain('No ALG: Mapped == XOR-Mapped');
      expect(output).toMatch(new RegExp(`Response origin: : ${HOME}:${server.port}`));
      expect(output).toMatch(new RegExp(`Response origin: : ${OTHER}:${server.alternatePort}`));
      expect(output).toMatch(new RegExp(`Other addr: : ${OTHER}:${server.alternatePort}`));
    });

    it('answers with PADDING (-P)', async () => {
      const before = server.actions.length;
      const { output } = await natdiscovery('-m', '-f', '-P');
      expect(output).toContain('NAT with Endpoint Independent Filtering!');
      const lengths = server.actions
        .slice(before)
        .flatMap((action) => (action.kind === 'send' ? [action.bytes.length] : []));
      expect(Math.min(...lengths)).toBeGreaterThan(1500);
    });

    it('answers to the port of RESPONSE-PORT (-t): the binding still lives', async () => {
      const before = server.actions.length;
      const { output } = await natdiscovery('-t', '-T', '1');
      expect(output.match(/RFC 5780 response \d/g)).toHaveLength(2);
      const [first, second] = server.actions
        .slice(before)
        .flatMap((action) => (action.kind === 'send' ? [action.to] : []));
      expect(second).toEqual(first);
    });

    it('loses nothing and ignores nothing on the way', () => {
      const decisions = server.actions.flatMap((action) =>
        action.kind === 'trace' ? [action.decision] : [],
      );
      expect(new Set(decisions)).toEqual(new Set(['answered']));
    });
  },
);

describe('Our client with our server, over four sockets', () => {
  it('every answer leaves from where it was asked for', async () => {
    const server = await startBehaviourServer(HOME, OTHER);
    try {
      const report = await discoverBehaviour('0.0.0.0', { server: address(HOME, server.port) });
      expect(report.mapping).toMatchObject({ behaviour: 'EndpointIndependent' });
      expect(report.filtering).toMatchObject({ behaviour: 'EndpointIndependent' });
      expect(report.oddities).toEqual([]);
    } finally {
      await server.close();
    }
  });
});
