import { describe, expect, it } from 'vitest';
import { requirementsOf } from './lib/rfc-requirements.mjs';

/** An excerpt as the RFC Editor sets it. */
const textOf = ({ last = 'REQ-6' } = {}) => `
4.3.  Mapping Refresh

   REQ-5:  A NAT UDP mapping timer MUST NOT expire in less than two
      minutes, unless REQ-5a applies.

      a) A NAT MAY have short-lived timers.

   Justification:  This requirement is to ensure that the timeout is
      long enough.
      a) Some protocols are short-lived.
      b) This is no requirement.

   ${last}:  The NAT mapping Refresh Direction MUST be outbound.

12.  Requirements

   The requirements below are from REQ-5 on.

   REQ-5:  A NAT UDP mapping timer MUST NOT expire in less than two
      minutes, unless REQ-5a applies.

      a) A NAT MAY have short-
         lived timers.

   REQ-6  The NAT mapping Refresh Direction MUST be outbound.
   It ends here.
      And this is something else.

13.  Security Considerations
`;

describe('the requirements of an RFC', () => {
  it('are those of its list, with their parts and all of their words', () => {
    expect(requirementsOf(textOf(), '12')).toEqual([
      {
        name: 'REQ-5',
        text: 'A NAT UDP mapping timer MUST NOT expire in less than two minutes, unless REQ-5a applies.',
      },
      { name: 'REQ-5a', text: 'A NAT MAY have short-lived timers.' },
      { name: 'REQ-6', text: 'The NAT mapping Refresh Direction MUST be outbound.' },
    ]);
  });

  it('must be the same where their reasons are given', () => {
    expect(() => requirementsOf(textOf({ last: 'REQ-7' }), '12')).toThrow(/REQ-7/);
  });

  it('must be there', () => {
    expect(() => requirementsOf(textOf(), '13')).toThrow('there are no requirements');
  });
});
