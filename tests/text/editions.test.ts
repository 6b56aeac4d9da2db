import { describe, expect, it } from 'vitest';
import { differences, outlineOf, unfinished } from './editions.ts';
import { sources } from './sources.ts';

const CHAPTERS = sources('content/*/*.mdx');
const textOf = (path: string): string | undefined => CHAPTERS.find((chapter) => chapter.path === path)?.text;
/** Chapters that are there in both editions; one that is still to be translated is no error. */
const PAIRS = CHAPTERS.filter(({ path }) => path.startsWith('content/en/')).flatMap(({ path, text }) => {
  const chinese = textOf(path.replace('/en/', '/zh-cn/'));
  return chinese === undefined ? [] : [{ path: path.replace('/en/', '/zh-cn/'), text, chinese }];
});

describe('the editions', () => {
  it('are compared where both are there', () => {
    expect(PAIRS.length).toBeGreaterThan(0);
  });

  it.each(PAIRS)('$path has what the English chapter has, in its order', ({ path, text, chinese }) => {
    expect(outlineOf(text).parts.length).toBeGreaterThan(30);
    expect(differences(text, chinese).map((difference) => path + difference)).toEqual([]);
  });

  it('have a chapter in Chinese only where there is one in English', () => {
    const alone = CHAPTERS.filter(({ path }) => path.startsWith('content/zh-cn/')).filter(
      ({ path }) => textOf(path.replace('/zh-cn/', '/en/')) === undefined,
    );
    expect(alone.map(({ path }) => path)).toEqual([]);
  });

  it('hold nothing that somebody meant to come back to', () => {
    const left = sources('content/**/*.mdx', 'lessons/**/exercise.yaml').flatMap(({ path, text }) =>
      unfinished(text).map((line) => `${path}:${line}`),
    );
    expect(left).toEqual([]);
  });
});

const ENGLISH = `---
title: A chapter
buildsOn: [stun, nats-and-firewalls]
---

A question <Rfc n={8445} s="5.1" />. And a <Term id="base">base</Term>.

## The first

<Lab
  scene="home-to-home"
  steps="selected"
/>

<QuickQuestion question="Why?">
  <Choice text="So" correct>
    Right, by RFC 8445 §6.1 and <Rfc n={7675} />.
  </Choice>
  <Choice text="Not so">Wrong.</Choice>
</QuickQuestion>

\`\`\`js
const answer = 42; // ## no heading
\`\`\`

| NAT | what helps |
|---|---|
| full | [STUN](/learn/stun/) |

- one
- two

### Deeper

<Exercise id="pair-priority" />
`;
const CHINESE = ENGLISH.replace('A chapter', '一章')
  .replace('A question <Rfc n={8445} s="5.1" />. And a', '一个问题。还有')
  .replace('base</Term>.', '基址</Term> <Rfc n={8445} s="5.1" />。')
  .replace('Why?', '为什么？')
  .replace('text="Not so"', 'text="不是这样"')
  .replace('by RFC 8445 §6.1 and <Rfc n={7675} />', '见 <Rfc n={7675} /> 和 RFC 8445 §6.1')
  .replace('## The first', '## 第一')
  .replace('](/learn/', '](/zh-cn/learn/')
  .replace('// ## no heading', '// 不是标题')
  .replace('\n  scene="home-to-home"\n  steps="selected"\n', ' steps="selected" scene="home-to-home" ');

describe('the check itself', () => {
  it('lets words and their order differ', () => {
    expect(CHINESE).not.toBe(ENGLISH);
    expect(differences(ENGLISH, CHINESE)).toEqual([]);
  });

  it.each([
    ['a heading of another level', '## 第一', '### 第一', /^:8 has ###, not ## \(line 8\)$/],
    [
      'a heading that is missing',
      '### Deeper\n',
      '',
      /has <Exercise id="pair-priority">, not ### \(line 33\)$/,
    ],
    [
      'another scene',
      'home-to-home',
      'two-homes',
      /^:10 has <Lab scene="two-homes" steps="selected">, not <Lab/,
    ],
    [
      'another moment',
      'steps="selected"',
      'steps="nominated"',
      /not <Lab scene="home-to-home" steps="selected">/,
    ],
    ['another exercise', 'pair-priority', 'pair-order', /^:32 has <Exercise id="pair-order">/],
    ['a component more', '### Deeper', '<Gather />\n\n### Deeper', /has <Gather>, not ### \(line 33\)$/],
    ['another right choice', ' correct', '', /has <Choice>, not <Choice correct> \(line 16\)$/],
    ['a choice less', '  <Choice text="不是这样">Wrong.</Choice>\n', '', /not <Choice> \(line 19\)$/],
    ['an end that is missing', '<Exercise id="pair-priority" />\n', '', /has nothing more, not <Exercise/],
    ['code of another language', '```js', '```ts', /has ```ts, not ```js/],
    ['a row less', '| full | [STUN](/zh-cn/learn/stun/) |\n', '', /has -, not \| \(line 28\)$/],
    ['an item less', '- two\n', '', /has ###, not - \(line 31\)$/],
    ['a link less', '[STUN](/zh-cn/learn/stun/)', 'STUN', /cites \/learn\/stun\/ less often/],
    ['another chapter to build on', '[stun, ', '[turn, ', /^:2 has "buildsOn: \[turn, /],
    ['a citation less', ' <Rfc n={8445} s="5.1" />', '', /^:1 cites RFC 8445 §5\.1 less often than line 1$/],
    ['a citation more', '还有', '还有 <Rfc n={8445} s="4" />', /^:1 cites RFC 8445 §4 more often/],
    ['a citation in another place', 'RFC 8445 §6.1', 'RFC 8445 §6.2', /cites RFC 8445 §6\.1 less often/],
    ['a whole RFC less', '<Rfc n={7675} />', '它', /cites RFC 7675 less often/],
    [
      'a term that leads nowhere',
      '<Term id="base">基址</Term>',
      '基址',
      /^: links nowhere to the term "base"$/,
    ],
  ])('finds %s', (_, from, to, said) => {
    expect(CHINESE).toContain(from);
    expect(differences(ENGLISH, CHINESE.replace(from, to))).toContainEqual(expect.stringMatching(said));
  });

  it('finds what is left to do, and no word that only looks so', () => {
    expect(unfinished('One.\nTODO: two.\n这里待补。\n{/* FIXME */}')).toEqual([2, 3, 4]);
    expect(unfinished('todos and XXXL')).toEqual([]);
  });
});
