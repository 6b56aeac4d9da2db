import { withByte } from './edit-hex.ts';
import { type ExampleName, exampleOf, exampleOfBytes } from './examples/index.ts';
import { hexPairs } from './format.ts';
import { fieldOf, inspect } from './inspect.ts';
import type { Inspection } from './model.ts';
import { type HexReading, readHex } from './read-hex.ts';
import { type Credential, NO_CREDENTIAL, type Verdicts, mechanismOf, verify } from './verify.ts';

/** Some bytes, `start` up to `end`, that light up together with the field that they are. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Inspector {
  /** What stands in the field for hex. */
  text: string;
  credential: Credential;
  readonly reading: HexReading;
  readonly inspection: Inspection;
  readonly verdicts: Verdicts;
  /** What stands there unchanged: an example, or the bytes that the page gave; 'own' where the reader changed or pasted something. */
  readonly example: ExampleName | 'given' | 'own';
  /** What is lit: what is pointed at, or else what is held. */
  readonly lit: Range | undefined;
  /** The byte that the arrow keys are at. */
  cursor: number;
  point(range: Range | undefined): void;
  /** Keeps a range lit until another one is held; the same once more lets it go. */
  hold(range: Range): void;
  isHeld(range: Range): boolean;
  /** The field of a byte, as a range. */
  rangeAt(offset: number): Range;
  choose(name: ExampleName): void;
  /** Goes on with bytes of the reader's, from a file, and the credential that belongs to them. */
  show(bytes: Uint8Array, credential: Credential): void;
  /** Empties the field, with the credential that belonged to what stood there. */
  clear(): void;
  /** Called before a paste replaces everything: the credential of an example is not that of other bytes. */
  forgetExampleCredential(): void;
  changeByte(offset: number, digits: string): void;
  /** Goes on with these bytes alone. */
  takeOut(range: Range): void;
}

/**
 * What an inspector knows, from the text on; nothing of it leaves the page or is kept.
 * @param first an example, or bytes of the page's own
 */
export function createInspector(first: ExampleName | Uint8Array): Inspector {
  const isGiven = first instanceof Uint8Array;
  const initial = isGiven ? exampleOfBytes(first) : exampleOf(first);
  let text = $state.raw(initial.text);
  let credential = $state.raw(initial.credential);
  let chosen = $state.raw<{
    readonly name: ExampleName | 'given';
    readonly text: string;
    readonly credential: Credential;
  }>({
    name: isGiven ? 'given' : first,
    ...initial,
  });
  let pointed = $state.raw<Range>();
  let held = $state.raw<Range>();
  let cursor = $state(0);
  const reading = $derived(readHex(text));
  const inspection = $derived(inspect(reading.bytes));
  const verdicts = $derived(verify(inspection, credential));

  const start = (newText: string, newCredential: Credential) => {
    text = newText;
    credential = newCredential;
    pointed = undefined;
    held = undefined;
    cursor = 0;
  };
  const isSame = (a: Range | undefined, b: Range) => a?.start === b.start && a.end === b.end;

  return {
    get text() {
      return text;
    },
    set text(value) {
      text = value;
      held = undefined;
      pointed = undefined;
      // A request tells which credential it needs. A response doesn't: then the reader's choice stays.
      const mechanism = mechanismOf(inspection);
      if (mechanism && credential.password === '') credential = { ...credential, mechanism };
    },
    get credential() {
      return credential;
    },
    set credential(value) {
      credential = value;
    },
    get reading() {
      return reading;
    },
    get inspection() {
      return inspection;
    },
    get verdicts() {
      return verdicts;
    },
    get example() {
      return text === chosen.text ? chosen.name : 'own';
    },
    get lit() {
      return pointed ?? held;
    },
    get cursor() {
      return Math.min(cursor, Math.max(0, reading.bytes.length - 1));
    },
    set cursor(offset) {
      cursor = offset;
    },
    point(range) {
      pointed = range;
    },
    hold(range) {
      held = isSame(held, range) ? undefined : range;
    },
    isHeld: (range) => isSame(held, range),
    rangeAt: (offset) => fieldOf(inspection, offset) ?? { start: offset, end: offset + 1 },
    choose(name) {
      const example = exampleOf(name);
      chosen = { name, ...example };
      start(example.text, example.credential);
    },
    show: (bytes, credentialOfThem) => start(hexPairs(bytes), credentialOfThem),
    clear() {
      start('', NO_CREDENTIAL);
    },
    forgetExampleCredential() {
      if (credential === chosen.credential) credential = NO_CREDENTIAL;
    },
    changeByte(offset, digits) {
      const source = reading.sources[offset];
      if (!source) return;
      if (reading.notation === 'base64') {
        // There a byte has no letters of its own: it goes on in hex.
        const bytes = reading.bytes.slice();
        bytes[offset] = Number.parseInt(digits, 16);
        text = hexPairs(bytes);
      } else text = withByte(text, source, digits);
    },
    takeOut({ start: from, end }) {
      const taken = hexPairs(reading.bytes.subarray(from, end));
      start(taken, NO_CREDENTIAL);
      const mechanism = mechanismOf(inspection);
      if (mechanism) credential = { ...NO_CREDENTIAL, mechanism };
    },
  };
}
