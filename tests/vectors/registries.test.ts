import { describe, expect, it } from 'vitest';
import {
  METHOD,
  TYPE_PREFERENCE,
  attributeCode,
  attributeName,
  errorReason,
  isComprehensionRequired,
  parseCandidate,
  parseIceSdp,
  stunErrorCodes,
} from '#src/protocol/index.ts';
import registries from './registries.json' with { type: 'json' };

/**
 * `registries.json` holds the tables of the RFCs, which `scripts/rfc-registries.mjs` extracts from their texts. Of its
 * attributes `src/protocol` understands these, and not yet the `tcpRelayAttributes` of RFC 6062.
 */

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

describe('Candidate types', () => {
  it('are those of RFC 8839 §5.1, each with its preference', () => {
    expect(Object.keys(TYPE_PREFERENCE).sort()).toEqual(namesOf(registries.candidateTypes).sort());
  });

  it.each(namesOf(registries.candidateTypes))('%s is read from a candidate line', (type) => {
    expect(parseCandidate(`candidate:1 1 udp 1 192.0.2.1 5000 typ ${type}`)).toMatchObject({
      value: { type },
    });
  });
});

describe('TCP types', () => {
  const lineOf = (tcpType: string) => `candidate:1 1 tcp 1 192.0.2.1 5000 typ host tcptype ${tcpType}`;

  it.each(namesOf(registries.tcpTypes))('%s is read from a candidate line (RFC 6544 §4.5)', (tcpType) => {
    expect(parseCandidate(lineOf(tcpType))).toMatchObject({ value: { tcpType } });
  });

  it.each(namesOf(registries.tcpTypes))('%s is known by its whole name only', (tcpType) => {
    expect(parseCandidate(lineOf(`${tcpType}x`))).toMatchObject({ error: { field: 'tcpType' } });
  });
});

describe('SDP attributes', () => {
  // No attribute of ICE may have this value, so the parser complains of those it knows and passes over all others.
  const isKnown = (name: string) =>
    parseIceSdp(`v=0\r\nm=audio 9 RTP/AVP 0\r\na=${name}: \r\n`).errors.length > 0;

  it.each(registries.sdpAttributes.map(({ name, rfc, section }) => [name, rfc, section] as const))(
    '%s is known (RFC %i §%s)',
    (name) => {
      expect(isKnown(name)).toBe(true);
    },
  );

  it.each(namesOf(registries.sdpAttributes))('%s is known by its whole name only', (name) => {
    expect(isKnown(`${name}x`)).toBe(false);
    expect(isKnown(name.slice(0, -1))).toBe(false);
  });
});

function namesOf(rows: readonly { readonly name: string }[]): string[] {
  return rows.map(({ name }) => name);
}
