import { describe, expect, it } from 'vitest';
import type { Network, NetworkDatagram, OutputLine } from './contract.ts';
import { LIMITS } from './limits.ts';
import { connectNetwork } from './network.ts';

function connected() {
  const carried: NetworkDatagram[] = [];
  const delivered: NetworkDatagram[] = [];
  const lines: OutputLine[] = [];
  const over = new AbortController();
  let receive: (datagram: NetworkDatagram) => void = () => undefined;
  const network: Network = {
    addresses: ['192.168.1.10', '2001:db8::10'],
    send: (datagram) => carried.push(datagram),
    listen: (take, signal) => {
      receive = take;
      signal.addEventListener('abort', () => (receive = () => undefined));
    },
  };
  const { send } = connectNetwork(
    network,
    (datagram) => delivered.push(datagram),
    (line) => lines.push(line),
    over.signal,
  );
  return { carried, delivered, lines, over, send, come: (datagram: NetworkDatagram) => receive(datagram) };
}

const from = (address: string): NetworkDatagram => ({
  from: { address, port: 5000 },
  to: { address: '192.0.2.1', port: 3478 },
  data: new Uint8Array(1),
});

describe('the network of a run', () => {
  it('carries what comes from an address of the machine, and delivers what is for it', () => {
    const { send, come, carried, delivered } = connected();
    for (const address of ['192.168.1.10', '2001:db8::10']) send(from(address));
    come(from('192.0.2.1'));
    expect([carried.length, delivered.length]).toEqual([2, 1]);
  });

  it('loses what claims to come from elsewhere', () => {
    const { send, carried } = connected();
    for (const address of ['192.168.1.11', '127.0.0.1', '']) send(from(address));
    expect(carried).toEqual([]);
  });

  it('loses what is too much, and says so once', () => {
    const { send, carried, lines } = connected();
    for (let i = 0; i < LIMITS.datagrams + 100; i += 1) send(from('192.168.1.10'));
    expect(carried).toHaveLength(LIMITS.datagrams);
    expect(lines.map(({ notice }) => notice)).toEqual([{ kind: 'datagrams-lost', limit: LIMITS.datagrams }]);
  });

  it('ends with the run', () => {
    const { send, come, over, carried, delivered } = connected();
    over.abort();
    send(from('192.168.1.10'));
    come(from('192.0.2.1'));
    expect([carried.length, delivered.length]).toEqual([0, 0]);
  });
});
