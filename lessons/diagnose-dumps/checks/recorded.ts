import candidatesNeverCame from './dumps/candidates-never-came.json';
import cutMidCall from './dumps/cut-mid-call.json';
import direct from './dumps/direct.json';
import mdnsOnly from './dumps/mdns-only.json';
import noTurn from './dumps/no-turn.json';
import relayed from './dumps/relayed.json';
import udpBlocked from './dumps/udp-blocked.json';
import wrongCredential from './dumps/wrong-credential.json';
import type { Diagnosis, Dump } from './dump.ts';

/** Real dumps, by what the network or the configuration was made to be: `tests/nat/real/dumps/stories.ts`. */
export const RECORDED = {
  direct: direct as unknown as Dump,
  relayed: relayed as unknown as Dump,
  'wrong-credential': wrongCredential as unknown as Dump,
  'udp-blocked': udpBlocked as unknown as Dump,
  'no-turn': noTurn as unknown as Dump,
  'mdns-only': mdnsOnly as unknown as Dump,
  'cut-mid-call': cutMidCall as unknown as Dump,
  'candidates-never-came': candidatesNeverCame as unknown as Dump,
} as const satisfies Record<Diagnosis, Dump>;
