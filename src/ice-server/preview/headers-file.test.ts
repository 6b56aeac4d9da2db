import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { headersBelow, headersFor, parseHeadersFile } from './headers-file.ts';

const FILE = parseHeadersFile(`# A comment
/*
  X-Content-Type-Options: nosniff
  Content-Security-Policy: frame-ancestors 'self'; base-uri 'none'

/ice-servers.json
  Cache-Control: no-store
/learn/*
  Content-Security-Policy: form-action 'none'
`);

describe('a _headers file', () => {
  it('gives a path the headers of its blocks and no others', () => {
    expect(headersFor(FILE, '/ice-servers.json').get('Cache-Control')).toBe('no-store');
    expect([...headersFor(FILE, '/tools/').keys()]).toEqual([
      'X-Content-Type-Options',
      'Content-Security-Policy',
    ]);
  });

  it('keeps what stands after a second colon or a semicolon', () => {
    expect(headersFor(FILE, '/')).toContainEqual([
      'Content-Security-Policy',
      "frame-ancestors 'self'; base-uri 'none'",
    ]);
  });

  it('joins what several blocks say with the same name, so that both policies hold', () => {
    expect(headersFor(FILE, '/learn/ice/').get('Content-Security-Policy')).toBe(
      "frame-ancestors 'self'; base-uri 'none', form-action 'none'",
    );
  });
});

describe("the site's own _headers file", () => {
  const text = readFileSync(new URL('../../../public/_headers', import.meta.url), 'utf8');
  const rules = parseHeadersFile(text);
  const of = (path: string) => headersFor(rules, path);

  it('never lets ICE servers be cached, nor types be guessed', () => {
    expect(of('/ice-servers.json').get('Cache-Control')).toBe('no-store');
    expect(of('/ice-servers.json').get('X-Content-Type-Options')).toBe('nosniff');
  });

  it('leaves camera and microphone to the browser: a permission changes what ICE may show', () => {
    expect(of('/').get('Permissions-Policy')).not.toMatch(/camera|microphone/);
  });

  it.each([
    '/',
    '/learn/',
    '/learn/candidates/',
    '/tools/gather/',
    '/tools/inspect/',
    '/settings/',
    '/glossary/',
    '/zh-cn/',
    '/zh-cn/glossary/',
  ])('lets no other site frame %s', (path) => {
    expect(of(path).get('Content-Security-Policy')).toBe("frame-ancestors 'self'");
  });

  it('lets the frame of learner code be framed', () => {
    expect(of('/sandbox/frame/').has('Content-Security-Policy')).toBe(false);
  });

  it('says the same of a site below a path, and nothing of what else is on its host', () => {
    const below = parseHeadersFile(headersBelow(text, '/a/'));
    for (const { pattern } of rules) {
      const path = pattern.replace('*', 'x');
      expect([path, headersFor(below, `/a${path}`)]).toEqual([path, of(path)]);
      expect([path, headersFor(below, path)]).toEqual([path, new Map()]);
    }
    expect(headersBelow(text, '/')).toBe(text);
  });
});
