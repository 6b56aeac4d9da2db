import { ipBytes } from '../bytes/address.ts';
import type { CandidateFieldName } from './candidate-fields.ts';

/** How a field breaks the grammar. */
export type FieldFault = 'wrong-syntax' | 'out-of-range' | 'misplaced';

interface FieldRule {
  /** What should stand there, in words for developers. */
  readonly expected: string;
  /** undefined where the text is right. */
  readonly fault: (text: string) => FieldFault | undefined;
}

function matching(pattern: RegExp, expected: string): FieldRule {
  return { expected, fault: (text) => (pattern.test(text) ? undefined : 'wrong-syntax') };
}

/** Decimal digits, at most `digits` of them, with a value in a range. */
function decimal(digits: number, least: number, most: number): FieldRule {
  return {
    expected: `an integer from ${least} to ${most}`,
    fault(text) {
      if (!/^[0-9]+$/.test(text) || text.length > digits) return 'wrong-syntax';
      return Number(text) < least || Number(text) > most ? 'out-of-range' : undefined;
    },
  };
}

/** RFC 3261 §25.1: what a `token` is made of. */
const TOKEN = /^[A-Za-z0-9\-.!%*_+`'~]+$/;
/** RFC 4566 §9: `FQDN = 4*(alpha-numeric / "-" / ".")`; a name in DNS has at most 253 characters. */
const FQDN = /^[A-Za-z0-9.-]{4,253}$/;

/** An IP address of either family, or a name such as a browser's `<uuid>.local`. */
export function isConnectionAddress(text: string): boolean {
  // "the presence of a colon indicates IPv6"; digits and dots alone are an IPv4 address or a mistake.
  return ipBytes(text) !== undefined || (FQDN.test(text) && !/^[0-9.]+$/.test(text));
}

const ADDRESS: FieldRule = {
  expected: 'an IPv4 or IPv6 address, or a name',
  fault: (text) => (isConnectionAddress(text) ? undefined : 'wrong-syntax'),
};
const PORT = decimal(5, 0, 65535);

const EXTENSION_NAME: FieldRule = {
  expected: 'the name of an extension; raddr and rport stand right behind the type, in this order',
  fault(text) {
    if (!TOKEN.test(text)) return 'wrong-syntax';
    return /^(?:typ|raddr|rport)$/i.test(text) ? 'misplaced' : undefined;
  },
};

const RULES: Readonly<Record<CandidateFieldName, FieldRule>> = {
  prefix: matching(/^(?:a=)?candidate:$/, 'candidate:'),
  foundation: matching(/^[A-Za-z0-9+/]{1,32}$/, '1 to 32 letters, digits, + or /'),
  component: decimal(3, 1, 256),
  transport: matching(TOKEN, 'UDP, TCP, or the name of another transport'),
  priority: decimal(10, 1, 2 ** 31 - 1),
  address: ADDRESS,
  port: PORT,
  typ: matching(/^typ$/i, 'the word typ'),
  type: matching(TOKEN, 'host, srflx, prflx, relay, or the name of another type'),
  raddr: matching(/^raddr$/i, 'the word raddr'),
  relatedAddress: ADDRESS,
  rport: matching(/^rport$/i, 'the word rport'),
  relatedPort: PORT,
  extensionName: EXTENSION_NAME,
  extensionValue: matching(/^[!-~]*$/, 'visible ASCII characters'),
  tcpType: matching(/^(?:active|passive|so)$/i, 'active, passive or so'),
};

/** What is wrong with the text of a field; undefined where nothing is. RFC 8839 §5.1. */
export function faultOf(name: CandidateFieldName, text: string): FieldFault | undefined {
  return RULES[name].fault(text);
}

/** What should stand in a field, in words for developers. */
export function expectedIn(name: CandidateFieldName): string {
  return RULES[name].expected;
}
