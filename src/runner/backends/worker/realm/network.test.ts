import { describe, expect, it } from 'vitest';
import { createLoopback, type Binding, type Datagram } from './network.ts';
import { createTaskQueue } from './tasks.ts';

const bytes = (...values: number[]) => new Uint8Array(values);

function bound(network: ReturnType<typeof createLoopback>, address: string, port: number) {
  const heard: Datagram[] = [];
  const binding = network.bind({ address, port }, (datagram) => heard.push(datagram));
  if (typeof binding === 'string') throw new Error(binding);
  return { ...binding, heard } satisfies Binding & { heard: Datagram[] };
}

const delivered = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('the loopback', () => {
  it('hands out ports of the ephemeral range, each once', () => {
    const network = createLoopback(createTaskQueue());
    const ports = Array.from({ length: 50 }, () => bound(network, '127.0.0.1', 0).port);
    expect(new Set(ports).size).toBe(50);
    expect(Math.min(...ports)).toBeGreaterThanOrEqual(49_152);
  });

  it('delivers in order, later, with the address that it came from', async () => {
    const network = createLoopback(createTaskQueue());
    const a = bound(network, '127.0.0.1', 0);
    const b = bound(network, '127.0.0.1', 3478);
    a.send({ address: '127.0.0.1', port: 3478 }, bytes(1));
    a.send({ address: '127.0.0.1', port: 3478 }, bytes(2));
    expect(b.heard).toEqual([]);
    await delivered();
    expect(b.heard.map(({ data }) => [...data])).toEqual([[1], [2]]);
    expect(b.heard[0]?.from).toEqual({ address: '127.0.0.1', port: a.port });
  });

  it('loses what nobody listens for, and what is sent to a socket that was closed', async () => {
    const network = createLoopback(createTaskQueue());
    const a = bound(network, '127.0.0.1', 0);
    const b = bound(network, '127.0.0.1', 4000);
    a.send({ address: '127.0.0.1', port: 4000 }, bytes(1));
    b.close();
    a.send({ address: '192.0.2.1', port: 4000 }, bytes(2));
    await delivered();
    expect(b.heard).toEqual([]);
  });

  it('lets the unspecified address hear every address, unless somebody is bound to it', async () => {
    const network = createLoopback(createTaskQueue());
    const all = bound(network, '0.0.0.0', 5000);
    expect(network.bind({ address: '127.0.0.1', port: 5000 }, () => undefined)).toBe('EADDRINUSE');
    bound(network, '127.0.0.1', 0).send({ address: '127.0.0.9', port: 5000 }, bytes(7));
    await delivered();
    expect(all.heard).toHaveLength(1);
    all.send({ address: '127.0.0.1', port: 1 }, bytes(1));
  });

  it('has no other address, keeps families apart, and frees a port that is closed', () => {
    const network = createLoopback(createTaskQueue());
    expect(network.bind({ address: '192.0.2.1', port: 0 }, () => undefined)).toBe('EADDRNOTAVAIL');
    const a = bound(network, '127.0.0.1', 6000);
    bound(network, '::1', 6000);
    expect(network.bind({ address: '127.0.0.1', port: 6000 }, () => undefined)).toBe('EADDRINUSE');
    a.close();
    bound(network, '127.0.0.1', 6000);
  });
});
