import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { type TransportAddress, formatTransportAddress } from '#src/protocol/bytes/address.ts';
import {
  type Action,
  OLD_CHANNEL_NUMBERS,
  type TurnCounts,
  type TurnLimits,
  createTurnServer,
  makeRestCredential,
  restPasswordOf,
} from '#src/protocol/turn/index.ts';
import { createListeners } from './listeners.ts';
import { LOOPBACK } from './own-addresses.ts';
import { findPlaces, relayAddress } from './places.ts';
import { createRelaySockets } from './relay-sockets.ts';

/** The value of SOFTWARE in our answers: tests know by it whom they talk to. */
export const SOFTWARE = 'Icebreaker';
const REALM = 'icebreaker';
/** A day with one page open; and a page asks for a new credential at each gathering anyway. */
const CREDENTIAL_LIFETIME_MS = 24 * 60 * 60 * 1000;
const ADDRESS_CHECK_MS = 5000;

/** One entry of `RTCConfiguration.iceServers`. */
export interface IceServerEntry {
  readonly urls: readonly string[];
  readonly username?: string;
  readonly credential?: string;
}

export interface IceServerOptions {
  /** For UDP and TCP. 0 for any that is free (tests). */
  readonly port: number;
  /** Whom it serves and relays to: nobody else by default, or also the machine's neighbours. */
  readonly open?: 'this-machine' | 'own-networks';
  /** Further ports of our own that a relay must not reach, such as the site's. */
  readonly ownPorts?: readonly number[];
  readonly limits?: Partial<TurnLimits>;
  readonly nonceLifetimeMs?: number;
  /** Sees every decision; nothing depends on it. */
  readonly onTrace?: (trace: Extract<Action, { kind: 'trace' }>) => void;
}

/** A running STUN and TURN server. */
export interface IceServer {
  readonly port: number;
  /** Where it listens at the moment. */
  readonly addresses: readonly string[];
  /** What a page gathers with: one address, the default route's as it is now, and a fresh credential. */
  iceServers(): Promise<IceServerEntry[]>;
  /**
   * While paused, nothing is relayed: at one relayed transport address, or at all of them.
   * @returns whether there is such an allocation
   */
  setPaused(paused: boolean, relayedAddress?: TransportAddress): boolean;
  /** No credential that was given out until now is valid any more. */
  expireCredentials(): void;
  counts(): TurnCounts;
  close(): Promise<void>;
}

/** Milliseconds since the Unix epoch, by a clock that never steps back. */
const now = () => performance.timeOrigin + performance.now();

/**
 * Starts the server on loopback and on this machine's own addresses.
 *
 * @throws PortTakenError
 */
export async function startIceServer(options: IceServerOptions): Promise<IceServer> {
  const findOwnPlaces = (port: number) =>
    findPlaces({ ownPorts: [port, ...(options.ownPorts ?? [])], open: options.open ?? 'this-machine' });
  let places = await findOwnPlaces(options.port);
  let secret = randomBytes(32);
  let timer: { readonly handle: NodeJS.Timeout; readonly at: number } | undefined;
  let following: Promise<void> | undefined;
  let isClosed = false;

  const machine = createTurnServer({
    realm: REALM,
    software: SOFTWARE,
    passwordOf: (at, username) => restPasswordOf(secret, at, username),
    nonceKey: randomBytes(32),
    random: () => randomBytes(4).readUInt32BE() / 2 ** 32,
    // Old clients, such as coturn's own test client, shall find a server that they can try.
    channelNumbers: OLD_CHANNEL_NUMBERS,
    relayAddress: (family, client) => relayAddress(places, family, client),
    policy: {
      refusesClient: (client) => places.policy.refusesClient(client),
      refusesPeerAddress: (client, peer) => places.policy.refusesPeerAddress(client, peer),
      refusesPeer: (client, peer) => places.policy.refusesPeer(client, peer),
    },
    ...(options.limits && { limits: options.limits }),
    ...(options.nonceLifetimeMs !== undefined && { nonceLifetimeMs: options.nonceLifetimeMs }),
  });

  const relays = createRelaySockets({
    onOpened: (id) => perform(machine.handleRelayOpened(now(), id)),
    onFailed: (id) => perform(machine.handleRelayFailed(now(), id)),
    onPacket: (id, peer, bytes) => perform(machine.handlePeerPacket(now(), id, peer, bytes)),
  });
  const listeners = createListeners({
    onConnected: (client) => perform(machine.handleClientConnected(now(), client)),
    onMessage: (client, bytes) => perform(machine.handlePacket(now(), client, bytes)),
    onBrokenStream: (client) => perform(machine.handleBrokenStream(now(), client)),
    onGone: (client) => perform(machine.handleClientGone(now(), client)),
  });

  function perform(actions: readonly Action[]): void {
    if (isClosed) return;
    for (const action of actions) performOne(action);
    armTimer();
  }

  function performOne(action: Action): void {
    switch (action.kind) {
      case 'send-to-client':
        return listeners.send(action.client, action.bytes);
      case 'close-client':
        return listeners.disconnect(action.client);
      case 'open-relay':
        return relays.open(action.relayId, action.address);
      case 'close-relay':
        return relays.close(action.relayId);
      case 'send-to-peer':
        return relays.send(action.relayId, action.peer, action.bytes);
      case 'trace':
        return options.onTrace?.(action);
    }
  }

  /** One timer, for whatever expires first. */
  function armTimer(): void {
    const at = machine.nextTimeoutAt();
    if (at === timer?.at) return;
    clearTimeout(timer?.handle);
    timer = undefined;
    if (at === undefined) return;
    const handle = setTimeout(() => {
      timer = undefined;
      perform(machine.handleTimeout(now()));
    }, at - now());
    timer = { handle, at };
  }

  /** Follows the machine to another network. */
  async function followOnce(): Promise<void> {
    const found = await findOwnPlaces(listeners.port);
    if (isClosed) return;
    places = found;
    await listeners.follow(found.listening);
  }

  /** One at a time: who asks meanwhile waits for the same. */
  function followAddresses(): Promise<void> {
    following ??= followOnce().finally(() => (following = undefined));
    return following;
  }

  await listeners.open(places.listening, options.port);
  const { port } = listeners;
  places = await findOwnPlaces(port);
  const addressCheck = setInterval(() => void followAddresses(), ADDRESS_CHECK_MS);
  addressCheck.unref();

  return {
    port,
    get addresses() {
      return listeners.addresses;
    },
    async iceServers() {
      await followAddresses();
      const id = randomBytes(6).toString('hex');
      const { username, credential } = makeRestCredential(secret, now() + CREDENTIAL_LIFETIME_MS, id);
      const address = places.advertised.find((own) => listeners.addresses.includes(own)) ?? LOOPBACK[4];
      const place = formatTransportAddress({ address, port });
      return [
        { urls: [`stun:${place}`] },
        {
          urls: [`turn:${place}?transport=udp`, `turn:${place}?transport=tcp`],
          username,
          credential,
        },
      ];
    },
    setPaused: (paused, relayedAddress) => machine.setPaused(paused, relayedAddress),
    expireCredentials() {
      secret = randomBytes(32);
    },
    counts: () => machine.counts(),
    async close() {
      isClosed = true;
      clearInterval(addressCheck);
      clearTimeout(timer?.handle);
      await following;
      await Promise.all([listeners.close(), relays.closeAll()]);
    },
  };
}
