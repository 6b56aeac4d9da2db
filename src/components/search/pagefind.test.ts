import { expect, it } from 'vitest';
import { isNamed, partsOf } from './pagefind.ts';

it('reads an excerpt as words, plain and marked in turn', () => {
  expect(partsOf('the <mark>base</mark> of a &lt;candidate&gt; &amp; its <mark>base</mark>')).toEqual([
    'the ',
    'base',
    ' of a <candidate> & its ',
    'base',
    '',
  ]);
});

it('takes no other element for one', () => {
  expect(partsOf('<img src=x> <mark>a</mark>')).toEqual(['<img src=x> ', 'a', '']);
});

it('knows what is called so by the beginnings of its words', () => {
  const title = 'RFC 8445 §5.1.1.3 Computing Foundations';
  expect(isNamed(title, '8445 5.1.1.3')).toBe(true);
  expect(isNamed(title, 'RFC 8445 §5.1.1.3')).toBe(true);
  expect(isNamed(title, 'foundation')).toBe(true);
  expect(isNamed(title, '8445 5.1.2')).toBe(false);
  expect(isNamed('主机候选', '主机')).toBe(true);
});
