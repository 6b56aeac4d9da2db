import { bytesToHex } from '@noble/hashes/utils.js';
import type { IpAddress } from '../../bytes/address.ts';
import { METHOD, type StunAttribute, TRANSACTION_ID_LENGTH, encodeStun } from '../../stun/index.ts';
import type { Credential } from './credential.ts';
import type { Channel, ClientState, Permission } from './state.ts';
import type { AskedBecause, TurnClientAction, TurnClientConfig } from './types.ts';

/** What a request is for. */
export type Purpose =
  | { readonly kind: 'allocate' | 'refresh' | 'delete' }
  | { readonly kind: 'permit'; readonly permission: Permission }
  | { readonly kind: 'bind-channel'; readonly channel: Channel };

/** What has to be known of a request when its response comes. */
export interface Asked {
  readonly purpose: Purpose;
  /** With which it was sent. */
  readonly credential: Credential | undefined;
  /** How many times in a row this was refused for its nonce. */
  readonly staleNonces: number;
  /** A response came that wasn't authenticated. */
  isViolated: boolean;
}

const METHODS = {
  allocate: METHOD.Allocate,
  refresh: METHOD.Refresh,
  delete: METHOD.Refresh,
  permit: METHOD.CreatePermission,
  'bind-channel': METHOD.ChannelBind,
} as const satisfies Record<Purpose['kind'], number>;

/** IANA protocol number of UDP, between the server and the peers (RFC 8656 §18.8). */
const UDP = 17;

/** The method of a request for this purpose. */
export function methodOf({ kind }: Purpose): number {
  return METHODS[kind];
}

/** Sends a request for the first time, with the latest credential. */
export function ask(
  state: ClientState,
  at: number,
  purpose: Purpose,
  why: AskedBecause = 'wanted',
  staleNonces = 0,
): TurnClientAction[] {
  const { config, credential, transactions } = state;
  const transactionId = newTransactionId(config.random);
  const bytes = encodeStun(
    {
      class: 'request',
      method: methodOf(purpose),
      transactionId,
      attributes: [...attributesOf(purpose, config), ...(credential?.attributes ?? [])],
    },
    credential && { integrity: credential.integrity },
  );
  const id = bytesToHex(transactionId);
  transactions.start(at, {
    transactionId: id,
    bytes,
    context: { purpose, credential, staleNonces, isViolated: false },
    transport: config.transport === 'tcp' ? 'reliable' : 'unreliable',
    ...(config.retransmission && { retransmission: config.retransmission }),
  });
  return sent(at, purpose, id, bytes, why);
}

/** The actions of sending a request, for the first time or again. */
export function sent(
  at: number,
  purpose: Purpose,
  transactionId: string,
  bytes: Uint8Array,
  why: AskedBecause,
): TurnClientAction[] {
  const method = methodOf(purpose);
  return [
    { kind: 'send', bytes },
    { kind: 'trace', at, decision: 'asked', method, transactionId, why },
  ];
}

export function newTransactionId(random: () => number): Uint8Array {
  return Uint8Array.from({ length: TRANSACTION_ID_LENGTH }, () => Math.floor(random() * 256));
}

/** What a request says besides who sends it. */
function attributesOf(purpose: Purpose, config: TurnClientConfig): StunAttribute[] {
  switch (purpose.kind) {
    case 'allocate':
      return [
        ...softwareOf(config),
        { type: 'REQUESTED-TRANSPORT', protocol: UDP },
        ...(config.family === 6 ? [{ type: 'REQUESTED-ADDRESS-FAMILY', family: 6 } as const] : []),
        ...lifetimeOf(config.lifetimeSeconds),
      ];
    case 'refresh':
      return [...softwareOf(config), ...lifetimeOf(config.lifetimeSeconds)];
    // RFC 8656 §8.1: "it includes a LIFETIME attribute with a value of zero".
    case 'delete':
      return [...softwareOf(config), ...lifetimeOf(0)];
    case 'permit':
      return [peerAddress(purpose.permission.peer)];
    case 'bind-channel': {
      const { number, peer } = purpose.channel;
      return [
        { type: 'CHANNEL-NUMBER', channelNumber: number },
        { type: 'XOR-PEER-ADDRESS', address: peer },
      ];
    }
  }
}

function softwareOf({ software }: TurnClientConfig): StunAttribute[] {
  return software === undefined ? [] : [{ type: 'SOFTWARE', software }];
}

function lifetimeOf(lifetimeSeconds: number | undefined): StunAttribute[] {
  return lifetimeSeconds === undefined ? [] : [{ type: 'LIFETIME', lifetimeSeconds }];
}

/** RFC 8656 §10.1: "The port portion of each XOR-PEER-ADDRESS attribute will be ignored and can be any arbitrary value." */
function peerAddress({ family, address }: IpAddress): StunAttribute {
  return { type: 'XOR-PEER-ADDRESS', address: { family, address, port: 0 } };
}
