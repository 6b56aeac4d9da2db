import { describe, expect, it } from 'vitest';
import { createMachine, type Binding, type Datagram } from './network.ts';
import { createTaskQueue } from './tasks.ts';

const bytes = (...values: number[]) => new Uint8Array(values);

function bound(network: ReturnType<typeof createMachine>, address: string, port: number) {
  const heard: Datagram[] = [];
  const binding = network.bind({ address, port }, (datagram) => heard.push(datagram));
  if (typeof binding === 'string') throw new Error(binding);
  return { ...binding, heard } satisfies Binding & { heard: Datagram[] };
}

const delivered = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('a machine that has nothing but its loopback', () => {
  it('hands out ports of the ephemeral range, each once', () => {
    const network = createMachine(createTaskQueue());
    const ports = Array.from({ length: 50 }, () => bound(network, '127.0.0.1', 0).port);
    expect(new Set(ports).size).toBe(50);
    expect(Math.min(...ports)).toBeGreaterThanOrEqual(49_152);
  });

  it('delivers in order, later, with the address that it came from', async () => {
    const network = createMachine(createTaskQueue());
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
    const network = createMachine(createTaskQueue());
    const a = bound(network, '127.0.0.1', 0);
    const b = bound(network, '127.0.0.1', 4000);
    a.send({ address: '127.0.0.1', port: 4000 }, bytes(1));
    b.close();
    a.send({ address: '192.0.2.1', port: 4000 }, bytes(2));
    await delivered();
    expect(b.heard).toEqual([]);
  });

  it('lets the unspecified address hear every address, unless somebody is bound to it', async () => {
    const network = createMachine(createTaskQueue());
    const all = bound(network, '0.0.0.0', 5000);
    expect(network.bind({ address: '127.0.0.1', port: 5000 }, () => undefined)).toBe('EADDRINUSE');
    bound(network, '127.0.0.1', 0).send({ address: '127.0.0.9', port: 5000 }, bytes(7));
    await delivered();
    expect(all.heard).toHaveLength(1);
    all.send({ address: '127.0.0.1', port: 1 }, bytes(1));
  });

  it('has no other address, keeps families apart, and frees a port that is closed', () => {
    const network = createMachine(createTaskQueue());
    expect(network.bind({ address: '192.0.2.1', port: 0 }, () => undefined)).toBe('EADDRNOTAVAIL');
    const a = bound(network, '127.0.0.1', 6000);
    bound(network, '::1', 6000);
    expect(network.bind({ address: '127.0.0.1', port: 6000 }, () => undefined)).toBe('EADDRINUSE');
    a.close();
    bound(network, '127.0.0.1', 6000);
  });
});

describe('a machine on a network', () => {
  const OWN = ['192.168.1.10', '2001:db8::10'];
  function onNetwork() {
    const left: Datagram[] = [];
    const machine = createMachine(createTaskQueue(), {
      addresses: OWN,
      leave: (datagram) => left.push(datagram),
    });
    return { machine, left };
  }
  const SERVER = { address: '192.0.2.1', port: 3478 };

  it('sends by its address of the family, from the port of the socket', () => {
    const { machine, left } = onNetwork();
    const socket = bound(machine, '0.0.0.0', 0);
    socket.send(SERVER, bytes(1));
    bound(machine, '::', 7000).send({ address: '2001:db8:f::1', port: 3478 }, bytes(2));
    expect(left.map(({ from }) => from)).toEqual([
      { address: '192.168.1.10', port: socket.port },
      { address: '2001:db8::10', port: 7000 },
    ]);
  });

  it('hears what comes from outside, at its own address and at all', () => {
    const { machine } = onNetwork();
    const one = bound(machine, '192.168.1.10', 5000);
    const all = bound(machine, '0.0.0.0', 6000);
    for (const port of [5000, 6000, 7000])
      machine.receive({ from: SERVER, to: { address: '192.168.1.10', port }, data: bytes(port) });
    expect([one.heard.length, all.heard.length]).toEqual([1, 1]);
  });

  it('keeps what is for itself, and lets nothing out from its loopback', async () => {
    const { machine, left } = onNetwork();
    const here = bound(machine, '192.168.1.10', 5000);
    bound(machine, '0.0.0.0', 0).send({ address: '192.168.1.10', port: 5000 }, bytes(1));
    bound(machine, '127.0.0.1', 0).send(SERVER, bytes(2));
    await delivered();
    expect(here.heard.map(({ from }) => from.address)).toEqual(['192.168.1.10']);
    expect(left).toEqual([]);
    expect(machine.bind({ address: '192.168.1.11', port: 0 }, () => undefined)).toBe('EADDRNOTAVAIL');
  });
});
