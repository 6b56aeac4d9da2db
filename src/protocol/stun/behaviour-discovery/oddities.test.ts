import { describe, expect, it } from 'vitest';
import { address } from './testing-nat.ts';
import { discover, rewriting } from './testing.ts';

const OPEN = { mapping: 'EndpointIndependent', filtering: 'EndpointIndependent', hairpins: true } as const;

describe('Oddities on the way', () => {
  const elsewhere = address('10.9.9.9', 9);

  it('a generic ALG rewrites MAPPED-ADDRESS, and not the XORed one (RFC 5780 §3.6)', () => {
    const server = rewriting((attribute) =>
      attribute.type === 'MAPPED-ADDRESS' ? { ...attribute, address: elsewhere } : undefined,
    );
    expect(discover({ nat: OPEN, server }).report.oddities).toEqual(['alg']);
  });

  it('an answer that is not from its RESPONSE-ORIGIN: the server is translated, too (RFC 5780 §7.3)', () => {
    const server = rewriting((attribute) =>
      attribute.type === 'RESPONSE-ORIGIN' ? { ...attribute, address: elsewhere } : undefined,
    );
    expect(discover({ nat: OPEN, server }).report.oddities).toEqual(['server-translated']);
  });
});
