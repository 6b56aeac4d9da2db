import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type Program, program } from './routed-network.ts';

/** A datagram that has arrived. */
export interface Arrival {
  readonly text: string;
  readonly from: string;
  readonly to: string;
}

/** Sockets in a namespace. Endpoints are text: `192.168.77.2:5000`. */
export interface Sockets {
  send(from: string, to: string, text: string): void;
  /** What has arrived so far. */
  readonly arrivals: readonly Arrival[];
  /** Resolves with the next arrival that has this text. */
  arrival(text: string): Promise<Arrival>;
  close(): Promise<void>;
}

/** What begins with `echo` goes back to where it came from. */
const PROGRAM = (endpoints: readonly string[]): string => `
  import { createSocket } from 'node:dgram';
  import { createInterface } from 'node:readline';
  const split = (endpoint) => endpoint.split(':');
  const sockets = new Map();
  for (const endpoint of ${JSON.stringify(endpoints)}) {
    const socket = createSocket('udp4');
    sockets.set(endpoint, socket);
    socket.on('message', (bytes, { address, port }) => {
      const text = bytes.toString();
      console.log(JSON.stringify({ text, from: address + ':' + port, to: endpoint }));
      if (text.startsWith('echo')) socket.send(text.slice(4), port, address);
    });
    const [address, port] = split(endpoint);
    await new Promise((done) => socket.bind(Number(port), address, done));
  }
  console.log(JSON.stringify({ text: 'bound', from: '', to: '' }));
  for await (const line of createInterface(process.stdin)) {
    const { from, to, text } = JSON.parse(line);
    const [address, port] = split(to);
    sockets.get(from).send(text, Number(port), address);
  }
  process.exit();`;

export async function openSockets(namespace: string, endpoints: readonly string[]): Promise<Sockets> {
  const child: Program = program(namespace, PROGRAM(endpoints));
  const arrivals: Arrival[] = [];
  const awaited = new Map<string, (arrival: Arrival) => void>();
  createInterface(child.stdout).on('line', (line) => {
    const arrival = JSON.parse(line) as Arrival;
    arrivals.push(arrival);
    awaited.get(arrival.text)?.(arrival);
    awaited.delete(arrival.text);
  });
  const arrival = (text: string): Promise<Arrival> => new Promise((resolve) => awaited.set(text, resolve));
  await arrival('bound');
  return {
    arrivals,
    arrival,
    send: (from, to, text) => child.stdin.write(`${JSON.stringify({ from, to, text })}\n`),
    async close() {
      // With its output read to the end.
      const end = once(child, 'close');
      child.stdin.end();
      await end;
    },
  };
}
