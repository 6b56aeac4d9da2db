import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DecodedStun,
  decodeStun,
  dissectStun,
  encodeStun,
  shortTermKey,
  unknownComprehensionRequired,
  verifyFingerprint,
  verifyMessageIntegrity,
  verifyMessageIntegritySha256,
} from '#src/protocol/index.ts';
import { hex } from '#tests/vectors/hex.ts';
import appendixB1 from '#tests/vectors/rfc8489-b1.json' with { type: 'json' };
import { RECORDED_PACKETS } from '#tests/vectors/recorded-packets.ts';
import { RFC5769 } from '#tests/vectors/rfc5769.ts';
import { mutate, withFittingLength } from './mutate.ts';
import { seededRandom } from './random.ts';
import { FUZZ_PACKETS, FUZZ_SEED, FUZZ_TIMEOUT_MS, heldBytes } from './settings.ts';
import { stunMessage } from './stun-arbitraries.ts';

const KEY = shortTermKey('VOkJxbRl1RmTxUk/WvJxBt');

describe('Any bytes', () => {
  it('are decoded or refused with a place that lies in them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const result = decodeStun(bytes);
        if (!result.ok) expect(result.error.offset).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});

describe('Any bytes, and any message with a byte changed', () => {
  const changed = fc.tuple(stunMessage, fc.nat(), fc.nat(255)).map(([message, at, value]) => {
    const bytes = encodeStun(message, { fingerprint: true });
    bytes[at % bytes.length] = value;
    return bytes;
  });

  it('are dissected to what they are decoded to: the same attributes, or the same first error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), changed), (bytes) => {
        const decoded = decodeStun(bytes);
        const { attributes, errors, end } = dissectStun(bytes);
        expect(errors[0]).toEqual(decoded.ok ? undefined : decoded.error);
        expect(end).toBeLessThanOrEqual(bytes.length);
        if (!decoded.ok) return;
        const counting = attributes.filter((attribute) => attribute.counts);
        expect(counting.map(({ reading }) => reading)).toEqual(decoded.value.attributes);
      }),
    );
  });
});

describe('Any message', () => {
  it('is the same after encoding and decoding', () => {
    fc.assert(
      fc.property(stunMessage, (message) => {
        expect(decodeStun(encodeStun(message))).toMatchObject({ ok: true, value: message });
      }),
    );
  });

  it('passes its own checks, and fails them with another key', () => {
    fc.assert(
      fc.property(stunMessage, fc.uint8Array({ maxLength: 80 }), (message, key) => {
        const integrity = [
          { key, algorithm: 'sha1' },
          { key, algorithm: 'sha256' },
        ] as const;
        const result = decodeStun(encodeStun(message, { integrity, fingerprint: true }));
        if (!result.ok) throw new Error(result.error.kind);
        expect(verifyMessageIntegrity(result.value, key)).toBe('valid');
        expect(verifyMessageIntegritySha256(result.value, key)).toBe('valid');
        expect(verifyFingerprint(result.value)).toBe('valid');
        const otherKey = Uint8Array.of(...key, 1);
        expect(verifyMessageIntegrity(result.value, otherKey)).toBe('invalid');
        expect(verifyMessageIntegritySha256(result.value, otherKey)).toBe('invalid');
      }),
    );
  });
});

describe(`${FUZZ_PACKETS} mutated packets (FUZZ_SEED=${FUZZ_SEED})`, () => {
  const corpus = [
    ...RFC5769.map(({ bytes }) => bytes),
    ...RECORDED_PACKETS.map(({ bytes }) => bytes),
    withFittingLength(hex(...appendixB1.hex)),
    // Every attribute at least once, so that each codec is reached.
    ...fc.sample(stunMessage, { numRuns: 60, seed: 8489 }).map((message) => encodeStun(message)),
  ];

  it(
    'are decoded or refused: none throws or hangs, and memory stays flat',
    { timeout: FUZZ_TIMEOUT_MS },
    () => {
      const random = seededRandom(FUZZ_SEED);
      let decoded = 0;
      let slowestMs = 0;
      let heldAtHalf = 0;
      for (let count = 1; count <= FUZZ_PACKETS; count++) {
        const bytes = mutate(corpus, random);
        const startMs = performance.now();
        const result = decodeStun(bytes);
        slowestMs = Math.max(slowestMs, performance.now() - startMs);
        if (result.ok) decoded++;
        if (result.ok && count % 32 === 0) exercise(result.value);
        if (!result.ok && result.error.offset > bytes.length)
          throw new Error(`${JSON.stringify(result.error)}`);
        if (count === FUZZ_PACKETS >> 1) heldAtHalf = heldBytes();
      }
      // The fuzzer must reach both sides of the decoder, or it tests nothing.
      expect(decoded / FUZZ_PACKETS).toBeGreaterThan(0.02);
      expect(decoded / FUZZ_PACKETS).toBeLessThan(0.98);
      // A packet takes microseconds; a whole second is a hang and not a busy machine.
      expect(slowestMs).toBeLessThan(1000);
      expect(heldBytes() - heldAtHalf).toBeLessThan(4 * 2 ** 20);
    },
  );
});

/** Whatever was decoded can be verified, asked for unknown attributes, and encoded again to a message that says the same. */
function exercise(message: DecodedStun): void {
  verifyMessageIntegrity(message, KEY);
  verifyMessageIntegritySha256(message, KEY);
  verifyFingerprint(message);
  unknownComprehensionRequired(message);
  const encoded = encodedOrRefused(message);
  if (!encoded) return;
  const again = decodeStun(encoded);
  if (!again.ok) throw new Error(`decoded once but not twice: ${JSON.stringify(again.error)}`);
  expect(again.value.attributes).toEqual(message.attributes);
}

/** RFC 8489 has longer texts understood (763 bytes) than sent (509): encoding may refuse, in its typed way. */
function encodedOrRefused(message: DecodedStun): Uint8Array | undefined {
  try {
    return encodeStun(message);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

describe('The largest packets', () => {
  const MOST = 0xfffc;
  const packet = (attributes: number, size: number): Uint8Array => {
    const bytes = new Uint8Array(20 + attributes * size);
    bytes.set(hex('0001 0000 2112a442'));
    for (let i = 0; i < attributes; i++) {
      const at = 20 + i * size;
      bytes.set(hex('8022'), at);
      bytes[at + 2] = (size - 4) >> 8;
      bytes[at + 3] = size - 4;
    }
    return withFittingLength(bytes);
  };

  it.each([
    ['as many empty attributes as fit', 4],
    ['as many long texts as fit', 764],
    ['one attribute that fills it', MOST],
  ])('with %s are decoded or refused', (_, size) => {
    const bytes = packet(Math.floor(MOST / size), size);
    expect(decodeStun(bytes).ok).toBe(size - 4 <= 763);
  });
});
