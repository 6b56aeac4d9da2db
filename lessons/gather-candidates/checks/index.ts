import { defineChecks } from '#lessons/contract.ts';
import { allCandidates } from './all-candidates.ts';
import { closes } from './closes.ts';
import { createsConnection } from './creates-connection.ts';
import { DEADLINE_MS, observe } from './observe.ts';
import { plainData } from './plain-data.ts';
import { relayNeedsTurn } from './relay-needs-turn.ts';
import { sorted } from './sorted.ts';
import { waitsForTheEnd } from './waits-for-the-end.ts';

export default defineChecks({
  deadlineMs: DEADLINE_MS,
  observe,
  checks: {
    'creates-connection': createsConnection,
    'waits-for-the-end': waitsForTheEnd,
    'all-candidates': allCandidates,
    'plain-data': plainData,
    sorted,
    'relay-needs-turn': relayNeedsTurn,
    closes,
  },
});
