import type { Random } from './random.ts';

const HEADER_LENGTH = 20;
/** Lengths and types at which decoders tend to err: limits, signs, the cookie's halves, closing attributes. */
const INTERESTING = [
  0, 1, 2, 3, 4, 5, 7, 8, 15, 16, 19, 20, 24, 32, 127, 128, 255, 256, 508, 509, 763, 764, 0x7fff, 0x8000,
  0xfffc, 0xfffe, 0xffff, 0x2112, 0xa442, 0x0008, 0x001c, 0x8028, 0x4000, 0x4fff,
] as const;

type Mutation = (bytes: Uint8Array, random: Random, corpus: readonly Uint8Array[]) => Uint8Array;

const flipBit: Mutation = (bytes, random) => {
  const at = random.below(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  return bytes;
};

const setByte: Mutation = (bytes, random) => {
  bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
};

/** An interesting number where types and lengths stand. */
const setField: Mutation = (bytes, random) => {
  const at = 2 * random.below(bytes.length >> 1);
  const value = random.pick(INTERESTING);
  bytes[at] = value >> 8;
  bytes[at + 1] = value;
  return bytes;
};

const truncate: Mutation = (bytes, random) => bytes.slice(0, random.below(bytes.length));

const cutOut: Mutation = (bytes, random) => {
  const from = random.below(bytes.length);
  return joined(bytes.subarray(0, from), bytes.subarray(from + 1 + random.below(32)));
};

/** Repeats a part, or puts a part of another packet in. */
const insertPart: Mutation = (bytes, random, corpus) => {
  const source = random.below(2) ? bytes : random.pick(corpus);
  const from = 4 * random.below((source.length >> 2) + 1);
  const part = source.subarray(from, from + 4 * (1 + random.below(16)));
  const at = Math.min(bytes.length, 4 * random.below((bytes.length >> 2) + 1));
  return joined(bytes.subarray(0, at), part, bytes.subarray(at));
};

const insertNoise: Mutation = (bytes, random) => {
  const noise = Uint8Array.from({ length: 1 + random.below(24) }, () => random.below(256));
  const at = random.below(bytes.length + 1);
  return joined(bytes.subarray(0, at), noise, bytes.subarray(at));
};

const MUTATIONS: readonly Mutation[] = [
  flipBit,
  setByte,
  setByte,
  setField,
  setField,
  setField,
  truncate,
  cutOut,
  insertPart,
  insertPart,
  insertNoise,
];

/**
 * A packet made of one of the corpus by one to six small changes. Half of the packets get a header
 * length that fits afterwards, so that the changes reach the attributes and don't all end at the header.
 */
export function mutate(corpus: readonly Uint8Array[], random: Random): Uint8Array {
  let bytes: Uint8Array = random.pick(corpus).slice();
  for (let turns = 1 + random.below(6); turns > 0 && bytes.length > 0; turns--) {
    bytes = random.pick(MUTATIONS)(bytes, random, corpus);
  }
  return random.below(2) ? withFittingLength(bytes) : bytes;
}

/** Cuts to a multiple of 4 and writes the STUN header's length accordingly. */
export function withFittingLength(bytes: Uint8Array): Uint8Array {
  if (bytes.length < HEADER_LENGTH) return bytes;
  const fitting = bytes.subarray(0, bytes.length & ~3);
  const length = fitting.length - HEADER_LENGTH;
  fitting[2] = length >> 8;
  fitting[3] = length;
  return fitting;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}
