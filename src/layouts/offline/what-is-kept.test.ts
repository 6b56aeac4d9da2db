import { expect, it } from 'vitest';
import { cachePrefix, whatIsKept } from './what-is-kept.ts';

const kept = whatIsKept(
  [
    '/index.html',
    '/404.html',
    '/learn/stun/index.html',
    '/zh-cn/learn/stun/index.html',
    '/_astro/Gather.BMGy7VjL.js',
    '/_astro/editor.api.gbBXzqbF.js',
    '/_astro/workers/ts.worker.CVbFdYz4.js',
    '/_astro/workers/worker.B4i1zl90.js',
    '/pagefind/pagefind.js',
    '/pagefind/pagefind.en_cbc76c6aa3.pf_meta',
    '/pagefind/index/en_1b84117.pf_index',
    '/pagefind/fragment/zh-hans-cn_1f8e465.pf_fragment',
    '/ice-servers.json',
    '/_headers',
    '/sandbox/frame/index.html',
  ].map((path) => ({ path, bytes: 1 })),
);

it('keeps pages and search index by edition, and the rest for all', () => {
  expect(kept.editions.en).toEqual([
    '/',
    '/learn/stun/',
    '/pagefind/index/en_1b84117.pf_index',
    '/pagefind/pagefind.en_cbc76c6aa3.pf_meta',
  ]);
  expect(kept.editions['zh-cn']).toEqual([
    '/pagefind/fragment/zh-hans-cn_1f8e465.pf_fragment',
    '/zh-cn/learn/stun/',
  ]);
  expect(kept.shared).toEqual([
    '/404.html',
    '/_astro/Gather.BMGy7VjL.js',
    '/_astro/workers/worker.B4i1zl90.js',
    '/pagefind/pagefind.js',
  ]);
});

it('knows the full editor, but leaves it to those who use it', () => {
  expect(kept.hashed).toContain('/_astro/editor.api.gbBXzqbF.js');
  expect(kept.hashed).toContain('/_astro/workers/ts.worker.CVbFdYz4.js');
});

it('never keeps the servers with their credentials', () => {
  expect(JSON.stringify(kept)).not.toContain('ice-servers');
});

it('takes the caches of no other copy of the site on the same host for its own', () => {
  const prefixes = ['/', '/a/', '/a/b/', '/ab/', '/a/-b/', '/-/'].map(cachePrefix);
  for (const prefix of prefixes) {
    expect(prefixes.filter((other) => `${other}0123`.startsWith(prefix))).toEqual([prefix]);
  }
});
