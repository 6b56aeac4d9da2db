import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '#src/i18n/locales.ts';
import { encodeStun } from '#src/protocol/index.ts';
import { mutate } from '#tests/fuzz/mutate.ts';
import { seededRandom } from '#tests/fuzz/random.ts';
import { stunMessage } from '#tests/fuzz/stun-arbitraries.ts';
import { hex } from '#tests/vectors/hex.ts';
import { RECORDED_PACKETS } from '#tests/vectors/recorded-packets.ts';
import { RFC5769, sampleOf } from '#tests/vectors/rfc5769.ts';
import { citationsIn } from './citations.ts';
import { MADE } from './examples/made.ts';
import { attributeTitle, explain, messageTitle } from './explain.ts';
import { findingWords } from './finding-words.ts';
import { inspect } from './inspect.ts';
import type { FieldName } from './model.ts';
import { statusWords } from './status-words.ts';
import { NO_CREDENTIAL, verify } from './verify.ts';
import { xorOf } from './xor.ts';

/** Values by the names of fields, in their order; English. */
function valuesOf(bytes: Uint8Array): [FieldName, string][] {
  const inspection = inspect(bytes);
  return inspection.groups.flatMap((group) =>
    group.fields.map((field): [FieldName, string] => [
      field.name,
      explain(field, group, inspection, 'en').value,
    ]),
  );
}

const valueOf = (bytes: Uint8Array, name: FieldName) =>
  valuesOf(bytes).flatMap(([found, value]) => (found === name ? [value] : []));

function sentencesOf(bytes: Uint8Array, name: FieldName): string {
  const inspection = inspect(bytes);
  return inspection.groups
    .flatMap((group) =>
      group.fields
        .filter((field) => field.name === name)
        .flatMap((field) => explain(field, group, inspection, 'en').sentences),
    )
    .join(' ');
}

describe('CHANGE-REQUEST (RFC 5780 §7.2)', () => {
  it.each([
    [true, true, '0b110', 'your other IP address and your other port'],
    [true, false, '0b100', 'your other IP address, but from the same port'],
    [false, true, '0b010', 'the same IP address, but from your other port'],
    [false, false, '0b000', 'from where the request arrived'],
  ])('change address %s, change port %s: %s', (changeAddress, changePort, value, words) => {
    const attributes = [{ type: 'CHANGE-REQUEST', changeAddress, changePort } as const];
    const transactionId = new Uint8Array(12);
    const bytes = encodeStun({ class: 'request', method: 1, transactionId, attributes });
    expect(valueOf(bytes, 'changeFlags')).toEqual([value]);
    expect(sentencesOf(bytes, 'changeFlags')).toContain(words);
  });
});

describe('The values of RFC 5769 are those that the RFC gives', () => {
  it('§2.1', () => {
    const { bytes } = sampleOf('2.1');
    expect(valueOf(bytes, 'messageType')).toEqual(['Binding request']);
    expect(valueOf(bytes, 'messageLength')).toEqual(['88 bytes']);
    expect(valueOf(bytes, 'text')).toEqual(['“STUN test client”', '“evtj:h6vY”']);
    expect(valueOf(bytes, 'priority')).toEqual([`${0x6e0001ff}`]);
    expect(valueOf(bytes, 'tiebreaker')).toEqual([`${0x932ff9b151263b36n}`]);
    expect(valueOf(bytes, 'fingerprint')).toEqual(['0xE57A3BCF']);
    expect(sentencesOf(bytes, 'text')).toContain('fragment of the receiver, “evtj”');
    expect(sentencesOf(bytes, 'priority')).toContain('type preference 110, local preference 1, component 1 ');
  });

  it.each([
    ['2.2', '192.0.2.1'],
    ['2.3', '2001:db8:1234:5678:11:2233:4455:6677'],
  ])('§%s', (section, address) => {
    const { bytes } = sampleOf(section);
    expect(valueOf(bytes, 'xorPort')).toEqual(['32853']);
    expect(valueOf(bytes, 'xorAddress')).toEqual([address]);
    expect(valueOf(bytes, 'padding')).toEqual(['1 byte']);
  });

  it('§2.4', () => {
    const { bytes } = sampleOf('2.4');
    expect(valueOf(bytes, 'text')).toEqual([
      '“マトリックス”',
      '“f//499k954d6OL34oL9FSTvy64sA”',
      '“example.org”',
    ]);
    expect(sentencesOf(bytes, 'text')).toContain('It has no nonce cookie');
  });
});

describe('The XOR shows what the decoder does', () => {
  it.each([
    ['2.2', 'xorPort', 'port', '2112', '8055'],
    ['2.2', 'xorAddress', 'address4', '2112a442', 'c0000201'],
    [
      '2.3',
      'xorAddress',
      'address6',
      '2112a442 b7e7a701 bc34d686 fa87dfae',
      '20010db8 12345678 00112233 44556677',
    ],
  ])('§%s %s', (section, name, kind, mask, result) => {
    const inspection = inspect(sampleOf(section).bytes);
    const field = inspection.groups.flatMap(({ fields }) => fields).find((one) => one.name === name);
    if (!field) throw new Error('not there');
    expect(xorOf(field, inspection)).toMatchObject({ kind, mask: hex(mask), result: hex(result) });
  });
});

describe('What else is told', () => {
  it('a 401 is put together from its two bytes', () => {
    expect(valueOf(MADE['allocate-401'](), 'errorClass')).toEqual(['4']);
    expect(valueOf(MADE['allocate-401'](), 'errorNumber')).toEqual(['1']);
    expect(sentencesOf(MADE['allocate-401'](), 'errorNumber')).toContain('Together 401: Unauthenticated.');
    expect(sentencesOf(MADE['allocate-401'](), 'text')).toContain('takes other password algorithms than MD5');
  });

  it('methods and attributes that nobody defines have their number', () => {
    expect(messageTitle({ class: 'indication', method: 0xff }, 'en')).toBe('Method 0x0FF indication');
    expect(attributeTitle(0x7777, 'en')).toBe('Attribute 0x7777');
  });

  it('Chromium’s own attribute is explained, as in the packets that it sent', () => {
    const packet = RECORDED_PACKETS.find(({ attributeTypes }) => attributeTypes.includes('0xc057'));
    expect(packet && sentencesOf(packet.bytes, 'attributeType')).toContain('Chromium 156 sends it');
  });

  it('the status line counts, and names the verdicts', () => {
    const inspection = inspect(sampleOf('2.2').bytes);
    expect(statusWords(inspection, verify(inspection, NO_CREDENTIAL), 'en')).toBe(
      'Binding success response, 80 bytes, 4 attributes. FINGERPRINT is valid.',
    );
    const cut = inspect(sampleOf('2.2').bytes.subarray(0, 79));
    expect(statusWords(cut, verify(cut, NO_CREDENTIAL), 'en')).toContain('2 things are wrong.');
  });

  it('citations are found in a text', () => {
    expect(citationsIn('See (RFC 8489 §9.2, §18.1) and RFC 8445 §7.1.1. RFC 8489、RFC 8489 §9.2。')).toEqual([
      { rfc: 8489, section: '9.2' },
      { rfc: 8489, section: '18.1' },
      { rfc: 8445, section: '7.1.1' },
    ]);
  });
});

describe('Whatever the bytes are', () => {
  const corpus = [
    ...RFC5769.map(({ bytes }) => bytes),
    ...Object.values(MADE).map((make) => make()),
    ...fc.sample(stunMessage, { numRuns: 60, seed: 8489 }).map((message) => encodeStun(message)),
  ];

  it('each field and each finding has words in both languages, and nothing throws', () => {
    const random = seededRandom(Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 32));
    const named = new Set<FieldName>();
    for (let count = 0; count < 4000; count++) {
      const inspection = inspect(mutate(corpus, random));
      for (const locale of LOCALES) {
        for (const group of inspection.groups) {
          for (const field of group.fields) {
            named.add(field.name);
            const { sentences } = explain(field, group, inspection, locale);
            if (sentences.join('') === '' || sentences.join('').includes('undefined')) {
              throw new Error(`${field.name} in ${locale}: ${sentences.join('')}`);
            }
          }
        }
        for (const finding of [...inspection.faults, ...inspection.remarks]) {
          if (findingWords(finding, inspection, locale) === '') throw new Error(finding.kind);
        }
        statusWords(inspection, verify(inspection, NO_CREDENTIAL), locale);
      }
    }
    // The corpus has every attribute: fewer fields would mean that the fuzzer tests little.
    expect(named.size).toBeGreaterThan(36);
  });
});
