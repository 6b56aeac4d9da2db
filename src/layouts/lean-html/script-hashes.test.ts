import { expect, test } from 'vitest';
import { withoutUnusedHashes } from './script-hashes.ts';

/** SHA-256 of `a()`, by `openssl dgst -sha256 -binary | base64`. */
const OF_A = 'sha256-qVpDBgj7bpq5hMAcGp3AOc79J3Y1Z4HvySTwKrWDoy4=';
const policy = (hashes: readonly string[]) =>
  `<meta http-equiv="content-security-policy" content="script-src 'self'${hashes.map((hash) => ` '${hash}'`).join('')}; style-src 'self'">`;

test('the policy keeps the hashes of the page’s inline scripts and of those of its frames', () => {
  const page = '<script type="module">a()</script><script src="/b.js"></script>';
  expect(
    withoutUnusedHashes(policy([OF_A, 'sha256-frame=', 'sha256-other=']) + page, ['sha256-frame=']),
  ).toBe(policy([OF_A, 'sha256-frame=']) + page);
});

test('a page without a policy gets none', () => {
  expect(withoutUnusedHashes('<p>Text</p>', [])).toBe('<p>Text</p>');
});
