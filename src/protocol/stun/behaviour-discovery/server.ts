import { type TransportAddress, formatTransportAddress, isSameTransport } from '../../bytes/address.ts';
import { decodeStun } from '../decode.ts';
import { encodeStun } from '../encode.ts';
import { type StunErrorCode, errorReason } from '../error-codes.ts';
import { verifyFingerprint } from '../fingerprint.ts';
import { METHOD, type StunClass } from '../header.ts';
import { type StunMessage, findAttribute, unknownComprehensionRequired } from '../message.ts';
import type { StunAttribute } from '../registry.ts';
import type {
  BehaviourServer,
  BehaviourServerAction,
  BehaviourServerConfig,
  BehaviourServerIgnoredReason,
  BehaviourServerTrace,
} from './server-types.ts';

/** The MTU of Ethernet: as much as it takes that IP fragments the answer. */
const MOST_PADDING_BYTES = 1500;

/** A Binding request, and where it arrived. */
interface Request {
  readonly at: number;
  /** Da:Dp. */
  readonly to: TransportAddress;
  readonly client: TransportAddress;
  readonly message: StunMessage;
}

/**
 * A server for NAT behaviour discovery: see `BehaviourServer`.
 *
 * @throws RangeError where the alternate address hasn't another IP address of the same family and another port
 */
export function createBehaviourServer(config: BehaviourServerConfig): BehaviourServer {
  const addresses = addressesOf(config);
  return {
    addresses,
    handlePacket(at, to, client, bytes) {
      if (!addresses.some((address) => isSameTransport(address, to))) {
        return ignored(at, client, 'not-our-address', formatTransportAddress(to));
      }
      return handlePacket(config, at, to, client, bytes);
    },
  };
}

/** RFC 5780 §6: "it can send and receive datagrams using the same ports on each IP address". */
function addressesOf({ primary, alternate }: BehaviourServerConfig): TransportAddress[] {
  if (!alternate) return [primary];
  const isOther =
    alternate.family === primary.family &&
    alternate.address !== primary.address &&
    alternate.port !== primary.port;
  if (!isOther) {
    const [one, two] = [primary, alternate].map(formatTransportAddress);
    throw new RangeError(`not another IP address and port of one family: ${one}, ${two}`);
  }
  return [primary, { ...primary, port: alternate.port }, { ...alternate, port: primary.port }, alternate];
}

/** The checks of RFC 8489 §6.3 that come before the attributes. */
function handlePacket(
  config: BehaviourServerConfig,
  at: number,
  to: TransportAddress,
  client: TransportAddress,
  bytes: Uint8Array,
): BehaviourServerAction[] {
  const decoded = decodeStun(bytes);
  if (!decoded.ok) return ignored(at, client, 'malformed-stun', decoded.error.kind);
  const message = decoded.value;
  if (verifyFingerprint(message) === 'invalid') return ignored(at, client, 'wrong-fingerprint');
  if (message.class !== 'request') return ignored(at, client, 'unexpected-class', message.class);
  if (message.method !== METHOD.Binding) return ignored(at, client, 'unknown-method', `${message.method}`);
  return handleBinding(config, { at, to, client, message });
}

function handleBinding(config: BehaviourServerConfig, request: Request): BehaviourServerAction[] {
  const { message, to, client } = request;
  // RFC 5780 §6.1: "If the Request contains the CHANGE-REQUEST attribute and the server does not have an alternate
  // address and port as described above, the server MUST generate an error response of type 420."
  const unknown = unknownComprehensionRequired(message, [
    'PADDING',
    'RESPONSE-PORT',
    ...(config.alternate ? (['CHANGE-REQUEST'] as const) : []),
  ]);
  if (unknown.length > 0) {
    const names = unknown.map((type) => `0x${type.toString(16).padStart(4, '0')}`).join(' ');
    const list = { type: 'UNKNOWN-ATTRIBUTES', types: unknown } as const;
    return refuse(config, request, 420, `unknown: ${names}`, [list]);
  }
  const padding = findAttribute(message, 'PADDING');
  const responsePort = findAttribute(message, 'RESPONSE-PORT');
  // RFC 5780 §6.1: "If the Request also contains the RESPONSE-PORT attribute the server MUST return an error response
  // of type 400."
  if (padding && responsePort) return refuse(config, request, 400, 'RESPONSE-PORT together with PADDING');
  if (responsePort?.port === 0) return refuse(config, request, 400, 'nothing can be sent to port 0');

  const other = config.alternate && otherOf(config.primary, config.alternate, to);
  const origin = originOf(message, to, other ?? to);
  return respond(
    config,
    request,
    { class: 'success', from: origin, port: responsePort?.port ?? client.port },
    [
      // RFC 5780 §6.1: "The server MUST include both MAPPED-ADDRESS and XOR-MAPPED-ADDRESS in its Response."
      { type: 'MAPPED-ADDRESS', address: client },
      { type: 'XOR-MAPPED-ADDRESS', address: client },
      { type: 'RESPONSE-ORIGIN', address: origin },
      ...(other ? [{ type: 'OTHER-ADDRESS', address: other } as const] : []),
      ...(padding ? [{ type: 'PADDING', padding: ofLength(padding.padding.length) } as const] : []),
    ],
    { decision: 'answered', origin, port: responsePort?.port ?? client.port },
  );
}

/** Ca:Cp, "regardless of the value of the CHANGE-REQUEST flags" (RFC 5780 §6.1). */
function otherOf(
  primary: TransportAddress,
  alternate: TransportAddress,
  { address, port }: TransportAddress,
): TransportAddress {
  return {
    family: primary.family,
    address: address === primary.address ? alternate.address : primary.address,
    port: port === primary.port ? alternate.port : primary.port,
  };
}

/** Table 1 of RFC 5780 §6.1: where the answer to a request that arrived at Da:Dp leaves from. */
function originOf(message: StunMessage, to: TransportAddress, other: TransportAddress): TransportAddress {
  const change = findAttribute(message, 'CHANGE-REQUEST');
  return {
    family: to.family,
    address: change?.changeAddress ? other.address : to.address,
    port: change?.changePort ? other.port : to.port,
  };
}

/**
 * RFC 5780 §6.1 recommends the MTU, "rounded up to an even multiple of four bytes"; §7.6 has the client send as much.
 * Whoever sent less gets no more than that: the request may be forged, and a short one mustn't make a long answer.
 */
function ofLength(asked: number): Uint8Array {
  return new Uint8Array(Math.min(MOST_PADDING_BYTES, asked + (-asked & 3)));
}

function refuse(
  config: BehaviourServerConfig,
  request: Request,
  code: StunErrorCode,
  why: string,
  attributes: readonly StunAttribute[] = [],
): BehaviourServerAction[] {
  const error: StunAttribute = { type: 'ERROR-CODE', code, reason: errorReason(code) };
  const route = { class: 'error', from: request.to, port: request.client.port } as const;
  return respond(config, request, route, [error, ...attributes], { decision: 'refused', code, why });
}

function respond(
  { software }: BehaviourServerConfig,
  { at, client, message }: Request,
  route: { readonly class: StunClass; readonly from: TransportAddress; readonly port: number },
  attributes: readonly StunAttribute[],
  decision: Decision,
): BehaviourServerAction[] {
  const named: StunAttribute[] = software === undefined ? [] : [{ type: 'SOFTWARE', software }];
  const bytes = encodeStun(
    { ...message, class: route.class, attributes: [...attributes, ...named] },
    { fingerprint: findAttribute(message, 'FINGERPRINT') !== undefined },
  );
  return [
    { kind: 'send', from: route.from, to: { ...client, port: route.port }, bytes },
    { kind: 'trace', at, client, ...decision },
  ];
}

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
type Decision = Without<BehaviourServerTrace, 'kind' | 'at' | 'client'>;

function ignored(
  at: number,
  client: TransportAddress,
  reason: BehaviourServerIgnoredReason,
  detail: string | undefined = undefined,
): BehaviourServerAction[] {
  return [
    { kind: 'trace', at, client, decision: 'ignored', reason, ...(detail !== undefined && { detail }) },
  ];
}
