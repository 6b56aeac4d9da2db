import { describe, expect, it } from 'vitest';
import { attributesOf, errorCodesOf, methodsOf, toldAttributesOf } from './lib/rfc-codes.mjs';
import { grammarValuesOf, sdpAttributesOf } from './lib/rfc-sdp.mjs';
import { assertUnique, registriesOf } from './rfc-registries.mjs';

/** Excerpts of the RFCs, as the RFC Editor sets them. */
const STUN = `
14.1.  USERNAME

   The value of USERNAME is a variable-length value.

14.2.  ERROR-CODE

   400  Bad Request: The request was malformed.  The client SHOULD NOT
        retry the request without modification from the previous

Petit-Huguenin, et al.       Standards Track                   [Page 43]
\f
RFC 8489                          STUN                     February 2020

   438  Stale Nonce: The NONCE used by the client was no longer valid.
        A 438 response follows, or a
        400 response.

14.3.  USERHASH

   The server answers with error code 400 (Bad Request), or with 438 (Stale
   Nonce).

18.2.  STUN Methods Registry

   A STUN method is a hex number in the range 0x000-0x0FF.

   0x000: Reserved
   0x001: Binding
   0x002: Reserved; was SharedSecret prior to [RFC5389]

18.3.1.  Updated Attributes

   IANA has updated the names for attributes 0x0002, 0x0004, 0x0005,
   0x0007, and 0x000B as well as updated the reference from RFC 5389 to
   0x0003; [RFC5389] called it CHANGE-ADDRESS when it was actually

   Comprehension-required range (0x0000-0x7FFF):
   0x0003: Reserved; was CHANGE-REQUEST prior to [RFC5389]
   0x0006: USERNAME
   0x0009: ERROR-CODE

18.3.2.  New Attributes

   0x001E: USERHASH
`;
const STUN_PLACES = { listed: ['18.3.1', '18.3.2'], defined: '14' };

const TURN = `
17.  STUN Methods

           +-------+------------------+------------------------+
           | 0x003 | Allocate         | (only request/response |
           |       |                  | semantics defined)     |
           +-------+------------------+------------------------+

18.  STUN Attributes

                  +--------+---------------------------+
                  | 0x000D | LIFETIME                  |
                  +--------+---------------------------+
                  | 0x0010 | Reserved (was BANDWIDTH)  |
                  +--------+---------------------------+

18.1.  LIFETIME

   It may answer 486 (Allocation Quota Exceeded), or better
   486 (Allocation Quota Reached).

19.  STUN Error Response Codes

   486 (Allocation Quota Reached):
      No more allocations using this username can be created.
`;

const DISCOVERY = `
7.  New Attributes

     Comprehension-required range (0x0000-0x7FFF):
       0x0026: PADDING
     Comprehension-optional range (0x8000-0xFFFF):
       0x802b: RESPONSE-ORIGIN

7.1.  Representing Transport Addresses

7.3.  RESPONSE-ORIGIN

7.6.  PADDING

9.1.  STUN Attribute Registry

   0x0026: PADDING
   0x8027: CACHE-TIMEOUT
   0x802b: RESPONSE-ORIGIN
`;
const DISCOVERY_PLACES = { listed: ['9.1'], defined: '7', alsoListed: '7' };

const ICE = `
16.1.  Attributes

   The PRIORITY attribute indicates the priority.  It is a 32-bit unsigned
   integer and has an attribute
   value of 0x0024.

   The ICE-CONTROLLED attribute is present in a Binding request.

16.2.  New Error-Response Codes

   487 (Role Conflict):  The Binding request contained either the ICE-
      CONTROLLING or ICE-CONTROLLED attribute.

20.1.  STUN Attributes

      0x0024 PRIORITY
      0x8029 ICE-CONTROLLED

20.2.  STUN Error Responses

    487   Role Conflict: The client asserted an ICE role.

21.  Security

   An attacker forges a 487 (Role Conflict) response.
`;
const ICE_PLACES = { listed: '20.1', told: '16.1' };

const SDP = `
4.5.  Encoding the SDP

   tcp-type-ext          = "tcptype" SP tcp-type
   tcp-type              = "active" / "so" / token

   a=candidate:1 1 TCP 2128609279 10.0.1.1 9 typ host tcptype active
   a=candidate:3 1 TCP 2120220671 10.0.1.1 8999 typ host
   tcptype so

10.1.1.  "candidate" Attribute

   Attribute Name:  candidate

12.1.  SDP "end-of-candidates" Attribute

      Name:  end-of-candidates
`;
const TCP_TYPES = { section: '4.5', rule: 'tcp-type', used: /\btcptype ([a-z]+)/g };

describe('reading methods', () => {
  it('takes what is assigned, from lines and from frames', () => {
    expect(methodsOf(STUN, '18.2')).toEqual([{ code: '0x001', name: 'Binding' }]);
    expect(methodsOf(TURN, '17')).toEqual([{ code: '0x003', name: 'Allocate' }]);
  });

  it('writes a method with three digits, as RFC 6062 does not', () => {
    const text = '6.1.  New STUN Methods\n\n   0x000a :  Connect\n';
    expect(methodsOf(text, '6.1')).toEqual([{ code: '0x00a', name: 'Connect' }]);
  });

  it('refuses a section that is not there, one without codes, and a name that is none', () => {
    expect(() => methodsOf(STUN, '18.9')).toThrow('there is no §18.9');
    expect(() => methodsOf(STUN, '14.1')).toThrow('there are no codes');
    const text = STUN.replace('0x001: Binding', '0x001: is used');
    expect(() => methodsOf(text, '18.2')).toThrow('0x001: "is used" is no name');
  });
});

describe('reading attributes', () => {
  it('takes those that are assigned, and passes over codes in sentences', () => {
    expect(attributesOf(STUN, STUN_PLACES)).toEqual([
      { section: '18.3.1', code: '0x0006', name: 'USERNAME' },
      { section: '18.3.1', code: '0x0009', name: 'ERROR-CODE' },
      { section: '18.3.2', code: '0x001E', name: 'USERHASH' },
    ]);
    expect(attributesOf(TURN, { listed: ['18'], defined: '18' })).toEqual([
      { section: '18', code: '0x000D', name: 'LIFETIME' },
    ]);
  });

  it('refuses a list that differs from the sections that define its attributes', () => {
    const unlisted = STUN.replace('   0x001E: USERHASH', '   0x001E: USERHASHES');
    expect(() => attributesOf(unlisted, STUN_PLACES)).toThrow('USERHASHES');
    const undefinedOne = STUN.replace('14.1.  USERNAME', '14.1.  Names');
    expect(() => attributesOf(undefinedOne, STUN_PLACES)).toThrow('USERNAME');
  });

  it('leaves out what a second list, beside the definitions, does not have', () => {
    expect(attributesOf(DISCOVERY, DISCOVERY_PLACES)).toEqual([
      { section: '9.1', code: '0x0026', name: 'PADDING' },
      { section: '9.1', code: '0x802b', name: 'RESPONSE-ORIGIN' },
    ]);
  });

  it('refuses two lists that differ in a code', () => {
    const text = DISCOVERY.replace('   0x0026: PADDING\n   0x8027', '   0x0027: PADDING\n   0x8027');
    expect(() => attributesOf(text, DISCOVERY_PLACES)).toThrow('0x0027 PADDING');
  });

  it('compares a list with sentences, which may leave out a code', () => {
    expect(toldAttributesOf(ICE, ICE_PLACES)).toEqual([
      { code: '0x0024', name: 'PRIORITY' },
      { code: '0x8029', name: 'ICE-CONTROLLED' },
    ]);
    const otherCode = ICE.replace('value of 0x0024', 'value of 0x0025');
    expect(() => toldAttributesOf(otherCode, ICE_PLACES)).toThrow('0x0025 PRIORITY');
    const otherName = ICE.replace('The ICE-CONTROLLED attribute', 'The ICE-CONTROLLING attribute');
    expect(() => toldAttributesOf(otherName, ICE_PLACES)).toThrow('ICE-CONTROLLING');
  });
});

describe('reading error codes', () => {
  it('takes each with its reason, over a page break', () => {
    expect(errorCodesOf(STUN, '14.2')).toEqual([
      { code: 400, name: 'Bad Request' },
      { code: 438, name: 'Stale Nonce' },
    ]);
    expect(errorCodesOf(ICE, '16.2', { registered: '20.2' })).toEqual([{ code: 487, name: 'Role Conflict' }]);
  });

  it('refuses two tables that differ', () => {
    const text = ICE.replace('487   Role Conflict', '487   Conflict of Roles');
    expect(() => errorCodesOf(text, '16.2', { registered: '20.2' })).toThrow('487 Conflict of Roles');
  });

  it('wants each reason to be said elsewhere once, though not every time', () => {
    expect(errorCodesOf(TURN, '19')).toEqual([{ code: 486, name: 'Allocation Quota Reached' }]);
    const text = TURN.replace('486 (Allocation Quota Reached).', '486 (Allocation Quota Exceeded).');
    expect(() => errorCodesOf(text, '19')).toThrow('no sentence speaks of 486 Allocation Quota Reached');
  });
});

describe('reading words of SDP', () => {
  it('takes the values of a grammar, which the text must use', () => {
    expect(grammarValuesOf(SDP, TCP_TYPES)).toEqual([{ name: 'active' }, { name: 'so' }]);
    const text = SDP.replace('host tcptype active', 'host tcptype passive');
    expect(() => grammarValuesOf(text, TCP_TYPES)).toThrow('passive');
  });

  it('takes attributes whose title and form agree', () => {
    expect(sdpAttributesOf(SDP, '10.1')).toEqual([{ section: '10.1.1', name: 'candidate' }]);
    expect(sdpAttributesOf(SDP, '12')).toEqual([{ section: '12.1', name: 'end-of-candidates' }]);
    const text = SDP.replace('Attribute Name:  candidate', 'Attribute Name:  candidates');
    expect(() => sdpAttributesOf(text, '10.1')).toThrow('candidates');
  });
});

describe('putting the registries together', () => {
  it('says which RFC could not be read', () => {
    expect(() => registriesOf(() => STUN.replace('14.1.  USERNAME', '14.1.  Names'))).toThrow('RFC 8489: ');
  });

  it('refuses a code or a name that is given twice', () => {
    const username = { code: '0x0006', name: 'USERNAME' };
    expect(() => assertUnique([username, { code: '0x0007', name: 'REALM' }])).not.toThrow();
    expect(() => assertUnique([username, { code: '0x06', name: 'REALM' }])).toThrow('6 is registered twice');
    expect(() => assertUnique([username, { code: '0x0007', name: 'USERNAME' }])).toThrow('USERNAME is');
  });
});
