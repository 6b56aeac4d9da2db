import { type Credential, NO_CREDENTIAL } from '../verify.ts';
import { hexDigits } from '../format.ts';
import { CHECK_PASSWORD, MADE, TURN_CREDENTIAL } from './made.ts';
import { RFC5769_HEX, RFC5769_LONG_TERM, RFC5769_PASSWORD } from './rfc5769.ts';

export type ExampleName = keyof typeof MADE | keyof typeof RFC5769_HEX;

/** A message to begin with: what stands in the field for hex, and the credential that belongs to it. */
export interface Example {
  readonly text: string;
  readonly credential: Credential;
}

/** The names, in the order in which a session has the messages, and then those of RFC 5769. */
export const MADE_NAMES = Object.keys(MADE) as readonly (keyof typeof MADE)[];
export const RFC5769_NAMES = Object.keys(RFC5769_HEX) as readonly (keyof typeof RFC5769_HEX)[];

/** Bytes that the page gives, as an example: nobody's secret. */
export function exampleOfBytes(bytes: Uint8Array): Example {
  return { text: inWords(hexDigits(bytes)), credential: NO_CREDENTIAL };
}

export function exampleOf(name: ExampleName): Example {
  return { text: textOf(name), credential: credentialOf(name) };
}

function textOf(name: ExampleName): string {
  if (isMade(name)) return inWords(hexDigits(MADE[name]()));
  return RFC5769_HEX[name].trim().replace(/^ +/gm, '');
}

function isMade(name: ExampleName): name is keyof typeof MADE {
  return Object.hasOwn(MADE, name);
}

/** Four bytes a word, four words a line: the width of the RFCs' diagrams. */
function inWords(digits: string): string {
  const words = digits.match(/.{1,8}/g) ?? [];
  return words
    .map((word, i) => `${word}${i % 4 === 3 ? '\n' : ' '}`)
    .join('')
    .trim();
}

function credentialOf(name: ExampleName): Credential {
  switch (name) {
    case 'rfc5769-request':
    case 'rfc5769-ipv4-response':
    case 'rfc5769-ipv6-response':
      return { ...NO_CREDENTIAL, password: RFC5769_PASSWORD };
    case 'rfc5769-long-term-request':
      return { mechanism: 'long-term', ...RFC5769_LONG_TERM };
    case 'ice-check':
      return { ...NO_CREDENTIAL, password: CHECK_PASSWORD };
    case 'allocate-request':
    case 'allocate-success':
    case 'create-permission':
    case 'channel-bind':
      return { mechanism: 'long-term', ...TURN_CREDENTIAL };
    case 'binding-request':
    case 'binding-response':
    case 'allocate-401':
    case 'data-indication':
    case 'channel-data':
      return NO_CREDENTIAL;
  }
}
