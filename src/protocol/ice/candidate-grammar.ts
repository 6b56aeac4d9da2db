import { ipBytes } from '../bytes/address.ts';
import type { CandidateFieldName } from './candidate-fields.ts';

/** How a field breaks the grammar. */
export type FieldFault = 'wrong-syntax' | 'out-of-range' | 'misplaced';

/** What a field must be. Plain data, so that a bundler can leave it out where nobody parses. */
interface FieldRule {
  readonly pattern: RegExp;
  /** Of a number. */
  readonly range?: readonly [least: number, most: number];
  /** What should stand there, in words for developers. */
  readonly expected: string;
}

/** RFC 3261 §25.1: what a `token` is made of. */
const TOKEN = /^[A-Za-z0-9\-.!%*_+`'~]+$/;
/** RFC 4566 §9, obsoleted since but named by RFC 8839 §5.1: `FQDN = 4*(alpha-numeric / "-" / ".")`; a name in DNS has at most 253 characters. */
const FQDN = /^[A-Za-z0-9.-]{4,253}$/;

const ADDRESS: FieldRule = { pattern: /^\S+$/, expected: 'an IPv4 or IPv6 address, or a name' };
const PORT: FieldRule = {
  pattern: /^[0-9]{1,5}$/,
  range: [0, 65535],
  expected: 'an integer from 0 to 65535',
};

/** RFC 8839 §5.1, with the ranges that its text gives; `tcpType` RFC 6544 §4.5. */
const RULES: Readonly<Record<CandidateFieldName, FieldRule>> = {
  prefix: { pattern: /^(?:a=)?candidate:$/, expected: 'candidate:' },
  foundation: { pattern: /^[A-Za-z0-9+/]{1,32}$/, expected: '1 to 32 letters, digits, + or /' },
  component: { pattern: /^[0-9]{1,3}$/, range: [1, 256], expected: 'an integer from 1 to 256' },
  transport: { pattern: TOKEN, expected: 'UDP, TCP, or the name of another transport' },
  priority: {
    pattern: /^[0-9]{1,10}$/,
    range: [1, 2 ** 31 - 1],
    expected: 'an integer from 1 to 2147483647',
  },
  address: ADDRESS,
  port: PORT,
  typ: { pattern: /^typ$/i, expected: 'the word typ' },
  type: { pattern: TOKEN, expected: 'host, srflx, prflx, relay, or the name of another type' },
  raddr: { pattern: /^raddr$/i, expected: 'the word raddr' },
  relatedAddress: ADDRESS,
  rport: { pattern: /^rport$/i, expected: 'the word rport' },
  relatedPort: PORT,
  extensionName: {
    pattern: TOKEN,
    expected: 'the name of an extension; raddr and rport stand right behind the type, in this order',
  },
  extensionValue: { pattern: /^[!-~]*$/, expected: 'visible ASCII characters' },
  tcpType: { pattern: /^(?:active|passive|so)$/i, expected: 'active, passive or so' },
};

/** An IP address of either family, or a name such as a browser's `<uuid>.local`. */
export function isConnectionAddress(text: string): boolean {
  // "the presence of a colon indicates IPv6"; digits and dots alone are an IPv4 address or a mistake.
  return ipBytes(text) !== undefined || (FQDN.test(text) && !/^[0-9.]+$/.test(text));
}

/** What is wrong with the text of a field; undefined where nothing is. */
export function faultOf(name: CandidateFieldName, text: string): FieldFault | undefined {
  const { pattern, range } = RULES[name];
  if (!pattern.test(text)) return 'wrong-syntax';
  if (RULES[name] === ADDRESS && !isConnectionAddress(text)) return 'wrong-syntax';
  if (name === 'extensionName' && /^(?:typ|raddr|rport)$/i.test(text)) return 'misplaced';
  const isOutOfRange = range && (Number(text) < range[0] || Number(text) > range[1]);
  return isOutOfRange ? 'out-of-range' : undefined;
}

/** What should stand in a field, in words for developers. */
export function expectedIn(name: CandidateFieldName): string {
  return RULES[name].expected;
}
