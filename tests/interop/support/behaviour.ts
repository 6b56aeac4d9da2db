import { randomBytes } from 'node:crypto';
import {
  type BehaviourAction,
  type BehaviourDiscoveryConfig,
  type BehaviourReport,
  type BehaviourServerAction,
  type BindingLifetime,
  type BindingLifetimeConfig,
  type DiscoveryPort,
  type LifetimeAction,
  type TransportAddress,
  createBehaviourDiscovery,
  createBehaviourServer,
  createBindingLifetimeDiscovery,
  isSameTransport,
} from '#src/protocol/index.ts';
import { freePort } from '../../../scripts/lib/ports.mjs';
import { type UdpSocket, openUdp } from './udp.ts';

const now = (): number => performance.now();

type Action = BehaviourAction | LifetimeAction;

/** A client of two ports. */
interface Client {
  start(at: number): Action[];
  handlePacket(at: number, port: DiscoveryPort, from: TransportAddress, bytes: Uint8Array): Action[];
  handleTimeout(at: number): Action[];
  nextTimeoutAt(): number | undefined;
}

/** Any free ones. */
const ANY_PORTS: Readonly<Record<DiscoveryPort, number>> = { X: 0, Y: 0 };

/** Two sockets of `host` and a real clock for a client, until it is done. On `0.0.0.0` it doesn't know its own address. */
async function drive<C extends Client>(
  host: string,
  ports: typeof ANY_PORTS,
  create: (local: { readonly local?: TransportAddress }) => C,
): Promise<C> {
  const sockets = { X: await openUdp(host, ports.X), Y: await openUdp(host, ports.Y) };
  const client = create(host === '0.0.0.0' ? {} : { local: sockets.X.address });
  const end = Promise.withResolvers<undefined>();
  let timer: NodeJS.Timeout | undefined;

  function perform(actions: readonly Action[]): void {
    for (const action of actions) {
      if (action.kind === 'send') sockets[action.port].send(action.to, action.bytes);
      else if (action.kind === 'done') end.resolve(undefined);
    }
    clearTimeout(timer);
    const at = client.nextTimeoutAt();
    if (at === undefined) return;
    timer = setTimeout(() => perform(client.handleTimeout(now())), Math.max(0, at - now()));
  }

  for (const port of ['X', 'Y'] as const) {
    sockets[port].onPacket = (from, bytes) => perform(client.handlePacket(now(), port, from, bytes));
  }
  try {
    perform(client.start(now()));
    await end.promise;
    return client;
  } finally {
    clearTimeout(timer);
    await Promise.all([sockets.X.close(), sockets.Y.close()]);
  }
}

const random = (): number => randomBytes(4).readUInt32BE() / 2 ** 32;

/** Finds out with our client what there is between a host and a server. */
export async function discoverBehaviour(
  host: string,
  config: Omit<BehaviourDiscoveryConfig, 'random' | 'local'>,
  ports = ANY_PORTS,
): Promise<BehaviourReport> {
  const { report } = await drive(host, ports, (local) =>
    createBehaviourDiscovery({ ...config, ...local, random }),
  );
  if (!report) throw new Error('done without a report');
  return report;
}

/** How long a binding lives between a host and a server. */
export async function discoverLifetime(
  host: string,
  config: Omit<BindingLifetimeConfig, 'random'>,
): Promise<BindingLifetime> {
  const { lifetime } = await drive(host, ANY_PORTS, () =>
    createBindingLifetimeDiscovery({ ...config, random }),
  );
  if (!lifetime) throw new Error('done without a lifetime');
  return lifetime;
}

export interface RunningBehaviourServer {
  readonly port: number;
  readonly alternatePort: number;
  /** Whatever was sent, and why. */
  readonly actions: readonly BehaviourServerAction[];
  close(): Promise<void>;
}

/** Our server on two free ports of each host. */
export async function startBehaviourServer(
  host: string,
  alternateHost: string,
): Promise<RunningBehaviourServer> {
  const [port, alternatePort] = [await freePort(), await freePort()];
  const server = createBehaviourServer({
    primary: { family: 4, address: host, port },
    alternate: { family: 4, address: alternateHost, port: alternatePort },
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
