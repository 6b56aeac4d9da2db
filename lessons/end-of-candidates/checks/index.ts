import { defineChecks } from '#lessons/contract.ts';
import { closes } from './closes.ts';
import { endComesLast } from './end-comes-last.ts';
import { endIsPrompt } from './end-is-prompt.ts';
import { everyCandidate } from './every-candidate.ts';
import { namesItsSession } from './names-its-session.ts';
import { DEADLINE_MS, observe } from './observe.ts';
import { resolvesWhenTaken } from './resolves-when-taken.ts';

export default defineChecks({
  deadlineMs: DEADLINE_MS,
  observe,
  checks: {
    'every-candidate': everyCandidate,
    'end-comes-last': endComesLast,
    'end-is-prompt': endIsPrompt,
    'names-its-session': namesItsSession,
    'resolves-when-taken': resolvesWhenTaken,
    closes,
  },
});
