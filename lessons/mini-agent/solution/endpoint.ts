/** Given, and needs no change: a socket that knows where its NAT shows it, and that has a relay (RFC 8489, RFC 8656). */
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import {
  METHOD,
  decode,
  encode,
  newTransactionId,
  readXorAddress,
  xorAddress,
  type Attributes,
  type Message,
  type TransportAddress,
} from './stun.ts';

/** One of the two ways out: from the socket itself, or from the port that the relay lends. */
export interface Way {
  readonly kind: 'socket' | 'relay';
  send(packet: Uint8Array, to: TransportAddress): void;
}

export interface Endpoint {
  readonly socket: Way;
  readonly relay: Way;
  /** Where the server sees the socket: what a server-reflexive candidate tells. */
  readonly mappedAddress: TransportAddress;
  /** Where the relay takes packets for it: what a relayed candidate tells. */
  readonly relayedAddress: TransportAddress;
  /** Lets the relay exchange packets with these addresses (RFC 8656 §9). Without it, it passes nothing on. */
  permit(addresses: readonly string[]): Promise<void>;
  /** Called with each packet that isn't the server's own, and the way that it came. */
  onPacket: (packet: Buffer, from: TransportAddress, way: Way) => void;
  /** Gives the allocation back, and closes the socket. */
  close(): void;
}

const SERVER: TransportAddress = { address: '192.0.2.1', port: 3478 };
const USER = { username: 'learner', password: 'an-open-secret' };
const RTO_MS = 500;
const ATTEMPTS = 4;
const UDP = Buffer.from([17, 0, 0, 0]);

export async function openEndpoint(localAddress: string): Promise<Endpoint> {
  const socket = createSocket('udp4');
  socket.bind(0, localAddress);
  await once(socket, 'listening');
  const asked = new Map<string, (answer: Message) => void>();
  let isOpen = true;
  const toServer = (packet: Uint8Array): void => {
    if (isOpen) socket.send(packet, SERVER.port, SERVER.address);
  };

  /** Asks the server until it answers. */
  async function ask(method: number, attributes: Attributes, key?: Uint8Array): Promise<Message> {
    const transactionId = newTransactionId();
    const packet = encode({ class: 'request', method, transactionId, attributes }, key);
    const { promise, resolve, reject } = Promise.withResolvers<Message>();
    asked.set(transactionId, resolve);
    let sent = 0;
    const send = (): void => {
      if (sent === ATTEMPTS) reject(new Error('the server does not answer'));
      else toServer(packet);
      sent += 1;
    };
    send();
    const timer = setInterval(send, RTO_MS);
    try {
      return await promise;
    } finally {
      clearInterval(timer);
      asked.delete(transactionId);
    }
  }

  const way = (kind: Way['kind'], send: Way['send']): Way => ({ kind, send });
  const endpoint = {
    socket: way('socket', (packet, to) => {
      if (isOpen) socket.send(packet, to.port, to.address);
    }),
    relay: way('relay', (packet, to) => {
      const attributes = { 'XOR-PEER-ADDRESS': xorAddress(to), DATA: packet };
      const transactionId = newTransactionId();
      toServer(encode({ class: 'indication', method: METHOD.Send, transactionId, attributes }));
    }),
    onPacket: (() => undefined) as Endpoint['onPacket'],
  };

  socket.on('message', (packet, { address, port }) => {
    const message = address === SERVER.address && port === SERVER.port ? decode(packet) : undefined;
    if (!message) {
      endpoint.onPacket(Buffer.from(packet), { address, port }, endpoint.socket);
      return;
    }
    if (message.class !== 'indication') {
      asked.get(message.transactionId)?.(message);
      return;
    }
    const from = readXorAddress(message.attributes['XOR-PEER-ADDRESS']);
    const data = message.attributes.DATA;
    if (message.method === METHOD.Data && from && data)
      endpoint.onPacket(Buffer.from(data), from, endpoint.relay);
  });

  // Without a credential the server says who it is, and with what it will recognise us (RFC 8489 §9.2).
  const wish: Attributes = { 'REQUESTED-TRANSPORT': UDP };
  const challenge = await ask(METHOD.Allocate, wish);
  const { REALM: realm = new Uint8Array(), NONCE: nonce = new Uint8Array() } = challenge.attributes;
  const credential: Attributes = { USERNAME: Buffer.from(USER.username), REALM: realm, NONCE: nonce };
  const words = `${USER.username}:${Buffer.from(realm).toString()}:${USER.password}`;
  const key = createHash('md5').update(words).digest();
  const allocated = await ask(METHOD.Allocate, { ...wish, ...credential }, key);
  const mappedAddress = readXorAddress(allocated.attributes['XOR-MAPPED-ADDRESS']);
  const relayedAddress = readXorAddress(allocated.attributes['XOR-RELAYED-ADDRESS']);
  if (!mappedAddress || !relayedAddress) throw new Error('the server lends no relay');

  return Object.assign(endpoint, {
    mappedAddress,
    relayedAddress,
    async permit(addresses: readonly string[]): Promise<void> {
      await Promise.all(
        [...new Set(addresses)].map((address) =>
          ask(
            METHOD.CreatePermission,
            { 'XOR-PEER-ADDRESS': xorAddress({ address, port: 0 }), ...credential },
            key,
          ),
        ),
      );
    },
    close(): void {
      if (!isOpen) return;
      const transactionId = newTransactionId();
      const attributes = { LIFETIME: Buffer.alloc(4), ...credential };
      toServer(encode({ class: 'request', method: METHOD.Refresh, transactionId, attributes }, key));
      isOpen = false;
      socket.close();
    },
  });
}
