import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMdns, encodeMdnsAnswer, encodeMdnsQuestion } from '#src/simulator/mdns/index.ts';
import { mutate } from './mutate.ts';
import { seededRandom } from './random.ts';
import { FUZZ_PACKETS, FUZZ_SEED, FUZZ_TIMEOUT_MS } from './settings.ts';

const label = fc.stringMatching(/^[a-z0-9-]{1,63}$/);
const name = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => [...labels, 'local'].join('.'));
const families = fc.uniqueArray(fc.constantFrom(4 as const, 6 as const));

describe('Messages of mDNS', () => {
  it('say what was put in', () => {
    const address = fc.oneof(fc.ipV4(), fc.constantFrom('2001:db8::1', '::', 'fe80::1:2'));
    fc.assert(
      fc.property(name, families, fc.array(address, { maxLength: 5 }), (asked, wanted, addresses) => {
        expect(decodeMdns(encodeMdnsQuestion(asked, wanted))).toEqual({
          ok: true,
          value: {
            kind: 'questions',
            questions: wanted.map((family) => ({ name: asked, families: [family] })),
          },
        });
        expect(decodeMdns(encodeMdnsAnswer(asked, addresses))).toMatchObject({
          value: { addresses: addresses.map((text) => ({ name: asked, address: text })) },
        });
      }),
    );
  });
});

describe(`mDNS, ${FUZZ_PACKETS} hostile packets, FUZZ_SEED=${FUZZ_SEED}`, () => {
  it(
    'are read or refused with a place that lies in them',
    () => {
      const random = seededRandom(FUZZ_SEED);
      const host = '3f1c8a2e-9b7d-4c5e-8f60-1a2b3c4d5e6f.local';
      const corpus = [
        encodeMdnsQuestion(host, [4]),
        encodeMdnsQuestion(host, [4, 6]),
        encodeMdnsAnswer(host, ['192.168.1.2', '2001:db8:1::2', '10.0.0.1']),
      ];
      let read = 0;
      for (let count = 0; count < FUZZ_PACKETS; count += 1) {
        const bytes = mutate(corpus, random);
        const decoded = decodeMdns(bytes);
        if (decoded.ok) read += 1;
        else expect(decoded.error.offset).toBeLessThanOrEqual(bytes.length);
      }
      // Otherwise nothing but refusals was tried.
      expect(read).toBeGreaterThan(FUZZ_PACKETS / 100);
    },
    FUZZ_TIMEOUT_MS,
  );
});
