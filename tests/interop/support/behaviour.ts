import { randomBytes } from 'node:crypto';
import {
  type BehaviourAction,
  type BehaviourDiscoveryConfig,
  type BehaviourReport,
  type BehaviourServerAction,
  createBehaviourDiscovery,
  createBehaviourServer,
  isSameTransport,
} from '#src/protocol/index.ts';
import { freePort } from '../../../scripts/lib/ports.mjs';
import { type UdpSocket, openUdp } from './udp.ts';

const now = (): number => performance.now();

export interface Discovered {
  readonly report: BehaviourReport;
  readonly actions: readonly BehaviourAction[];
}

/** Our client with two sockets of `host` and a real clock. On `0.0.0.0` it doesn't know its own address. */
export async function discoverBehaviour(
  host: string,
  config: Omit<BehaviourDiscoveryConfig, 'random' | 'local'>,
): Promise<Discovered> {
  const sockets = { X: await openUdp(host), Y: await openUdp(host) };
  const client = createBehaviourDiscovery({
    ...config,
    ...(host !== '0.0.0.0' && { local: sockets.X.address }),
    random: () => randomBytes(4).readUInt32BE() / 2 ** 32,
  });
  const actions: BehaviourAction[] = [];
  const done = Promise.withResolvers<BehaviourReport>();
  let timer: NodeJS.Timeout | undefined;

  function perform(wanted: readonly BehaviourAction[]): void {
    for (const action of wanted) {
      actions.push(action);
      if (action.kind === 'send') sockets[action.port].send(action.to, action.bytes);
      if (action.kind === 'done') done.resolve(action.report);
    }
    clearTimeout(timer);
    const at = client.nextTimeoutAt();
    if (at !== undefined)
      timer = setTimeout(() => perform(client.handleTimeout(now())), Math.max(0, at - now()));
  }

  for (const port of ['X', 'Y'] as const) {
    sockets[port].onPacket = (from, bytes) => perform(client.handlePacket(now(), port, from, bytes));
  }
  try {
    perform(client.start(now()));
    return { report: await done.promise, actions };
  } finally {
    clearTimeout(timer);
    await Promise.all([sockets.X.close(), sockets.Y.close()]);
  }
}

export interface RunningBehaviourServer {
  readonly port: number;
  readonly alternatePort: number;
  /** Whatever was sent, and why. */
  readonly actions: readonly BehaviourServerAction[];
  close(): Promise<void>;
}

/** Our server on two free ports of each host; with one host only, on one port, without an alternate address. */
export async function startBehaviourServer(
  host: string,
  alternateHost?: string,
): Promise<RunningBehaviourServer> {
  const [port, alternatePort] = [await freePort(), await freePort()];
  const server = createBehaviourServer({
    primary: { family: 4, address: host, port },
    ...(alternateHost !== undefined && {
      alternate: { family: 4, address: alternateHost, port: alternatePort },
    }),
    software: 'Icebreaker',
  });
  const actions: BehaviourServerAction[] = [];
  const sockets: UdpSocket[] = [];
  const close = async () => {
    await Promise.all(sockets.map((socket) => socket.close()));
  };
  try {
    for (const { address, port } of server.addresses) sockets.push(await openUdp(address, port));
  } catch (error) {
    await close();
    throw error;
  }
  for (const socket of sockets) {
    socket.onPacket = (client, bytes) => {
      for (const action of server.handlePacket(now(), socket.address, client, bytes)) {
        actions.push(action);
        if (action.kind !== 'send') continue;
        sockets.find(({ address }) => isSameTransport(address, action.from))?.send(action.to, action.bytes);
      }
    };
  }
  return { port, alternatePort, actions, close };
}
