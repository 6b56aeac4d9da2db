import {
  METHOD,
  PASSWORD_ALGORITHM,
  type StunAttribute,
  type StunMessage,
  type TransportAddress,
  encodeStun,
  longTermKey,
  nonceCookie,
  shortTermKey,
  utf8Encode,
} from '#src/protocol/index.ts';
import { encodeChannelData } from '#src/protocol/turn/channel-data.ts';

/*
 * Messages of one session, made by the site's own core as a client, a server and a peer send them. The addresses are
 * those for documentation (RFC 5737). The transaction ids would be random (RFC 8489 §5); here they stand still.
 */

/** The client as the server sees it, its address on the server, and the peer. */
const CLIENT: TransportAddress = { family: 4, address: '203.0.113.7', port: 50_000 };
const RELAYED: TransportAddress = { family: 4, address: '192.0.2.15', port: 49_170 };
const PEER: TransportAddress = { family: 4, address: '198.51.100.23', port: 40_404 };

/** Of the TURN server (long-term) and of the check between two peers (short-term). */
export const TURN_CREDENTIAL = {
  username: 'alice',
  realm: 'example.org',
  password: 'correct horse',
} as const;
export const CHECK_PASSWORD = 'asd88fgpdd777uzjYhagZg';

const CHANNEL = 0x4001;
const NONCE = `${nonceCookie({ passwordAlgorithms: true, usernameAnonymity: false })}5ab3e1c0d94f`;
const TURN_KEY = longTermKey({ ...TURN_CREDENTIAL, algorithm: 'SHA-256' });
const SHA256 = { algorithm: PASSWORD_ALGORITHM['SHA-256'], parameters: new Uint8Array() };
const OFFERED: StunAttribute = {
  type: 'PASSWORD-ALGORITHMS',
  algorithms: [SHA256, { algorithm: PASSWORD_ALGORITHM.MD5, parameters: new Uint8Array() }],
};
const SOFTWARE: StunAttribute = { type: 'SOFTWARE', software: 'Icebreaker' };
const CREDENTIAL: readonly StunAttribute[] = [
  { type: 'USERNAME', username: TURN_CREDENTIAL.username },
  { type: 'REALM', realm: TURN_CREDENTIAL.realm },
  { type: 'NONCE', nonce: NONCE },
  OFFERED,
  { type: 'PASSWORD-ALGORITHM', ...SHA256 },
];

/** @param transaction a request and its response have the same */
function message(
  transaction: number,
  messageClass: StunMessage['class'],
  method: number,
  attributes: readonly StunAttribute[],
): StunMessage {
  const transactionId = Uint8Array.from(
    { length: 12 },
    (_, i) => (i * 0x35 + transaction * 0x1d + 0x4b) & 0xff,
  );
  return { class: messageClass, method, transactionId, attributes };
}

/** With the client's or the server's proof that it knows the password (RFC 8489 §9.2). */
function authenticated(unsigned: StunMessage): Uint8Array {
  return encodeStun(unsigned, { integrity: { key: TURN_KEY, algorithm: 'sha256' } });
}

const peer: StunAttribute = { type: 'XOR-PEER-ADDRESS', address: PEER };

/** By the name of the example; each is made when it is asked for. */
export const MADE = {
  'binding-request': () => encodeStun(message(1, 'request', METHOD.Binding, [])),
  'binding-response': () =>
    encodeStun(
      message(1, 'success', METHOD.Binding, [{ type: 'XOR-MAPPED-ADDRESS', address: CLIENT }, SOFTWARE]),
    ),
  'allocate-401': () =>
    encodeStun(
      message(2, 'error', METHOD.Allocate, [
        { type: 'ERROR-CODE', code: 401, reason: 'Unauthenticated' },
        { type: 'REALM', realm: TURN_CREDENTIAL.realm },
        { type: 'NONCE', nonce: NONCE },
        OFFERED,
        SOFTWARE,
      ]),
    ),
  'allocate-request': () =>
    authenticated(
      message(3, 'request', METHOD.Allocate, [{ type: 'REQUESTED-TRANSPORT', protocol: 17 }, ...CREDENTIAL]),
    ),
  'allocate-success': () =>
    authenticated(
      message(3, 'success', METHOD.Allocate, [
        { type: 'XOR-RELAYED-ADDRESS', address: RELAYED },
        { type: 'LIFETIME', lifetimeSeconds: 600 },
        { type: 'XOR-MAPPED-ADDRESS', address: CLIENT },
        SOFTWARE,
      ]),
    ),
  'create-permission': () =>
    authenticated(message(4, 'request', METHOD.CreatePermission, [peer, ...CREDENTIAL])),
  'channel-bind': () =>
    authenticated(
      message(5, 'request', METHOD.ChannelBind, [
        { type: 'CHANNEL-NUMBER', channelNumber: CHANNEL },
        peer,
        ...CREDENTIAL,
      ]),
    ),
  'data-indication': () =>
    encodeStun(
      message(6, 'indication', METHOD.Data, [
        peer,
        { type: 'DATA', data: utf8Encode('Hello from far away') },
      ]),
    ),
  'channel-data': () => encodeChannelData({ channel: CHANNEL, data: utf8Encode('Hello, peer') }, true),
  'ice-check': () =>
    encodeStun(
      message(7, 'request', METHOD.Binding, [
        { type: 'USERNAME', username: '9uB6:8hhY' },
        { type: 'ICE-CONTROLLING', tiebreaker: 0x6d1f_8a03_c25e_77b9n },
        { type: 'USE-CANDIDATE' },
        // Type preference 110 (peer-reflexive), local preference 65535, component 1 (RFC 8445 §5.1.2.1).
        { type: 'PRIORITY', priority: 1_862_270_975 },
      ]),
      { integrity: { key: shortTermKey(CHECK_PASSWORD), algorithm: 'sha1' }, fingerprint: true },
    ),
} as const satisfies Readonly<Record<string, () => Uint8Array>>;
