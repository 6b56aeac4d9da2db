import { describe, expect, it } from 'vitest';
import { data } from './attributes/data.ts';
import { errorCode } from './attributes/error-code.ts';
import { software } from './attributes/software.ts';
import { useCandidate } from './attributes/use-candidate.ts';
import { METHOD, type StunAttribute, encodeStun } from './index.ts';
import { readOne } from './read-one.ts';

const message = (...attributes: StunAttribute[]) =>
  encodeStun({
    class: 'request',
    method: METHOD.Binding,
    transactionId: new Uint8Array(12),
    attributes,
  });

describe('one attribute of a message', () => {
  it('is read past those of other kinds and their padding', () => {
    const bytes = message(
      { type: 'SOFTWARE', software: 'odd' },
      { type: 'ERROR-CODE', code: 438, reason: '' },
    );
    expect(readOne(bytes, errorCode)).toEqual({ type: 'ERROR-CODE', code: 438, reason: '' });
  });

  it('is the first of its kind (RFC 8489 §14)', () => {
    const bytes = message({ type: 'SOFTWARE', software: 'first' }, { type: 'SOFTWARE', software: 'second' });
    expect(readOne(bytes, software)).toMatchObject({ software: 'first' });
  });

  it('is undefined where it is missing', () => {
    expect(readOne(message({ type: 'SOFTWARE', software: 'odd' }), useCandidate)).toBeUndefined();
    expect(readOne(message(), useCandidate)).toBeUndefined();
  });

  it('is undefined behind the integrity, where it must be ignored (RFC 8489 §9)', () => {
    const bytes = message({ type: 'MESSAGE-INTEGRITY', hmac: new Uint8Array(20) }, { type: 'USE-CANDIDATE' });
    expect(readOne(bytes, useCandidate)).toBeUndefined();
  });

  it('is undefined where its value breaks its rules, or is longer than the message', () => {
    const broken = message({ type: 'ERROR-CODE', code: 438, reason: '' });
    broken[26] = 1;
    expect(readOne(broken, errorCode)).toBeUndefined();
    const long = message({ type: 'DATA', data: new Uint8Array(4) });
    long[23] = 200;
    expect(readOne(long, data)).toBeUndefined();
    expect(readOne(long.subarray(0, 22), data)).toBeUndefined();
  });
});
