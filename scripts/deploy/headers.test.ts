import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { headersFor, parseHeadersFile } from '#src/ice-server/preview/headers-file.ts';
import { PAGES } from '#tests/site-pages.ts';
import { deployFiles } from './files.ts';
import { caddyHeaders, nginxHeaders, withPart } from './headers.ts';

const RULES = parseHeadersFile(`
/*
  X-Content-Type-Options: nosniff
/
  Content-Security-Policy: frame-ancestors 'self'
/learn/*
  Content-Security-Policy: frame-ancestors 'self'
/a.json
  Cache-Control: no-store
`);

describe("the site's _headers file", () => {
  const rules = parseHeadersFile(readFileSync('public/_headers', 'utf8'));

  it('lets no other site frame any page', () => {
    const framed = [...PAGES.map(({ path }) => path), '/offline/'].filter(
      (path) => headersFor(rules, path).get('Content-Security-Policy') !== "frame-ancestors 'self'",
    );
    expect(PAGES.length).toBeGreaterThan(30);
    expect(framed).toEqual([]);
  });

  it("lets a service worker's script be asked for again each time", () => {
    expect(headersFor(rules, '/sw.js').get('Cache-Control')).toBe('no-cache');
  });

  it.each(Object.entries(deployFiles()))(
    'is what %s says: run `node scripts/deploy/main.ts` after a change',
    (file, text) => {
      expect(readFileSync(file, 'utf8')).toBe(text);
    },
  );
});

describe('the files for a site below a path', () => {
  it.each(Object.entries(deployFiles('/a/b/')))('name no other path of its host: %s', (_file, text) => {
    const paths = [...text.matchAll(/(?<=[ ^])\/[\w.*/-]*/g)].map(([path]) => path);
    const other = paths.filter((path) => !path.startsWith('/a/b/'));
    // Folders of the machine.
    expect(other.filter((path) => !/^\/(srv|etc)\//.test(path))).toEqual([]);
    for (const file of ['ice-servers.json', '404.html']) expect(text).toContain(`/a/b/${file}`);
  });
});

describe('headers in the words of', () => {
  it('Caddy: a matcher for the paths that say the same, and a default for what browsers may keep', () => {
    expect(caddyHeaders(RULES)).toBe(
      [
        '\theader X-Content-Type-Options "nosniff"',
        '\t@content-security-policy-1 path / /learn/*',
        '\theader @content-security-policy-1 Content-Security-Policy "frame-ancestors \'self\'"',
        '\t@cache-control-3 path /a.json',
        '\theader @cache-control-3 Cache-Control "no-store"',
        '\theader ?Cache-Control "no-cache"',
        '',
      ].join('\n'),
    );
  });

  it('nginx: maps, and headers that take their values from them', () => {
    const { maps, headers } = nginxHeaders(RULES);
    expect(headers.split('\n')).toContain('  add_header X-Content-Type-Options "nosniff" always;');
    expect(headers.split('\n')).toContain('  add_header Cache-Control $icebreaker_cache_control always;');
    expect(maps).toContain(
      'map $uri $icebreaker_cache_control {\n  default "no-cache";\n  /a.json "no-store";\n}\n',
    );
    expect(maps).toContain(
      '  ~^/(index\\.html)?$ "frame-ancestors \'self\'";\n  ~^/learn/ "frame-ancestors \'self\'";\n',
    );
  });

  it.each([
    [
      'two paths of a header that overlap',
      '/*\n  A: b\n/learn/\n  A: c\n',
      /A is said for \/\* and for \/learn\//,
    ],
    ['a star in the middle', '/a/*/b\n  A: b\n', /What is the path \/a\/\*\/b/],
    ['what ends a word', '/a;b\n  A: b\n', /What is the path/],
  ])('neither, for %s: they would say something else', (_what, text, error) => {
    expect(() => caddyHeaders(parseHeadersFile(text))).toThrow(error);
    expect(() => nginxHeaders(parseHeadersFile(text))).toThrow(error);
  });
});

describe('a part of a file', () => {
  it('is made anew, and nothing else', () => {
    expect(withPart('a\n  # begin x, y\nold\n  # end x\nb\n', 'x', 'new $1\n')).toBe(
      'a\n  # begin x, y\nnew $1\n  # end x\nb\n',
    );
    expect(() => withPart('a\n# begin x\n', 'x', '')).toThrow('no part x');
  });
});
