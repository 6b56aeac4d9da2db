/** A part of a candidate line. Keywords are named by what they say: `typ`, `raddr`, `rport`. */
export type CandidateFieldName =
  | 'prefix'
  | 'foundation'
  | 'component'
  | 'transport'
  | 'priority'
  | 'address'
  | 'port'
  | 'typ'
  | 'type'
  | 'raddr'
  | 'relatedAddress'
  | 'rport'
  | 'relatedPort'
  | 'extensionName'
  | 'extensionValue'
  | 'tcpType';

/** Where a field stands: `line.slice(start, end)` is `text`. */
export interface CandidateField {
  readonly name: CandidateFieldName;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The fields that each candidate has, in this order. RFC 8839 §5.1. */
export const REQUIRED_FIELDS = [
  'foundation',
  'component',
  'transport',
  'priority',
  'address',
  'port',
  'typ',
  'type',
] as const satisfies CandidateFieldName[];

const PREFIX = /^(?:a=)?candidate:/;
const LINE_BREAK = /\r?\n$/;

/**
 * Where each field of a candidate line stands, right or wrong, as far as the line goes. With one space
 * between fields, as the grammar of RFC 8839 §5.1 has it; the value of an extension may be empty.
 */
export function candidateFields(line: string): CandidateField[] {
  const text = line.replace(LINE_BREAK, '');
  const prefix = PREFIX.exec(text)?.[0] ?? '';
  const fields: CandidateField[] = [];
  if (prefix) fields.push({ name: 'prefix', start: 0, end: prefix.length, text: prefix });
  if (text.length === prefix.length) return fields;

  let start = prefix.length;
  let previous: CandidateField | undefined;
  for (const [index, word] of text.slice(start).split(' ').entries()) {
    const name = REQUIRED_FIELDS[index] ?? nameAfter(previous, word);
    previous = { name, start, end: start + word.length, text: word };
    fields.push(previous);
    start += word.length + 1;
  }
  return fields;
}

/** Name of a word behind the required fields, by the field in front of it. */
function nameAfter(previous: CandidateField | undefined, word: string): CandidateFieldName {
  const keyword = word.toLowerCase();
  switch (previous?.name) {
    case 'raddr':
      return 'relatedAddress';
    case 'rport':
      return 'relatedPort';
    case 'extensionName':
      return previous.text.toLowerCase() === 'tcptype' ? 'tcpType' : 'extensionValue';
    case 'type':
      if (keyword === 'raddr') return 'raddr';
      return keyword === 'rport' ? 'rport' : 'extensionName';
    case 'relatedAddress':
      return keyword === 'rport' ? 'rport' : 'extensionName';
    default:
      return 'extensionName';
  }
}
