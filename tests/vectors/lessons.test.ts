import { expect, it } from 'vitest';
import { RFC5769_IPV4, RFC5769_IPV6 } from '#lessons/decode-xor-mapped-address/checks/cases.ts';
import { RFC5769_MESSAGES, RFC5769_PASSWORD } from '#lessons/verify-message-integrity/checks/cases.ts';
import { sampleOf } from './rfc5769.ts';

/** Exercises import nothing of the tests, so they have copies of the RFC's messages: here they are held against them. */

it.each([
  ['2.2', RFC5769_IPV4],
  ['2.3', RFC5769_IPV6],
] as const)(
  'decode-xor-mapped-address has the message of RFC 5769 §%s, and what it says',
  (section, copy) => {
    const { bytes, parameters } = sampleOf(section);
    expect(copy.message).toEqual(bytes);
    expect(copy.expected).toEqual({ address: parameters.mappedAddress, port: parameters.mappedPort });
  },
);

it.each(RFC5769_MESSAGES)('verify-message-integrity has the message of RFC 5769 §%s', (section, message) => {
  const sample = sampleOf(section);
  expect(message).toEqual(sample.bytes);
  expect(RFC5769_PASSWORD).toBe(sample.parameters.password);
});
