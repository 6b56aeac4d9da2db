import type { Messages } from '../../../messages.ts';

/** The Lab in a chapter: the moments that the text points at. */
export const steps = {
  name: 'Moments of this session',
  'first-candidate': 'The first candidate',
  'first-mapping': 'The first mapping',
  'first-answer': 'The STUN server answers',
  'first-srflx': 'A server-reflexive candidate',
  'first-401': 'The server answers 401',
  allocated: 'The server lends an address',
  'first-relay': 'A relayed candidate',
  gathered: 'One side has gathered all',
  permitted: 'A permission',
  'first-check': 'The first check',
  'first-filtered': 'A NAT filters a check',
  'first-dropped': 'The first packet is dropped',
  'mapping-for-peer': 'Another mapping, for the peer',
  'first-hairpin': 'A NAT turns a packet round',
  'first-request': 'A check gets through',
  'role-conflict': 'An answer 487',
  'role-switched': 'One side changes its role',
  'first-prflx': 'A peer-reflexive candidate',
  'first-succeeded': 'The first pair succeeds',
  nominated: 'A pair is nominated',
  selected: 'A pair is selected',
  'channel-bound': 'A channel',
  settled: 'The session is settled',
} satisfies Messages;
