import { describe, expect, it } from 'vitest';
import {
  METHOD,
  attributeCode,
  attributeName,
  errorReason,
  isComprehensionRequired,
  stunErrorCodes,
} from '#src/protocol/index.ts';
import registries from './registries.json' with { type: 'json' };

/** `registries.json` holds the tables of the RFCs, extracted from their text. */
describe('Attribute types', () => {
  it.each(registries.attributes.map(({ rfc, section, code, name }) => [code, name, rfc, section] as const))(
    '%s is %s (RFC %i §%s)',
    (text, name) => {
      const code = Number(text);
      const known = attributeName(code);
      expect(known).toBe(name);
      if (known) expect(attributeCode(known)).toBe(code);
    },
  );

  it('are known only as far as the RFCs define them', () => {
    const defined = new Set(registries.attributes.map(({ code }) => Number(code)));
    for (let code = 0; code <= 0xffff; code++) {
      if (!defined.has(code)) expect(attributeName(code), `0x${code.toString(16)}`).toBeUndefined();
    }
  });

  it('below 0x8000 are comprehension-required (RFC 8489 §14)', () => {
    expect(isComprehensionRequired(0x7fff)).toBe(true);
    expect(isComprehensionRequired(0x8000)).toBe(false);
  });
});

describe('Methods', () => {
  it('are those of RFC 8489 §18.2, RFC 8656 §17 and RFC 6062 §6.1', () => {
    expect(METHOD).toEqual(
      Object.fromEntries(registries.methods.map(({ name, code }) => [name, Number(code)])),
    );
  });
});

describe('Error codes', () => {
  it.each(registries.errorCodes.map(({ code, name, rfc, section }) => [code, name, rfc, section] as const))(
    '%i is "%s" (RFC %i §%s)',
    (code, name) => {
      expect(errorReason(code)).toBe(name);
    },
  );

  it('are known only as far as the RFCs define them', () => {
    const defined = registries.errorCodes.map(({ code }) => code).sort((a, b) => a - b);
    expect(stunErrorCodes()).toEqual(defined);
    // 701 exists only in browsers' `icecandidateerror` events.
    expect(errorReason(701)).toBeUndefined();
  });
});
