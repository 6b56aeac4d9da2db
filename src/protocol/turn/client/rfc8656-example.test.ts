import { describe, expect, it } from 'vitest';
import {
  type DecodedStun,
  METHOD,
  PASSWORD_ALGORITHM,
  type StunAttribute,
  encodeStun,
  longTermKey,
  verifyMessageIntegritySha256,
} from '../../stun/index.ts';
import { encodeChannelData } from '../channel-data.ts';
import { createTestClient, requestOf, respond, told } from './testing.ts';

/*
 * The message sequence of RFC 8656 §20, figures 12 to 18. The server's messages are built from the values there; its
 * password isn't given. What we leave out is optional: DONT-FRAGMENT, and MESSAGE-INTEGRITY beside
 * MESSAGE-INTEGRITY-SHA256 in figure 12, which the text below it doesn't have. Figure 18 ends with MESSAGE-INTEGRITY where
 * RFC 8489 §9.2.4 wants MESSAGE-INTEGRITY-SHA256: here it is the latter.
 */
const REALM = 'example.com';
const PASSWORD = 'not given in the RFC';
const NONCE = 'obMatJos2gAAAadl7W7PeDU4hKE72jda';
const KEY = longTermKey({ username: 'George', realm: REALM, password: PASSWORD, algorithm: 'SHA-256' });
const PROTECTED = { integrity: { key: KEY, algorithm: 'sha256' } } as const;
const NONE = new Uint8Array(0);

const SERVER_SOFTWARE: StunAttribute = { type: 'SOFTWARE', software: 'Example server, version 1.17' };
const ALGORITHMS: StunAttribute = {
  type: 'PASSWORD-ALGORITHMS',
  algorithms: [
    { algorithm: PASSWORD_ALGORITHM.MD5, parameters: NONE },
    { algorithm: PASSWORD_ALGORITHM['SHA-256'], parameters: NONE },
  ],
};
const challengeOf = (code: 401 | 438, reason: string): StunAttribute[] => [
  SERVER_SOFTWARE,
  { type: 'ERROR-CODE', code, reason },
  { type: 'REALM', realm: REALM },
  { type: 'NONCE', nonce: NONCE },
  ALGORITHMS,
];
/** What authenticates each request of the example after the first. */
const CREDENTIAL: StunAttribute[] = [
  { type: 'USERNAME', username: 'George' },
  { type: 'REALM', realm: REALM },
  { type: 'NONCE', nonce: NONCE },
  ALGORITHMS,
  { type: 'PASSWORD-ALGORITHM', algorithm: PASSWORD_ALGORITHM['SHA-256'], parameters: NONE },
];
const SOFTWARE: StunAttribute = { type: 'SOFTWARE', software: 'Example client 1.03' };
const UDP: StunAttribute = { type: 'REQUESTED-TRANSPORT', protocol: 17 };
const HOUR: StunAttribute = { type: 'LIFETIME', lifetimeSeconds: 3600 };

const PEER_A = { family: 4, address: '192.0.2.150', port: 32_102 } as const;
const PEER_B = { family: 4, address: '192.0.2.210', port: 49_191 } as const;
const DATA = Uint8Array.of(0x2e, 0x2e, 0x2e);

/** "the order of attributes in a message is arbitrary", so the example's and ours are compared by name. */
function expectRequest(message: DecodedStun, method: number, attributes: readonly StunAttribute[]): void {
  const byName = (a: StunAttribute, b: StunAttribute) => a.type.localeCompare(b.type);
  const said = message.attributes.filter(({ type }) => type !== 'MESSAGE-INTEGRITY-SHA256');
  expect(message).toMatchObject({ class: 'request', method });
  expect(said.toSorted(byName)).toEqual(attributes.toSorted(byName));
}

function expectAuthenticated(
  message: DecodedStun,
  method: number,
  attributes: readonly StunAttribute[],
): void {
  expectRequest(message, method, [...attributes, ...CREDENTIAL]);
  expect(verifyMessageIntegritySha256(message, KEY)).toBe('valid');
}

describe('the detailed example of RFC 8656 §20', () => {
  const client = createTestClient({
    username: 'George',
    password: PASSWORD,
    software: 'Example client 1.03',
    lifetimeSeconds: 3600,
  });

  it('figure 12: Allocate, 401, Allocate with credentials, success', () => {
    const first = requestOf(client.allocate(0));
    expectRequest(first, METHOD.Allocate, [SOFTWARE, HOUR, UDP]);
    const refusal = respond(first, 'error', challengeOf(401, 'Unauthorized'));
    const second = requestOf(client.handlePacket(0, refusal));
    expectAuthenticated(second, METHOD.Allocate, [SOFTWARE, HOUR, UDP]);
    expect(second.transactionId).not.toEqual(first.transactionId);
    const relayedAddress = { family: 4, address: '192.0.2.15', port: 50_000 } as const;
    const mappedAddress = { family: 4, address: '192.0.2.1', port: 7000 } as const;
    const success = respond(
      second,
      'success',
      [
        SERVER_SOFTWARE,
        { type: 'LIFETIME', lifetimeSeconds: 1200 },
        { type: 'XOR-RELAYED-ADDRESS', address: relayedAddress },
        { type: 'XOR-MAPPED-ADDRESS', address: mappedAddress },
      ],
      PROTECTED,
    );
    expect(told(client.handlePacket(0, success))).toEqual([
      { kind: 'allocated', relayedAddress, mappedAddress, lifetimeSeconds: 1200 },
    ]);
  });

  it('figure 13: CreatePermission for peer A, its port 0', () => {
    const request = requestOf(client.permit(0, PEER_A.address));
    expectAuthenticated(request, METHOD.CreatePermission, [
      { type: 'XOR-PEER-ADDRESS', address: { ...PEER_A, port: 0 } },
    ]);
    expect(told(client.handlePacket(0, respond(request, 'success', [], PROTECTED)))).toEqual([
      { kind: 'permitted', peerAddress: PEER_A.address },
    ]);
  });

  it('figure 14: a Send indication to peer A, a Data indication from it', () => {
    const attributes: StunAttribute[] = [
      { type: 'XOR-PEER-ADDRESS', address: PEER_A },
      { type: 'DATA', data: DATA },
    ];
    const sent = requestOf(client.send(0, PEER_A, DATA));
    expect(sent).toMatchObject({ class: 'indication', method: METHOD.Send, attributes });
    const data = {
      class: 'indication',
      method: METHOD.Data,
      transactionId: new Uint8Array(12),
      attributes,
    } as const;
    expect(client.handlePacket(0, encodeStun(data))).toEqual([{ kind: 'data', peer: PEER_A, bytes: DATA }]);
  });

  it('figure 15: ChannelBind of 0x4000 to peer B', () => {
    const request = requestOf(client.bindChannel(0, PEER_B));
    expectAuthenticated(request, METHOD.ChannelBind, [
      { type: 'CHANNEL-NUMBER', channelNumber: 0x4000 },
      { type: 'XOR-PEER-ADDRESS', address: PEER_B },
    ]);
    expect(told(client.handlePacket(0, respond(request, 'success', [], PROTECTED)))).toEqual([
      { kind: 'permitted', peerAddress: PEER_B.address },
      { kind: 'channel-bound', peer: PEER_B, channel: 0x4000 },
    ]);
  });

  it('figure 16: ChannelData to peer B and from it', () => {
    const message = encodeChannelData({ channel: 0x4000, data: DATA }, false);
    expect(client.send(0, PEER_B, DATA)).toEqual([{ kind: 'send', bytes: message }]);
    expect(client.handlePacket(0, message)).toEqual([{ kind: 'data', peer: PEER_B, bytes: DATA }]);
  });

  it('figure 17: ChannelBind again, before its 10 minutes are up', () => {
    // The permissions are due before: "permissions need to be refreshed more frequently than channels" (§12.1).
    const asked = client.handleTimeout(540_000).filter(({ kind }) => kind === 'send');
    const requests = asked.map((action) => requestOf([action]));
    const rebinding = requests.find(({ method }) => method === METHOD.ChannelBind);
    if (!rebinding) throw new Error('no ChannelBind');
    expectAuthenticated(rebinding, METHOD.ChannelBind, [
      { type: 'CHANNEL-NUMBER', channelNumber: 0x4000 },
      { type: 'XOR-PEER-ADDRESS', address: PEER_B },
    ]);
    for (const request of requests) {
      expect(told(client.handlePacket(540_000, respond(request, 'success', [], PROTECTED)))).toEqual([]);
    }
  });

  it('figure 18: Refresh before the 20 minutes are up, 438, Refresh with the new nonce, success', () => {
    const at = 1_140_000;
    const refreshOf = (actions: ReturnType<typeof client.handleTimeout>) =>
      actions
        .filter(({ kind }) => kind === 'send')
        .map((action) => requestOf([action]))
        .filter(({ method }) => method === METHOD.Refresh)[0];
    expect(refreshOf(client.handleTimeout(at - 1))).toBeUndefined();
    const first = refreshOf(client.handleTimeout(at));
    if (!first) throw new Error('no Refresh');
    // The example's client leaves LIFETIME out here; ours asks for its hour again.
    expectAuthenticated(first, METHOD.Refresh, [SOFTWARE, HOUR]);
    const stale = respond(first, 'error', challengeOf(438, 'Stale Nonce'));
    const second = requestOf(client.handlePacket(at, stale));
    expectAuthenticated(second, METHOD.Refresh, [SOFTWARE, HOUR]);
    expect(second.transactionId).not.toEqual(first.transactionId);
    const success = [SERVER_SOFTWARE, { type: 'LIFETIME', lifetimeSeconds: 600 }] as const;
    expect(told(client.handlePacket(at, respond(second, 'success', success, PROTECTED)))).toEqual([]);
    expect(client.relayedAddress).toBeDefined();
  });
});
