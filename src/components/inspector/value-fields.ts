import type { DissectedAttribute, KnownAttribute } from '#src/protocol/index.ts';
import type { Field, FieldKind, FieldName } from './model.ts';

/** A field by its length in bytes; 'rest' takes what is left of the value. */
type Part = readonly [name: FieldName, kind: FieldKind, length: number | 'rest'];

const ADDRESS: readonly Part[] = [
  ['reserved', 'filler', 1],
  ['family', 'address', 1],
  ['port', 'address', 2],
  ['address', 'address', 'rest'],
];
const XOR_ADDRESS: readonly Part[] = [
  ['reserved', 'filler', 1],
  ['family', 'address', 1],
  ['xorPort', 'address', 2],
  ['xorAddress', 'address', 'rest'],
];
const TEXT: readonly Part[] = [['text', 'text', 'rest']];
const FAMILY: readonly Part[] = [
  ['family', 'address', 1],
  ['reserved', 'filler', 3],
];
const ERROR: readonly Part[] = [
  ['errorClass', 'number', 1],
  ['errorNumber', 'number', 1],
  ['reason', 'text', 'rest'],
];
const TIEBREAKER: readonly Part[] = [['tiebreaker', 'number', 8]];
const HMAC: readonly Part[] = [['hmac', 'proof', 'rest']];
const NOTHING: readonly Part[] = [];

/** How the value of each attribute is divided: the bit diagrams of the RFCs, byte by byte. */
const PARTS: {
  readonly [
    T in Exclude<KnownAttribute['type'], 'UNKNOWN-ATTRIBUTES' | 'PASSWORD-ALGORITHM' | 'PASSWORD-ALGORITHMS'>
  ]: readonly Part[];
} = {
  'MAPPED-ADDRESS': ADDRESS,
  'ALTERNATE-SERVER': ADDRESS,
  'XOR-MAPPED-ADDRESS': XOR_ADDRESS,
  'XOR-PEER-ADDRESS': XOR_ADDRESS,
  'XOR-RELAYED-ADDRESS': XOR_ADDRESS,
  USERNAME: TEXT,
  REALM: TEXT,
  NONCE: TEXT,
  SOFTWARE: TEXT,
  'ALTERNATE-DOMAIN': TEXT,
  USERHASH: [['userhash', 'proof', 32]],
  'MESSAGE-INTEGRITY': HMAC,
  'MESSAGE-INTEGRITY-SHA256': HMAC,
  FINGERPRINT: [['fingerprint', 'proof', 4]],
  'ERROR-CODE': [['reserved', 'filler', 2], ...ERROR],
  'ADDRESS-ERROR-CODE': [['family', 'address', 1], ['reserved', 'filler', 1], ...ERROR],
  PRIORITY: [['priority', 'number', 4]],
  'ICE-CONTROLLED': TIEBREAKER,
  'ICE-CONTROLLING': TIEBREAKER,
  'USE-CANDIDATE': NOTHING,
  'DONT-FRAGMENT': NOTHING,
  'CHANNEL-NUMBER': [
    ['channelNumber', 'number', 2],
    ['reserved', 'filler', 2],
  ],
  LIFETIME: [['lifetime', 'number', 4]],
  DATA: [['data', 'data', 'rest']],
  'REQUESTED-ADDRESS-FAMILY': FAMILY,
  'ADDITIONAL-ADDRESS-FAMILY': FAMILY,
  'EVEN-PORT': [['evenPort', 'number', 1]],
  'REQUESTED-TRANSPORT': [
    ['protocol', 'number', 1],
    ['reserved', 'filler', 3],
  ],
  'RESERVATION-TOKEN': [['token', 'id', 8]],
  ICMP: [
    ['reserved', 'filler', 2],
    ['icmpType', 'number', 1],
    ['icmpCode', 'number', 1],
    ['icmpData', 'number', 4],
  ],
  'CHANGE-REQUEST': [['changeFlags', 'number', 4]],
  PADDING: [['freeForm', 'data', 'rest']],
  'RESPONSE-PORT': [
    ['port', 'address', 2],
    ['reserved', 'filler', 2],
  ],
  'RESPONSE-ORIGIN': ADDRESS,
  'OTHER-ADDRESS': ADDRESS,
};

/** The fields of an attribute's value, without its padding; none where the value is empty. */
export function valueFields({ offset, valueEnd, reading }: DissectedAttribute): Field[] {
  const start = offset + 4;
  if (!reading) return laidOut([['cutValue', 'unread', 'rest']], start, valueEnd);
  switch (reading.type) {
    case 'malformed':
      return laidOut([['wrongValue', 'unread', 'rest']], start, valueEnd);
    case 'unknown':
      return laidOut([['unknownValue', 'unread', 'rest']], start, valueEnd);
    case 'UNKNOWN-ATTRIBUTES':
      return laidOut(
        reading.types.map((): Part => ['unknownType', 'type', 2]),
        start,
        valueEnd,
      );
    case 'PASSWORD-ALGORITHM':
      return laidOut(algorithmParts([reading]), start, valueEnd);
    case 'PASSWORD-ALGORITHMS':
      return laidOut(algorithmParts(reading.algorithms), start, valueEnd);
    default:
      return laidOut(PARTS[reading.type], start, valueEnd);
  }
}

function algorithmParts(algorithms: readonly { readonly parameters: Uint8Array }[]): Part[] {
  return algorithms.flatMap(({ parameters: { length } }): Part[] => [
    ['algorithm', 'number', 2],
    ['parametersLength', 'length', 2],
    ['parameters', 'data', length],
    ['padding', 'filler', -length & 3],
  ]);
}

/** Puts parts one behind the other; what would be empty, or lie behind the end, is left out or cut. */
export function laidOut(parts: readonly Part[], start: number, end: number): Field[] {
  const fields: Field[] = [];
  let at = start;
  for (const [name, kind, length] of parts) {
    const next = length === 'rest' ? end : Math.min(end, at + length);
    if (next > at) fields.push({ name, kind, start: at, end: next });
    at = next;
  }
  return fields;
}
