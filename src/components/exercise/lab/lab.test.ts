import { afterEach, describe, expect, it } from 'vitest';
import { METHOD, decodeStun, encodeStun } from '#src/protocol/index.ts';
import type { NetworkDatagram } from '#src/runner/contract.ts';
import type { Scene } from '#src/simulator/index.ts';
import { openLab } from './lab.ts';

const LATENCY_MS = 20;

const scene: Scene = {
  version: 1,
  seed: 7,
  untilMs: 60_000,
  networks: [{ id: 'internet' }, { id: 'lan', ipv4: '192.168.1.0/24' }],
  nodes: [
    { kind: 'server', id: 'stun', interfaces: [{ network: 'internet', ipv4: '192.0.2.1' }] },
    {
      kind: 'nat',
      id: 'router',
      inside: { network: 'lan', ipv4: '192.168.1.1', link: { latencyMs: 1 } },
      outside: { network: 'internet', ipv4: '203.0.113.1', link: { latencyMs: LATENCY_MS } },
      behaviour: { model: 'rfc4787', mapping: 'EndpointIndependent', filtering: 'AddressDependent' },
    },
    { kind: 'host', id: 'alice', interfaces: [{ network: 'lan', ipv4: '192.168.1.10' }] },
  ],
  signalling: { latencyMs: 30 },
  changes: [],
};

const request: NetworkDatagram = {
  from: { address: '192.168.1.10', port: 5_000 },
  to: { address: '192.0.2.1', port: 3478 },
  data: encodeStun({
    class: 'request',
    method: METHOD.Binding,
    transactionId: new Uint8Array(12),
    attributes: [],
  }),
};

describe('a scene with a program in it', () => {
  let over = new AbortController();
  afterEach(() => {
    over.abort();
    over = new AbortController();
  });

  it('carries its datagram through the NAT, and the answer back, in the time of its cables', async () => {
    const { network, trace } = openLab(scene, 'alice');
    expect(network.addresses).toEqual(['192.168.1.10']);
    const startedAt = performance.now();
    const answer = await new Promise<NetworkDatagram>((resolve) => {
      network.listen(resolve, over.signal);
      network.send(request);
    });
    expect(performance.now() - startedAt).toBeGreaterThan(2 * LATENCY_MS);
    expect([answer.from, answer.to]).toEqual([request.to, request.from]);
    const decoded = decodeStun(answer.data);
    expect(decoded).toMatchObject({ ok: true, value: { class: 'success' } });
    expect(trace().events.filter(({ kind }) => kind === 'translated')).toHaveLength(2);
    expect(trace().packets.map(({ sender }) => sender)).toEqual(['alice', 'stun']);
  });

  it('stands still from the end of the run on', () => {
    const { network, trace } = openLab(scene, 'alice');
    network.listen(() => expect.unreachable(), over.signal);
    network.send(request);
    over.abort();
    const seen = trace().events.length;
    expect(seen).toBeGreaterThan(0);
    network.send(request);
    expect(trace().events).toHaveLength(seen);
  });

  it('carries nothing before somebody listens, or to what is no address', () => {
    const { network, trace } = openLab(scene, 'alice');
    network.send(request);
    network.listen(() => undefined, over.signal);
    network.send({ ...request, to: { address: 'stun.example', port: 3478 } });
    network.send({ ...request, to: { address: '2001:db8::1', port: 3478 } });
    expect(trace().packets).toEqual([]);
  });

  it('needs a host of that name', () => {
    expect(() => openLab(scene, 'router')).toThrow(RangeError);
  });
});
