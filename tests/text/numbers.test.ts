import { describe, expect, it } from 'vitest';
import { sources } from './sources.ts';
import { wrongNumbers } from './numbers.ts';

const SOURCES = sources(
  'content/**/*.mdx',
  'docs/*.md',
  'lessons/**/exercise.yaml',
  'src/components/glossary/terms.ts',
  'src/i18n/messages/*.ts',
  'src/protocol/**/*.ts',
);

describe('a number that a text gives a constant', () => {
  it('is the one of src/protocol', () => {
    const wrong = SOURCES.flatMap(({ path, text }) =>
      wrongNumbers(text).map(({ line, said }) => `${path}:${line} ${said}`),
    );
    expect(wrong).toEqual([]);
  });
});

const SENDS =
  '| Request | Sent at | Then waits |\n| --- | --- | --- |\n| 1 | 0 ms | 500 ms |\n| 2 | 500 ms | 1 s |\n';
const TYPE_PREFERENCES = '| Type | Type preference |\n| --- | --- |\n| `host` | 126 |\n';

describe('the check itself', () => {
  it.each([
    'The RTO is 400 ms.',
    'with an RTO of 1 s',
    '| `RTO` | 400 ms |',
    '| RTO | the first wait, doubled each time | 400 |',
    '| **Rc** | 8 | requests in all |',
    'Rc is 8 and Rm is 16',
    '| Rm | 7 |',
    'Ta (20 ms) paces them',
    '| Ta | 5 |',
    'A permission lasts ten minutes.',
    'A <Term id="permission">permission</Term> expires after 600 seconds.',
    '| permission | 10 minutes |',
    'an allocation lasts 300 s',
    'a channel binding lasts 20 minutes',
    'Consent expires after 15 seconds',
    'a consent check every 30 seconds',
    'the PAC timer is 30 s',
    'Tr is 30 s',
    'the magic cookie `0x2112A443`',
    'The transaction ID has 128 bits',
    'a STUN header of 24 bytes',
    'sent at 0, 500, 1000, 3500 ms',
    'at 0 ms, 500 ms, 1500 ms, and 3000 ms',
    'It lasts **200 seconds**, and nobody can end it <Rfc n={8656} s="9" />.',
    'It rests. A client must wait ten minutes, and then 30 minutes\nmore <Rfc n={8656} s="12" />. So it is.',
    '它持续 200 秒 <Rfc n={8656} s="9" />。之后 5 分钟。',
    '437 (Stale Nonce)',
    '401 (Unauthorized)',
    `${TYPE_PREFERENCES}| \`srflx\` | 110 |\n`,
    `${SENDS}| 3 | 1000 ms | 2 s |\n`,
    '许可的有效期是 600 秒',
    '默认 RTO 为 300 毫秒',
  ])('finds the wrong number in: %s', (text) => {
    expect(wrongNumbers(text)).toHaveLength(1);
  });

  it('says where', () => {
    expect(wrongNumbers('One.\n\nA permission\nlasts 600 seconds.')).toEqual([
      { line: 3, said: 'permission lasts 600 seconds' },
    ]);
  });

  it.each([
    'The RTO is 500 ms, Rc is 7 and Rm is 16.',
    '| RTO | the first wait | 500 ms |\n| Rc | requests in all | 7 |',
    'A permission lasts five minutes, an allocation ten minutes unless refreshed.',
    'An allocation lasts 600 seconds; a server may grant 3600 seconds.',
    'A channel binding lasts 10 minutes; 5 minutes later the number is free.',
    'binds channel 0x4001 to a peer, and sends 20 bytes',
    'the signalling channel takes 2 s, and a data channel lasts 20 minutes',
    'cookie and transaction id: the 16 bytes',
    'Consent expires after 30 seconds; a consent check every 5 seconds.',
    'The PAC timer is 39.5 s.',
    'It lasts 300 seconds, or five minutes <Rfc n={8656} s="9" />. Then 7 seconds pass.',
    'After 12 seconds it ends. At most an hour <Rfc n={8656} s="7.2" />',
    'By default 50 ms <Rfc n={8445} s="14.2" />, and 7 ms elsewhere <Rfc n={8445} s="4" />',
    '- one every 50 ms <Rfc n={8445} s="14.2" />\n- the demo waits for 12 s',
    'sends at 0, 500, 1500, 3500, 7500, 15500 and 31500 ms',
    'The magic cookie is 0x2112A442, the transaction ID has 96 bits, or 12 bytes.',
    'The RTO doubles: the next one is 1000 ms.',
    'RTO = MAX (500ms, Ta * (Num-Of-Cands))',
    '438 (Stale Nonce), and 701 (No Such Code)',
    `${TYPE_PREFERENCES}| \`srflx\` | 100 |\n`,
    `${SENDS}| 3 | 1500 ms | 2 s |\n`,
    '<Mistake says="A permission lasts 600 seconds">It does not.</Mistake>',
    '许可的有效期是 300 秒',
  ])('lets pass: %s', (text) => {
    expect(wrongNumbers(text)).toEqual([]);
  });
});
