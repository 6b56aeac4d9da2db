import { describe, expect, it } from 'vitest';
import { storageError } from './result.ts';

describe('why storage did not answer', () => {
  it.each([
    ['SecurityError', 'denied'],
    ['InvalidStateError', 'denied'],
    ['QuotaExceededError', 'full'],
    ['VersionError', 'newer'],
    ['UnknownError', 'failed'],
  ])('%s is %s', (name, kind) => {
    expect(storageError(new DOMException('why', name))).toEqual({ kind, message: 'why' });
  });

  it('takes anything that was thrown', () => {
    expect(storageError('odd').kind).toBe('failed');
    expect(storageError(undefined).kind).toBe('failed');
  });
});
