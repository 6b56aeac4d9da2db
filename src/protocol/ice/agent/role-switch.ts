import { priorityOf, sortPairs } from './checklist/pair.ts';
import type { AgentState } from './state.ts';
import type { AgentAction, Role } from './types.ts';

/** "A role switch requires an agent to recompute pair priorities" (RFC 8445 §7.2.5.1, §7.3.1.1). */
export function switchRole(state: AgentState, at: number, role: Role, why: 'request' | '487'): AgentAction[] {
  state.role = role;
  for (const checklist of state.session.checklists) {
    for (const pair of new Set([...checklist.pairs, ...checklist.valid])) {
      pair.priority = priorityOf(role, pair.local, pair.remote);
      // What this agent meant to nominate, or was told to, is no longer its to nominate.
      pair.nominating = false;
    }
    sortPairs(checklist);
  }
  return [
    { kind: 'trace', at, event: 'role-switched', role, why },
    { kind: 'role', role },
  ];
}
