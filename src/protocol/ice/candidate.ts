import { type Result, err, ok } from '../result.ts';
import {
  type CandidateField,
  type CandidateFieldName,
  REQUIRED_FIELDS,
  candidateFields,
} from './candidate-fields.ts';
import { type FieldFault, expectedIn, faultOf } from './candidate-grammar.ts';

/** How a TCP candidate makes its connection. RFC 6544 §4.5. */
export type TcpType = 'active' | 'passive' | 'so';

/** A candidate line as values. RFC 8839 §5.1; `tcpType` RFC 6544 §4.5. */
export interface Candidate {
  readonly foundation: string;
  /** 1 to 256. */
  readonly component: number;
  /** Lower case: `udp`, `tcp`, or a later extension. */
  readonly transport: string;
  /** 1 to 2^31 − 1. */
  readonly priority: number;
  /** IPv4, IPv6, or a name, as written; browsers hide host addresses behind `<uuid>.local`. */
  readonly address: string;
  readonly port: number;
  /** Lower case: `host`, `srflx`, `prflx`, `relay`, or a later extension. */
  readonly type: string;
  /** The base of a reflexive candidate, the mapped address of a relayed one; 0.0.0.0 or :: where it is hidden. */
  readonly relatedAddress?: string;
  readonly relatedPort?: number;
  /** Of TCP candidates. It isn't repeated among the extensions. */
  readonly tcpType?: TcpType;
  /** All other extensions in their order, such as `generation`, `ufrag`, `network-id`, `network-cost`. */
  readonly extensions: readonly (readonly [name: string, value: string])[];
}

/** Why a line is no candidate: what is wrong with which field, and where in the line. */
export interface CandidateError {
  /** 'empty' is the empty string, by which browsers say that there are no more candidates. */
  readonly kind: FieldFault | 'missing-field' | 'empty';
  readonly field: CandidateFieldName;
  /** Of the field, or of the place where it should be; counted from 1. */
  readonly column: number;
  /** What stands there. */
  readonly text: string;
  /** What should stand there, in words for developers. */
  readonly expected: string;
}

/**
 * Reads a candidate line with or without `a=candidate:` or `candidate:` in front and a line break behind.
 * Follows the grammar of RFC 8839 §5.1 (for TCP RFC 6544 §4.5) and the ranges that its text gives.
 *
 * Browsers write more than the RFCs say. Accepted for their sake:
 * - `raddr 0.0.0.0 rport 0` for a hidden related address, where §5.1 asks for port 9;
 * - port 0 of an active TCP candidate, where RFC 6544 §4.5 asks for port 9 (other candidates need a port);
 * - `.local` names, though an agent "MUST NOT use FQDN addresses": draft-ietf-mmusic-mdns-ice-candidates;
 * - `tcptype` behind other extensions, where RFC 6544 §4.5 puts it first.
 */
export function parseCandidate(line: string): Result<Candidate, CandidateError> {
  const fields = candidateFields(line);
  const words = fields.filter(({ name }) => name !== 'prefix');
  for (const field of words) {
    const kind = faultOf(field.name, field.text);
    if (kind) return err(errorAt(kind, field));
  }
  const missing = missingField(words);
  if (missing) {
    const end = fields.at(-1)?.end ?? 0;
    const kind = words.length === 0 ? 'empty' : 'missing-field';
    return err(errorAt(kind, { name: missing, start: end, end, text: '' }));
  }

  const candidate = candidateOf(words);
  const port = words.find(({ name }) => name === 'port');
  // RFC 6544 §4.5: only who will connect itself has no port of its own.
  if (port && candidate.port === 0 && candidate.tcpType !== 'active') {
    return err({ ...errorAt('out-of-range', port), expected: 'an integer from 1 to 65535' });
  }
  return ok(candidate);
}

function errorAt(kind: CandidateError['kind'], { name, start, text }: CandidateField): CandidateError {
  return { kind, field: name, column: start + 1, text, expected: expectedIn(name) };
}

/** The field that the line should go on with, if it ends too early. */
function missingField(words: readonly CandidateField[]): CandidateFieldName | undefined {
  const required = REQUIRED_FIELDS[words.length];
  if (required) return required;
  const last = words.at(-1);
  if (last?.name === 'raddr') return 'relatedAddress';
  if (last?.name === 'rport') return 'relatedPort';
  if (last?.name === 'extensionName') return 'extensionValue';
  const isTcp = textOf(words, 'transport').toLowerCase() === 'tcp';
  return isTcp && !words.some(({ name }) => name === 'tcpType') ? 'tcpType' : undefined;
}

function textOf(words: readonly CandidateField[], name: CandidateFieldName): string {
  return words.find((field) => field.name === name)?.text ?? '';
}

/** Values of a line whose fields are all there and right. */
function candidateOf(words: readonly CandidateField[]): Candidate {
  const optional = (name: CandidateFieldName) => words.find((field) => field.name === name)?.text;
  const relatedAddress = optional('relatedAddress');
  const relatedPort = optional('relatedPort');
  const tcpType = optional('tcpType')?.toLowerCase();
  return {
    foundation: textOf(words, 'foundation'),
    component: Number(textOf(words, 'component')),
    transport: textOf(words, 'transport').toLowerCase(),
    priority: Number(textOf(words, 'priority')),
    address: textOf(words, 'address'),
    port: Number(textOf(words, 'port')),
    type: textOf(words, 'type').toLowerCase(),
    ...(relatedAddress !== undefined && { relatedAddress }),
    ...(relatedPort !== undefined && { relatedPort: Number(relatedPort) }),
    ...(isTcpType(tcpType) && { tcpType }),
    extensions: extensionsOf(words),
  };
}

function isTcpType(text: string | undefined): text is TcpType {
  return text === 'active' || text === 'passive' || text === 'so';
}

function extensionsOf(words: readonly CandidateField[]): [string, string][] {
  const extensions: [string, string][] = [];
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    if (word.name === 'extensionName' && next?.name === 'extensionValue') {
      extensions.push([word.text, next.text]);
    }
  }
  return extensions;
}

/** The line of a candidate, from `candidate:` on, as `RTCIceCandidate.candidate` has it. RFC 8839 §5.1. */
export function printCandidate(candidate: Candidate): string {
  const { foundation, component, transport, priority, address, port, type } = candidate;
  const words = [foundation, component, transport, priority, address, port, 'typ', type];
  if (candidate.relatedAddress !== undefined) words.push('raddr', candidate.relatedAddress);
  if (candidate.relatedPort !== undefined) words.push('rport', candidate.relatedPort);
  if (candidate.tcpType) words.push('tcptype', candidate.tcpType);
  return `candidate:${[...words, ...candidate.extensions.flat()].join(' ')}`;
}
