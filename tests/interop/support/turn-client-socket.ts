import { createSocket } from 'node:dgram';
import { type Socket, connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { randomBytes } from 'node:crypto';
import type { TransportAddress } from '#src/protocol/bytes/address.ts';
import {
  type TurnClient,
  type TurnClientAction,
  type TurnClientConfig,
  createTurnClient,
} from '#src/protocol/turn/client/index.ts';
import { createStreamFraming } from '#src/protocol/turn/index.ts';

/** What the client tells the one who drives it. */
export type Told = Exclude<TurnClientAction, { kind: 'send' | 'trace' }>;

/** A TURN client with a real socket and a real clock. */
export interface TurnClientSocket {
  /** Calls the client and does what it wants. */
  call(act: (client: TurnClient, at: number) => TurnClientAction[]): void;
  /** Everything that the client told and decided so far. */
  readonly actions: readonly TurnClientAction[];
  /** The next thing of this kind that it tells, from the last one that was waited for. @throws where it doesn't in 20 s */
  next<K extends Told['kind']>(kind: K): Promise<Extract<Told, { kind: K }>>;
  close(): void;
}

/** A way to the server. */
interface Wire {
  send(bytes: Uint8Array): void;
  close(): void;
}

const WAIT_MS = 20_000;

/** Opens a socket to a server. */
export async function openTurnClient(
  server: Omit<TransportAddress, 'family'>,
  config: Pick<TurnClientConfig, 'username' | 'password' | 'transport'> & Partial<TurnClientConfig>,
): Promise<TurnClientSocket> {
  const client = createTurnClient({ random: () => randomBytes(4).readUInt32BE() / 2 ** 32, ...config });
  const actions: TurnClientAction[] = [];
  const waiting: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  let heard = 0;

  const open = config.transport === 'tcp' ? openTcp : openUdp;
  const wire = await open(server, (bytes) => perform(client.handlePacket(performance.now(), bytes)));

  function perform(wanted: readonly TurnClientAction[]): void {
    for (const action of wanted) {
      if (action.kind === 'send') wire.send(action.bytes);
      actions.push(action);
    }
    clearTimeout(timer);
    const at = client.nextTimeoutAt();
    if (at !== undefined) timer = setTimeout(fire, Math.max(0, at - performance.now()));
    for (const wake of waiting.splice(0)) wake();
  }
  const fire = () => perform(client.handleTimeout(performance.now()));

  return {
    actions,
    call: (act) => perform(act(client, performance.now())),
    async next<K extends Told['kind']>(kind: K) {
      const isWanted = (action: TurnClientAction): action is Extract<Told, { kind: K }> =>
        action.kind === kind;
      for (const until = performance.now() + WAIT_MS; ;) {
        const index = actions.findIndex((action, i) => i >= heard && isWanted(action));
        const found = actions[index];
        if (found && isWanted(found)) {
          heard = index + 1;
          return found;
        }
        const left = until - performance.now();
        if (left <= 0) throw new Error(`no ${kind}: ${JSON.stringify(actions.slice(heard))}`);
        await new Promise<void>((resolve) => {
          const limit = setTimeout(resolve, left);
          waiting.push(() => {
            clearTimeout(limit);
            resolve();
          });
        });
      }
    },
    close() {
      clearTimeout(timer);
      wire.close();
    },
  };
}

type OnMessage = (bytes: Uint8Array) => void;

async function openUdp(
  { address, port }: Omit<TransportAddress, 'family'>,
  onMessage: OnMessage,
): Promise<Wire> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(0, address.includes(':') ? '::' : '0.0.0.0', resolve);
  });
  socket.on('message', (bytes, from) => {
    if (from.port === port) onMessage(bytes);
  });
  return { send: (bytes) => socket.send(bytes, port, address), close: () => socket.close() };
}

async function openTcp(
  { address, port }: Omit<TransportAddress, 'family'>,
  onMessage: OnMessage,
): Promise<Wire> {
  const socket = await new Promise<Socket>((resolve, reject) => {
    const opening = connect({ host: address, port }, () => resolve(opening));
    opening.once('error', reject);
  });
  const framing = createStreamFraming();
  socket.on('data', (chunk) => {
    for (const message of framing.push(chunk).messages) onMessage(message);
  });
  return { send: (bytes) => socket.write(bytes), close: () => socket.destroy() };
}
