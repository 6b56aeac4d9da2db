import assert from 'node:assert/strict';
import test from 'node:test';
import { createConsent } from './consent.ts';

test('data may be sent when ICE has concluded', () => {
  const consent = createConsent({ peer: '203.0.113.9:61000', grantedAtMs: 1_000 });
  assert.equal(consent.maySend(1_001), true);
});

// Add what you are not sure of: the last moment of consent, a forged answer, an answer that comes too late.
