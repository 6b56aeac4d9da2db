import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { staticHeaders } from './static-headers.ts';

const FILE = `# A comment
/*
  X-Content-Type-Options: nosniff
  Content-Security-Policy: frame-ancestors 'self'; base-uri 'none'

/ice-servers.json
  Cache-Control: no-store
`;

describe('a _headers file', () => {
  it('gives a path its own block and no other', () => {
    expect(staticHeaders(FILE, '/ice-servers.json')).toEqual({ 'Cache-Control': 'no-store' });
    expect(staticHeaders(FILE, '/learn/')).toEqual({});
  });

  it('keeps what stands after a second colon or a semicolon', () => {
    expect(staticHeaders(FILE, '/*')['Content-Security-Policy']).toBe(
      "frame-ancestors 'self'; base-uri 'none'",
    );
  });
});

describe("the site's own _headers file", () => {
  const file = readFileSync(new URL('../../public/_headers', import.meta.url), 'utf8');

  it('never lets ICE servers be cached, nor types be guessed', () => {
    expect(staticHeaders(file, '/ice-servers.json')['Cache-Control']).toBe('no-store');
    expect(staticHeaders(file, '/*')['X-Content-Type-Options']).toBe('nosniff');
  });

  it('leaves camera and microphone to the browser: a permission changes what ICE may show', () => {
    expect(staticHeaders(file, '/*')['Permissions-Policy']).not.toMatch(/camera|microphone/);
  });
});
