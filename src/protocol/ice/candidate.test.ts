import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Candidate,
  type CandidateError,
  candidateFields,
  parseCandidate,
  printCandidate,
} from './index.ts';

function candidateOf(line: string): Candidate {
  const result = parseCandidate(line);
  if (!result.ok) throw new Error(`${line}: ${JSON.stringify(result.error)}`);
  return result.value;
}

function errorOf(line: string): CandidateError {
  const result = parseCandidate(line);
  if (result.ok) throw new Error(`parsed: ${line}`);
  return result.error;
}

/** The example of RFC 8839 §5.1. */
const SRFLX = 'candidate:2 1 UDP 1694498815 192.0.2.3 45664 typ srflx raddr 203.0.113.141 rport 8998';

describe('A candidate line', () => {
  it('RFC 8839 §5.1: the example', () => {
    expect(candidateOf(SRFLX)).toEqual({
      foundation: '2',
      component: 1,
      transport: 'udp',
      priority: 1694498815,
      address: '192.0.2.3',
      port: 45664,
      type: 'srflx',
      relatedAddress: '203.0.113.141',
      relatedPort: 8998,
      extensions: [],
    });
  });

  // RFC 6544 Appendix C, the offer.
  it.each([
    ['candidate:1 1 TCP 2128609279 10.0.1.1 9 typ host tcptype active', 'active'],
    ['candidate:2 1 TCP 2124414975 10.0.1.1 8998 typ host tcptype passive', 'passive'],
    ['candidate:3 1 TCP 2120220671 10.0.1.1 8999 typ host tcptype so', 'so'],
    ['candidate:4 1 TCP 1688207359 192.0.2.3 9 typ srflx raddr 10.0.1.1 rport 9 tcptype active', 'active'],
  ])('RFC 6544 Appendix C: %s', (line, tcpType) => {
    expect(candidateOf(line)).toMatchObject({ transport: 'tcp', tcpType, extensions: [] });
  });

  it.each([SRFLX, `a=${SRFLX}`, SRFLX.slice('candidate:'.length), `a=${SRFLX}\r\n`, `${SRFLX}\n`])(
    'may come from an event or a description: %j',
    (line) => {
      expect(candidateOf(line)).toEqual(candidateOf(SRFLX));
    },
  );

  it('may be in any case where the grammar has words', () => {
    expect(candidateOf('candidate:a 1 Udp 1 192.0.2.1 1 TYP HOST RADDR 0.0.0.0 RPORT 9')).toMatchObject({
      transport: 'udp',
      type: 'host',
      relatedAddress: '0.0.0.0',
      relatedPort: 9,
    });
  });

  it('keeps extensions in their order, known or not', () => {
    const line =
      'candidate:1 1 udp 1 192.0.2.1 1 typ host generation 0 ufrag EaF/ network-id 3 network-cost 10 x-y ';
    expect(candidateOf(line).extensions).toEqual([
      ['generation', '0'],
      ['ufrag', 'EaF/'],
      ['network-id', '3'],
      ['network-cost', '10'],
      // `extension-att-value = *VCHAR`: it may be empty.
      ['x-y', ''],
    ]);
  });

  it.each([
    '2001:db8::1',
    '1f4712db-ea17-4bcf-a596-105139dfd8bf.local',
    'host.example.org',
    '::ffff:192.0.2.1',
  ])('may have the address %s', (address) => {
    expect(candidateOf(`candidate:1 1 udp 1 ${address} 1 typ host`).address).toBe(address);
  });

  it('may have a type and a transport that came later', () => {
    expect(candidateOf('candidate:1 1 sctp 1 192.0.2.1 1 typ moon')).toMatchObject({
      transport: 'sctp',
      type: 'moon',
    });
  });

  it('is printed with the fields that it has', () => {
    expect(printCandidate(candidateOf(SRFLX))).toBe(SRFLX.replace('UDP', 'udp'));
    const tcp = 'candidate:1 1 tcp 2128609279 10.0.1.1 9 typ host tcptype active generation 0';
    expect(printCandidate(candidateOf(tcp))).toBe(tcp);
  });
});

describe('What browsers write beyond the RFCs', () => {
  it.each([
    [
      'a hidden related address with port 0',
      'candidate:1 1 udp 1 192.0.2.1 5000 typ srflx raddr 0.0.0.0 rport 0',
    ],
    ['port 0 of an active TCP candidate', 'candidate:1 1 tcp 1518280447 192.0.2.1 0 typ host tcptype active'],
    [
      'tcptype behind another extension',
      'candidate:1 1 tcp 1 192.0.2.1 9 typ host generation 0 tcptype active',
    ],
  ])('%s', (_, line) => {
    expect(parseCandidate(line)).toMatchObject({ ok: true });
  });
});

describe('A wrong line is told with its field and its column', () => {
  it.each([
    ['candidate:é 1 udp 1 192.0.2.1 1 typ host', 'wrong-syntax', 'foundation', 11, 'é'],
    [
      `candidate:${'a'.repeat(33)} 1 udp 1 192.0.2.1 1 typ host`,
      'wrong-syntax',
      'foundation',
      11,
      'a'.repeat(33),
    ],
    ['candidate:1-2 1 udp 1 192.0.2.1 1 typ host', 'wrong-syntax', 'foundation', 11, '1-2'],
    ['candidate:1 0 udp 1 192.0.2.1 1 typ host', 'out-of-range', 'component', 13, '0'],
    ['candidate:1 257 udp 1 192.0.2.1 1 typ host', 'out-of-range', 'component', 13, '257'],
    ['candidate:1 0001 udp 1 192.0.2.1 1 typ host', 'wrong-syntax', 'component', 13, '0001'],
    ['candidate:1 +1 udp 1 192.0.2.1 1 typ host', 'wrong-syntax', 'component', 13, '+1'],
    ['candidate:1 1 u/p 1 192.0.2.1 1 typ host', 'wrong-syntax', 'transport', 15, 'u/p'],
    ['candidate:1 1 udp 0 192.0.2.1 1 typ host', 'out-of-range', 'priority', 19, '0'],
    ['candidate:1 1 udp 2147483648 192.0.2.1 1 typ host', 'out-of-range', 'priority', 19, '2147483648'],
    ['candidate:1 1 udp 1e9 192.0.2.1 1 typ host', 'wrong-syntax', 'priority', 19, '1e9'],
    ['candidate:1 1 udp 1 192.0.2.256 1 typ host', 'wrong-syntax', 'address', 21, '192.0.2.256'],
    ['candidate:1 1 udp 1 [::1] 1 typ host', 'wrong-syntax', 'address', 21, '[::1]'],
    ['candidate:1 1 udp 1 ::g 1 typ host', 'wrong-syntax', 'address', 21, '::g'],
    ['candidate:1 1 udp 1 192.0.2.1 65536 typ host', 'out-of-range', 'port', 31, '65536'],
    ['candidate:1 1 udp 1 192.0.2.1 0 typ host', 'out-of-range', 'port', 31, '0'],
    ['candidate:1 1 tcp 1 192.0.2.1 0 typ host tcptype passive', 'out-of-range', 'port', 31, '0'],
    ['candidate:1 1 udp 1 192.0.2.1 1 type host', 'wrong-syntax', 'typ', 33, 'type'],
    ['candidate:1 1 udp 1 192.0.2.1 1 typ ', 'wrong-syntax', 'type', 37, ''],
    [
      'candidate:1 1 udp 1 192.0.2.1 1 typ host raddr nobody! rport 1',
      'wrong-syntax',
      'relatedAddress',
      48,
      'nobody!',
    ],
    ['candidate:1 1 udp 1 192.0.2.1 1 typ srflx rport 1 raddr ::', 'misplaced', 'extensionName', 51, 'raddr'],
    ['candidate:1 1 udp 1 192.0.2.1 1 typ host a\u00e9 1', 'wrong-syntax', 'extensionName', 42, 'a\u00e9'],
    ['candidate:1 1 udp 1 192.0.2.1 1 typ host x \u00e9', 'wrong-syntax', 'extensionValue', 44, '\u00e9'],
    ['candidate:1 1 tcp 1 192.0.2.1 9 typ host tcptype open', 'wrong-syntax', 'tcpType', 50, 'open'],
    ['candidate:1  1 udp 1 192.0.2.1 1 typ host', 'wrong-syntax', 'component', 13, ''],
    ['a=candidate:1 x udp 1 192.0.2.1 1 typ host', 'wrong-syntax', 'component', 15, 'x'],
  ])('%s', (line, kind, field, column, text) => {
    expect(errorOf(line)).toMatchObject({ kind, field, column, text });
    expect(line.slice(column - 1)).toMatch(new RegExp(`^${text.replace(/[[\]+]/g, '\\$&')}`));
  });

  it.each([
    ['candidate:1', 'component', 12],
    ['candidate:1 1 udp 1 192.0.2.1 1 typ', 'type', 36],
    ['candidate:1 1 udp 1 192.0.2.1 1 typ srflx raddr', 'relatedAddress', 48],
    ['candidate:1 1 udp 1 192.0.2.1 1 typ srflx rport', 'relatedPort', 48],
    ['candidate:1 1 udp 1 192.0.2.1 1 typ host generation', 'extensionValue', 52],
    ['candidate:1 1 tcp 1 192.0.2.1 9 typ host', 'tcpType', 41],
  ])('%s: something is missing', (line, field, column) => {
    expect(errorOf(line)).toMatchObject({ kind: 'missing-field', field, column });
  });

  it.each([
    ['', 1],
    ['candidate:', 11],
    ['a=candidate:\r\n', 13],
  ])('%j is empty: the end of candidates', (line, column) => {
    expect(errorOf(line)).toMatchObject({ kind: 'empty', column });
  });

  it('says what should stand there', () => {
    expect(errorOf('candidate:1 0 udp 1 192.0.2.1 1 typ host').expected).toBe('an integer from 1 to 256');
  });
});

describe('The fields of a line', () => {
  it('have the names of the grammar', () => {
    const names = candidateFields(`a=${SRFLX} generation 0 tcptype so`).map(({ name }) => name);
    expect(names.join(' ')).toBe(
      'prefix foundation component transport priority address port typ type raddr relatedAddress rport relatedPort ' +
        'extensionName extensionValue extensionName tcpType',
    );
  });

  it('are told as far as a line goes, right or wrong', () => {
    expect(candidateFields('candidate:1 x')).toEqual([
      { name: 'prefix', start: 0, end: 10, text: 'candidate:' },
      { name: 'foundation', start: 10, end: 11, text: '1' },
      { name: 'component', start: 12, end: 13, text: 'x' },
    ]);
    expect(candidateFields('')).toEqual([]);
  });

  it('stand where they say, in any line, with one space between', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (line) => {
        const fields = candidateFields(line);
        for (const { start, end, text } of fields) expect(line.slice(start, end)).toBe(text);
        const [first, ...others] = fields.filter(({ name }) => name !== 'prefix');
        let end = first?.end;
        for (const field of others) {
          expect(field.start).toBe((end ?? 0) + 1);
          end = field.end;
        }
      }),
    );
  });
});

describe('Any line', () => {
  const word = fc.constantFrom(
    '1',
    '0',
    'udp',
    'tcp',
    '2130706431',
    '192.0.2.1',
    '::1',
    '9',
    'typ',
    'host',
    'raddr',
    'rport',
    'tcptype',
    'active',
    '',
    'é',
  );
  const line = fc.oneof(
    fc.string(),
    fc.array(word, { maxLength: 20 }).map((words) => `candidate:${words.join(' ')}`),
  );

  it('is parsed, or refused at a column of the line', () => {
    fc.assert(
      fc.property(line, (text) => {
        const result = parseCandidate(text);
        if (!result.ok) expect(result.error.column).toBeLessThanOrEqual(text.length + 1);
      }),
      { numRuns: 2000 },
    );
  });

  it('that is parsed is printed to a line that says the same', () => {
    const candidate = fc.record(
      {
        foundation: fc.stringMatching(/^[A-Za-z0-9+/]{1,32}$/),
        component: fc.integer({ min: 1, max: 256 }),
        transport: fc.constant('udp'),
        priority: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
        address: fc.oneof(
          fc.ipV4(),
          fc.ipV6(),
          fc.domain().filter((name) => name.length > 3),
        ),
        port: fc.integer({ min: 1, max: 65535 }),
        type: fc.constantFrom('host', 'srflx', 'prflx', 'relay'),
        relatedAddress: fc.ipV4(),
        relatedPort: fc.integer({ min: 0, max: 65535 }),
        extensions: fc.array(
          fc.tuple(fc.stringMatching(/^x[a-z-]{0,9}$/), fc.stringMatching(/^[!-~]{0,9}$/)),
        ),
      },
      {
        requiredKeys: [
          'foundation',
          'component',
          'transport',
          'priority',
          'address',
          'port',
          'type',
          'extensions',
        ],
      },
    );
    fc.assert(
      fc.property(candidate, (value) => {
        expect(candidateOf(printCandidate(value))).toEqual(value);
      }),
    );
  });
});
