import { describe, expect, it } from 'vitest';
import { hex } from '#tests/vectors/hex.ts';
import { MDNS_GROUPS, MDNS_PORT, decodeMdns, encodeMdnsAnswer, encodeMdnsQuestion } from './index.ts';

const NAME = '3f1c8a2e-9b7d-4c5e-8f60-1a2b3c4d5e6f.local';
const ENCODED_NAME = `24 3366316338613265 2d 39623764 2d 34633565 2d 38663630 2d 316132623363346435653666
  05 6c6f63616c 00`;

/** What aioice 0.8.0 (`MDnsProtocol.resolve`) and Chromium 156 ask, and what dnspython 2.3.0 writes for both families. */
const QUESTION_A = hex('0000 0000 0001 0000 0000 0000', ENCODED_NAME, '0001 0001');
const QUESTION_BOTH = hex('0000 0000 0002 0000 0000 0000', ENCODED_NAME, '0001 0001', 'c00c 001c 0001');
/** What aioice 0.8.0 answers for a host with these two addresses. */
const ANSWER = hex(
  '0000 8400 0000 0002 0000 0000',
  ENCODED_NAME,
  '0001 8001 00000078 0004 c0a80102',
  'c00c 001c 8001 00000078 0010 20010db8000100000000000000000002',
);
/** What Chromium 156 says of its host candidate: the address, and by NSEC that there is no other (RFC 6762 §6.1). */
const CHROMIUM_ANSWER = hex(
  '0000 8400 0000 0001 0000 0001',
  '24 66656431303332662d393431302d343931382d386262632d396636663534366539633663 05 6c6f63616c 00',
  '0001 8001 00000078 0004 0a090001',
  '24 66656431303332662d393431302d343931382d386262632d396636663534366539633663 05 6c6f63616c 00',
  '002f 8001 00000078 0005 c046000140',
);
const ADDRESSES = ['192.168.1.2', '2001:db8:1::2'];

const answers = (...digits: string[]): Uint8Array => hex('0000 8400 0000 0001 0000 0000', ...digits);

describe('A question', () => {
  it('is written as aioice and Chromium write it', () => {
    expect(encodeMdnsQuestion(NAME, [4])).toEqual(QUESTION_A);
    expect(encodeMdnsQuestion(NAME, [4, 6])).toEqual(QUESTION_BOTH);
  });

  it('is read', () => {
    expect(decodeMdns(QUESTION_BOTH)).toEqual({
      ok: true,
      value: {
        kind: 'questions',
        questions: [
          { name: NAME, families: [4] },
          { name: NAME, families: [6] },
        ],
      },
    });
  });

  it('for anything, or with a wish for a unicast answer (RFC 6762 §5.4), is one for addresses as well', () => {
    const any = hex('0000 0000 0002 0000 0000 0000', ENCODED_NAME, '00ff 0001', 'c00c 0001 8001');
    expect(decodeMdns(any)).toMatchObject({
      value: { questions: [{ families: [4, 6] }, { families: [4] }] },
    });
  });

  it('for a service, or of another class, is none for addresses', () => {
    const others = hex('0000 0000 0002 0000 0000 0000', ENCODED_NAME, '000c 0001', 'c00c 0001 0003');
    expect(decodeMdns(others)).toEqual({ ok: true, value: { kind: 'questions', questions: [] } });
  });
});

describe('An answer', () => {
  it('is written as aioice writes it: two minutes, and the cache-flush bit', () => {
    expect(encodeMdnsAnswer(NAME, ADDRESSES)).toEqual(ANSWER);
  });

  it('is read', () => {
    const addresses = ADDRESSES.map((address) => ({
      name: NAME,
      address,
      ttlSeconds: 120,
      flushesCache: true,
    }));
    expect(decodeMdns(ANSWER)).toEqual({ ok: true, value: { kind: 'answers', addresses } });
  });

  it('of Chromium is read', () => {
    const name = 'fed1032f-9410-4918-8bbc-9f6f546e9c6c.local';
    expect(decodeMdns(CHROMIUM_ANSWER)).toEqual({
      ok: true,
      value: {
        kind: 'answers',
        addresses: [{ name, address: '10.9.0.1', ttlSeconds: 120, flushesCache: true }],
      },
    });
  });

  it('counts in the additional section too; other records and questions are passed over', () => {
    const bytes = hex(
      '0000 8400 0001 0001 0000 0001',
      ENCODED_NAME,
      '0001 0001',
      'c00c 0010 0001 00000078 0003 026869',
      'c00c 0001 0001 00000000 0004 c0a80103',
    );
    expect(decodeMdns(bytes)).toEqual({
      ok: true,
      value: {
        kind: 'answers',
        addresses: [{ name: NAME, address: '192.168.1.3', ttlSeconds: 0, flushesCache: false }],
      },
    });
  });

  it('with an address that is as long as none is refused', () => {
    expect(decodeMdns(answers('0161 00 0001 8001 00000078 0003 c0a801'))).toMatchObject({
      error: { kind: 'malformed-record', offset: 12 },
    });
  });
});

describe('A name', () => {
  const nameOf = (...digits: string[]): unknown => {
    const decoded = decodeMdns(answers(...digits, '0001 8001 00000078 0004 c0a80102'));
    if (!decoded.ok) return decoded.error;
    return decoded.value.kind === 'answers' ? decoded.value.addresses[0]?.name : undefined;
  };
  const label = (length: number): string => `${length.toString(16).padStart(2, '0')}${'61'.repeat(length)}`;

  it('is the same in capitals (RFC 6762 §16)', () => {
    expect(nameOf('03 414263 05 4c6f43614c 00')).toBe('abc.local');
    expect(nameOf('02 c384 00')).toBe('Ä');
  });

  it('shows a dot that is no border (RFC 1035 §5.1)', () => {
    expect(nameOf('03 612e62 05 6c6f63616c 00')).toBe('a\\.b.local');
  });

  it('may have 255 bytes and no more (RFC 1035 §2.3.4)', () => {
    expect(nameOf(label(63), label(63), label(63), label(61), '00')).toMatch(/^(a{63}\.){3}a{61}$/);
    expect(nameOf(label(63), label(63), label(63), label(62), '00')).toMatchObject({
      kind: 'malformed-name',
    });
  });

  it.each([
    ['points at itself', 'c00c'],
    ['points at its own beginning', '0161 c00c'],
    ['points ahead', 'c00e'],
    ['has a label of a kind that there isn’t', '40'],
    ['is no UTF-8', '01 ff 00'],
  ])('that %s is refused', (_, digits) => {
    expect(nameOf(digits)).toMatchObject({ kind: 'malformed-name', offset: 12 });
  });

  it('can’t be asked for where it is none', () => {
    for (const name of ['', 'a..local', `${'a'.repeat(64)}.local`, Array(64).fill('abc').join('.')]) {
      expect(() => encodeMdnsQuestion(name, [4])).toThrow(RangeError);
    }
    expect(() => encodeMdnsAnswer(NAME, ['192.168.1'])).toThrow(RangeError);
  });
});

describe('A message', () => {
  it('that is cut off anywhere is refused, with a place in it', () => {
    for (let length = 0; length < ANSWER.length; length++) {
      const decoded = decodeMdns(ANSWER.subarray(0, length));
      expect(decoded.ok).toBe(false);
      if (!decoded.ok) expect(decoded.error.offset).toBeLessThanOrEqual(length);
    }
  });

  it('of another OPCODE or RCODE is ignored (RFC 6762 §18.3, §18.11)', () => {
    for (const flags of ['2000', '8403']) {
      expect(decodeMdns(hex('0000', flags, '0000 0000 0000 0000'))).toMatchObject({
        error: { kind: 'not-mdns' },
      });
    }
  });

  it('of more than 9000 bytes is refused (RFC 6762 §17)', () => {
    expect(decodeMdns(new Uint8Array(9_001))).toMatchObject({ error: { kind: 'too-long' } });
  });
});

it('Everybody hears it at 224.0.0.251 and ff02::fb, port 5353 (RFC 6762 §3)', () => {
  expect([MDNS_GROUPS, MDNS_PORT]).toEqual([{ 4: '224.0.0.251', 6: 'ff02::fb' }, 5353]);
});
