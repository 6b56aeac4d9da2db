import { type IpAddress, type TransportAddress, isLinkLocal, isLoopback } from '#src/protocol/index.ts';
import {
  type Action,
  type AddressPolicy,
  type ClientTransport,
  type TurnServer,
  createStreamFraming,
  createTurnServer,
} from '#src/protocol/turn/index.ts';
import { isPrivate } from '../network/prefix.ts';
import { randomBytes, randomFor } from '../random.ts';
import type { ServerSpec } from '../scene/types.ts';
import { type World, addressKey, createTimer, note } from '../world.ts';
import { type Host, addressesOf, createHost } from './host.ts';
import type { TcpEvents, TcpSocket } from './tcp-sockets.ts';

/** The account that every agent of a scene has. */
export const ACCOUNT = { username: 'learner', password: 'an-open-secret' } as const;

export const STUN_PORT = 3478;

/** What a relay on the internet must never reach: RFC 8656 §21.4, and what operators add to it. */
const POLICY: AddressPolicy = {
  refusesClient: () => undefined,
  refusesPeerAddress: (_client, peer) => (isOfLimits(peer) ? 'not-this-network' : undefined),
  refusesPeer: (_client, peer) =>
    peer.port < 1024 ? 'privileged-port' : isOfLimits(peer) ? 'not-this-network' : undefined,
};

function isOfLimits({ address }: IpAddress): boolean {
  return isPrivate(address) || isLoopback(address) || isLinkLocal(address);
}

/** A STUN and TURN server on its host. */
export function createServerHost(world: World, spec: ServerSpec): Host {
  const { id } = spec;
  const host = createHost(world, id);
  const random = randomFor(world.scene.seed, `server ${id}`);
  const machine = createTurnServer({
    realm: 'lab',
    software: 'Icebreaker',
    passwordOf: (_at, username) => (username === ACCOUNT.username ? ACCOUNT.password : undefined),
    nonceKey: randomBytes(random, 16),
    random,
    relayAddress: (family) => addressesOf(world, id).find((address) => address.family === family)?.address,
    policy: POLICY,
    // What one address may ask for is a matter of the open internet: here, a whole carrier may stand behind one.
    limits: {
      unauthenticatedAnswers: { perSecond: 1e6, burst: 1e6 },
      allocations: 4096,
      allocationsPerUser: 4096,
    },
  });
  const timer = createTimer(world, (at) => perform(at, machine.handleTimeout(at)));
  const relays = new Map<number, TransportAddress>();
  const connections = new Map<string, TcpSocket>();

  function perform(at: number, actions: readonly Action[]): void {
    for (const action of actions) performOne(at, action);
    timer.setTo(machine.nextTimeoutAt());
  }

  function performOne(at: number, action: Action): void {
    switch (action.kind) {
      case 'send-to-client': {
        const { protocol, server, client } = action.client;
        if (protocol === 'udp') host.send(at, server, client, action.bytes);
        else connections.get(keyOf(action.client))?.send(at, action.bytes);
        break;
      }
      case 'send-to-peer': {
        const from = relays.get(action.relayId);
        if (from) host.send(at, from, action.peer, action.bytes);
        break;
      }
      case 'open-relay':
        openRelay(at, action);
        break;
      case 'close-relay': {
        const address = relays.get(action.relayId);
        if (address) host.unbind(address);
        relays.delete(action.relayId);
        break;
      }
      case 'close-client':
        connections.get(keyOf(action.client))?.close(at);
        break;
      case 'trace':
        if (world.isTraced) note(world, { kind: 'server', at, node: id, server: action, ...causeOf(world) });
    }
  }

  function openRelay(at: number, { relayId, address }: Extract<Action, { kind: 'open-relay' }>): void {
    if (host.isBound(address)) {
      perform(at, machine.handleRelayFailed(at, relayId));
      return;
    }
    relays.set(relayId, address);
    host.bind(address, (now, peer, bytes) =>
      perform(now, machine.handlePeerPacket(now, relayId, peer, bytes)),
    );
    perform(at, machine.handleRelayOpened(at, relayId));
  }

  /** A connection was accepted: its stream is cut into messages. */
  function accept(at: number, socket: TcpSocket): TcpEvents {
    const client: ClientTransport = { protocol: 'tcp', client: socket.remote, server: socket.local };
    const framing = createStreamFraming();
    connections.set(keyOf(client), socket);
    perform(at, machine.handleClientConnected(at, client));
    return {
      data(now, bytes) {
        const { messages, broken } = framing.push(bytes);
        for (const message of messages) perform(now, machine.handlePacket(now, client, message));
        if (broken) perform(now, machine.handleBrokenStream(now, client));
      },
      ended(now) {
        connections.delete(keyOf(client));
        perform(now, machine.handleClientGone(now, client));
      },
    };
  }

  for (const address of addressesOf(world, id))
    for (const port of spec.ports ?? [STUN_PORT]) {
      listen(host, machine, { ...address, port }, perform);
      host.tcp.listen({ ...address, port }, accept);
    }
  return host;
}

function keyOf({ client, server }: ClientTransport): string {
  return `${addressKey(server)} ${addressKey(client)}`;
}

function listen(
  host: Host,
  machine: TurnServer,
  server: TransportAddress,
  perform: (at: number, actions: readonly Action[]) => void,
): void {
  host.bind(server, (at, client, bytes) => {
    const transport: ClientTransport = { protocol: 'udp', client, server };
    perform(at, machine.handlePacket(at, transport, bytes));
  });
}

export function causeOf({ cause }: World): { readonly cause?: number } {
  return cause === undefined ? {} : { cause };
}
