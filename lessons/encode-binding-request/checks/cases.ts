import type { Chance } from '#lessons/chance.ts';
import { encodeStun, METHOD, type StunAttribute } from '#src/protocol/index.ts';

/** What the function is called with. */
export interface Input {
  readonly transactionId: Uint8Array;
  readonly software?: string;
  readonly username?: string;
}

/** An input, the bytes that are right, and what it is there to show. */
export interface Case {
  readonly input: Input;
  readonly expected: Uint8Array;
  readonly shows: 'header' | 'attributes' | 'utf-8' | 'padding';
}

/** Words whose UTF-8 has more bytes than they have characters; the last is the username of RFC 5769 §2.4. */
const BEYOND_ASCII = ['Grüße', 'naïveté', '打洞', 'マトリックス', '🧊'] as const;

/** Inputs of every kind, drawn anew for each run. */
export function drawCases(chance: Chance): Case[] {
  const id = () => chance.bytes(12);
  /** A length that needs this much padding. */
  const length = (padding: number) => 4 * (1 + chance.below(6)) + ((4 - padding) % 4);
  const word = (padding: number) => chance.word(length(padding));
  const foreign = () => BEYOND_ASCII[chance.below(BEYOND_ASCII.length)] ?? BEYOND_ASCII[0];

  return [
    make('header', { transactionId: id() }),
    make('header', { transactionId: id() }),
    make('attributes', { transactionId: id(), software: word(0) }),
    make('attributes', { transactionId: id(), username: word(0) }),
    make('attributes', { transactionId: id(), software: word(0), username: word(0) }),
    make('utf-8', { transactionId: id(), software: aligned(foreign()) }),
    make('utf-8', { transactionId: id(), software: word(0), username: aligned(foreign()) }),
    ...[1, 2, 3].map((padding) => make('padding', { transactionId: id(), software: word(padding) })),
    ...[1, 2, 3].map((padding) =>
      make('padding', { transactionId: id(), software: word(padding), username: word(chance.below(4)) }),
    ),
  ];
}

/** Adds ASCII until the text takes a multiple of 4 bytes, so that padding is not the question. */
function aligned(text: string): string {
  const length = new TextEncoder().encode(text).length;
  return text + '!'.repeat(-length & 3);
}

function make(shows: Case['shows'], input: Input): Case {
  return { input, shows, expected: encode(input) };
}

/** By our own protocol core; the tests hold it against the bytes that RFC 5769 prints. */
export function encode({ transactionId, software, username }: Input): Uint8Array {
  const attributes: StunAttribute[] = [];
  if (software !== undefined) attributes.push({ type: 'SOFTWARE', software });
  if (username !== undefined) attributes.push({ type: 'USERNAME', username });
  return encodeStun({ class: 'request', method: METHOD.Binding, transactionId, attributes });
}
