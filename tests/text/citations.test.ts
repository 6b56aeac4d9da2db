import { describe, expect, it } from 'vitest';
import { RFC_TEXTS } from '#src/components/chapter/rfc-sections.ts';
import { TERMS } from '#src/components/glossary/terms.ts';
import { NOT_CHECKED, citationsOf, problemOf } from './citations.ts';
import { sources } from './sources.ts';

const SOURCES = sources(
  'content/**/*.mdx',
  'docs/*.md',
  '*.md',
  'lessons/**/exercise.yaml',
  'lessons/**/*.ts',
  'src/**/*.{ts,astro,svelte}',
  'tests/**/*.ts',
).filter(({ path }) => !path.startsWith('tests/text/'));
const CITED = SOURCES.flatMap(({ text }) => citationsOf(text));

function problems(text: string): string[] {
  return citationsOf(text).flatMap((citation) => problemOf(citation) ?? []);
}

describe('a citation', () => {
  it('leads to a section that exists, of an RFC that is in force', () => {
    const wrong = SOURCES.flatMap(({ path, text }) =>
      citationsOf(text).flatMap((citation) => {
        const problem = problemOf(citation);
        return problem ? [`${path}:${citation.line} ${problem}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('in the glossary leads to a section', () => {
    const wrong = TERMS.flatMap(({ id, sources }) =>
      sources.flatMap(({ n, s }) => {
        const problem = problemOf({ line: 0, rfc: n, section: s, context: '' });
        return problem ? [`${id}: ${problem}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('is listed as unchecked only as long as it is there, and not for an RFC whose text is', () => {
    for (const [n, sections] of Object.entries(NOT_CHECKED)) {
      const rfc = Number(n);
      expect(RFC_TEXTS[rfc], n).toBeUndefined();
      const cited = CITED.filter((citation) => citation.rfc === rfc);
      expect(cited, n).not.toEqual([]);
      expect(sections.filter((section) => !cited.some((citation) => citation.section === section))).toEqual(
        [],
      );
    }
  });
});

describe('the check itself', () => {
  it.each([
    ['<Rfc n={8445} s="5.1.1.9" />', 'RFC 8445 has no §5.1.1.9'],
    ['<Rfc s="99" n={8445} />', 'RFC 8445 has no §99'],
    ['RFC 8489 §6.2.9 says so', 'RFC 8489 has no §6.2.9'],
    ['RFC 8489 §5, §14.8–§14.99', 'RFC 8489 has no §14.99'],
    ['RFC 8656 §9.\n\nMuch later, §92 adds to that.', 'RFC 8656 has no §92'],
    ['RFC 8489 Appendix C', 'RFC 8489 has no §C'],
    ['（RFC 8839 §5.9）', 'RFC 8839 has no §5.9'],
    ['§5.1 says so', '§5.1 of which RFC?'],
    ['by RFC 5245', 'RFC 5245 is obsolete (RFC 8839), and the text does not say so'],
    ['<Rfc n={5389} />', 'RFC 5389 is obsolete (RFC 8489), and the text does not say so'],
    [
      'see https://www.rfc-editor.org/rfc/rfc5766.html',
      'RFC 5766 is obsolete (RFC 8656), and the text does not say so',
    ],
    ['<Rfc n={8829} s="3.1" />', 'RFC 8829 is obsolete (RFC 9429), and the text does not say so'],
    ['RFC 9999', 'RFC 9999 is not in the table of sections, nor in NOT_CHECKED'],
    ['RFC 3261 §1', '§1 of RFC 3261 is not in NOT_CHECKED'],
    ['<Rfc s="4" />', '<Rfc> without a number'],
  ])('finds what is wrong in %s', (text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  it.each([
    '<Rfc n={8445} s="5.1.1.3" />, <Rfc n={8489} s="B" /> and <Rfc n={7675} />',
    'RFC 8839 §5.2–§5.6, RFC 6544 Appendix C, RFC 8489 §14.1 and §14.2.',
    'RFC 8445 obsoletes RFC 5245.',
    'RFC 5766 已被 RFC 8656 取代。',
    'the range "is not backwards compatible with [RFC5766]"',
    'RFC 3261 §25.1',
  ])('lets pass %s', (text) => {
    expect(problems(text)).toEqual([]);
  });
});
