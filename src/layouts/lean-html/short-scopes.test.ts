import { expect, test } from 'vitest';
import { shortenScopes } from './short-scopes.ts';

test('scopes get short names, the same in classes and styles', () => {
  expect(
    shortenScopes(
      '<style>.bar.astro-jr7posx5{gap:0}p.astro-bayye2f6{margin:0}</style>' +
        '<p class="astro-bayye2f6">1</p><b class="bar astro-jr7posx5"></b><b class="bar astro-jr7posx5"></b>',
    ),
  ).toBe(
    '<style>.bar.a_1{gap:0}p.a_0{margin:0}</style>' +
      '<p class="a_0">1</p><b class="bar a_1"></b><b class="bar a_1"></b>',
  );
});

test('what only looks like a scope keeps its name', () => {
  const html =
    '<style>.x{color:var(--astro-code-token-string)}</style><astro-island class="astro-island"></astro-island>' +
    '<template data-astro-template="astro-template"></template><script src="/_astro/astro-aaaaaaaa.js"></script>';
  expect(shortenScopes(html)).toBe(html);
});
