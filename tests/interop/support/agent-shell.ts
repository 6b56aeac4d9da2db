import { randomBytes } from 'node:crypto';
import { type Socket, createSocket } from 'node:dgram';
import { type TransportAddress, parseIpAddress } from '#src/protocol/bytes/index.ts';
import {
  type AgentAction,
  type AgentConfig,
  type AgentSnapshot,
  type Base,
  type IceAgent,
  type IceCredentials,
  createIceAgent,
} from '#src/protocol/ice/agent/index.ts';
import { parseCandidate, printCandidate } from '#src/protocol/ice/index.ts';
import { createServerConnections } from './server-connections.ts';

/** Our agent with real sockets and a real clock: a thin shell, as any program would write it. */
export interface AgentShell {
  readonly credentials: IceCredentials;
  /** Everything that the agent wanted done, in order; sent packets left out. */
  readonly actions: readonly AgentAction[];
  /** What came from the peer, as text. */
  readonly heard: readonly string[];
  /** Binds a socket on each address, gathers, and resolves to all candidate lines when there are no more to come. */
  gather(): Promise<readonly string[]>;
  /** Hears each candidate line as it comes, and `undefined` at their end. */
  onCandidate: (line: string | undefined) => void;
  setRemote(credentials: IceCredentials): void;
  /** Names (mDNS) are passed over: nobody here can look them up. */
  addRemoteCandidate(line: string): void;
  endRemoteCandidates(): void;
  send(text: string): void;
  restart(): IceCredentials;
  snapshot(): AgentSnapshot;
  /** Resolves when something holds of the agent. @throws after the time, with its trace. */
  until(what: string, holds: (snapshot: AgentSnapshot) => boolean, timeoutMs?: number): Promise<void>;
  close(): Promise<void>;
}

export function makeCredentials(): IceCredentials {
  const chars = (count: number) => randomBytes(count).toString('base64').slice(0, count).replaceAll('=', 'A');
  return { ufrag: chars(8), pwd: chars(24) };
}

export type ShellOptions = Partial<Omit<AgentConfig, 'random' | 'credentials'>> &
  Pick<AgentConfig, 'role'> & { readonly addresses: readonly string[] };

export function startAgent({ addresses, ...config }: ShellOptions): AgentShell {
  let credentials = makeCredentials();
  const agent: IceAgent = createIceAgent({
    tiebreaker: randomBytes(8).readBigUInt64BE(),
    ...config,
    credentials,
    random: () => randomBytes(4).readUInt32BE() / 2 ** 32,
  });
  const sockets = new Map<number, Socket>();
  const connections = createServerConnections({
    message: (socket, server, bytes) => perform(agent.handlePacket(now(), socket, server, bytes, 'tcp')),
    lost: (socket, server) => perform(agent.handleConnectionLost(now(), socket, server)),
  });
  const actions: AgentAction[] = [];
  const heard: string[] = [];
  const lines: string[] = [];
  const gathered = Promise.withResolvers<readonly string[]>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const now = (): number => performance.now();

  const perform = (wanted: readonly AgentAction[]): void => {
    for (const action of wanted) {
      if (action.kind === 'send') {
        const socket = sockets.get(action.socket);
        if (action.transport === 'tcp')
          connections.send(action.socket, socket?.address().address ?? '', action.to, action.bytes);
        else socket?.send(action.bytes, action.to.port, action.to.address);
      } else actions.push(action);
      if (action.kind === 'disconnect') connections.end(action.socket, action.server);
      if (action.kind === 'data') heard.push(Buffer.from(action.bytes).toString());
      if (action.kind === 'local-candidate') {
        lines.push(printCandidate(action.candidate));
        shell.onCandidate(printCandidate(action.candidate));
      }
      if (action.kind === 'end-of-candidates') {
        gathered.resolve(lines);
        shell.onCandidate(undefined);
      }
    }
    clearTimeout(timer);
    const next = agent.nextTimeoutAt();
    if (next !== undefined && !isClosed)
      timer = setTimeout(() => perform(agent.handleTimeout(now())), Math.max(0, next - now()));
  };

  const shell: AgentShell = {
    get credentials() {
      return credentials;
    },
    actions,
    heard,
    onCandidate: () => undefined,
    async gather() {
      const bases = await Promise.all(addresses.map((address, index) => bind(index + 1, address)));
      for (const { base, socket } of bases) {
        sockets.set(base.socket, socket);
        socket.on('message', (bytes, { address, port }) => {
          const ip = parseIpAddress(address);
          if (ip) perform(agent.handlePacket(now(), base.socket, { ...ip, port }, new Uint8Array(bytes)));
        });
        // What an ICMP message says of one packet ends nothing.
        socket.on('error', () => undefined);
      }
      perform(
        agent.gather(
          now(),
          bases.map(({ base }) => base),
        ),
      );
      return gathered.promise;
    },
    setRemote: (remote) => perform(agent.setRemoteParameters(now(), remote)),
    addRemoteCandidate(line) {
      const parsed = parseCandidate(line);
      if (parsed.ok) perform(agent.addRemoteCandidate(now(), parsed.value));
    },
    endRemoteCandidates: () => perform(agent.addRemoteEndOfCandidates(now())),
    send: (text) => perform(agent.sendData(now(), Buffer.from(text))),
    restart() {
      credentials = makeCredentials();
      perform(agent.restart(now(), credentials));
      return credentials;
    },
    snapshot: () => agent.snapshot(),
    async until(what, holds, timeoutMs = 15_000) {
      for (const deadline = Date.now() + timeoutMs; !holds(agent.snapshot());) {
        if (Date.now() > deadline) throw new Error(`Not within ${timeoutMs} ms: ${what}\n${trace(actions)}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async close() {
      perform(agent.close(now()));
      isClosed = true;
      clearTimeout(timer);
      await connections.close();
      await Promise.all(
        [...sockets.values()].map((socket) => new Promise<void>((resolve) => socket.close(() => resolve()))),
      );
    },
  };
  return shell;
}

async function bind(socketId: number, address: string): Promise<{ base: Base; socket: Socket }> {
  const ip = parseIpAddress(address);
  if (!ip) throw new Error(`no IP address: ${address}`);
  const socket = createSocket(ip.family === 4 ? 'udp4' : 'udp6');
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(0, address, resolve);
  });
  const bound: TransportAddress = { ...ip, port: socket.address().port };
  return { base: { socket: socketId, address: bound }, socket };
}

/** The last decisions, for whoever reads a failed test. */
function trace(actions: readonly AgentAction[]): string {
  return actions
    .slice(-40)
    .map((action) => JSON.stringify(action, (_, value) => (typeof value === 'bigint' ? `${value}` : value)))
    .join('\n');
}
