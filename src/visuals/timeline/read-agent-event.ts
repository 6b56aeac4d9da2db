import type { TraceEvent as IceEvent } from '#src/protocol/ice/agent/index.ts';
import { CONSENT } from '#src/protocol/ice/timers.ts';
import type { AgentEvent } from '#src/simulator/index.ts';
import { dropPair, formPair, identifyRemote, leavingAs, setPair, switchRole } from './pairs.ts';
import type { AgentState } from './state.ts';

type Told = AgentEvent & { readonly at: number };

/** Takes in what an agent decided or has to say. */
export function readAgentEvent(agent: AgentState, event: Told, place: number): void {
  switch (event.event) {
    case 'ice':
      readIceEvent(agent, event.at, event.ice, place);
      return;
    case 'candidate':
      if (agent.gathering === 'new') agent.gathering = 'gathering';
      agent.candidates = [...agent.candidates, event.candidate];
      return;
    case 'end-of-candidates':
      agent.gathering = 'complete';
      return;
    case 'state':
      agent.state = event.state;
      return;
    case 'role':
      agent.role = event.role;
      return;
    case 'selected':
      select(agent, event.at, event.pair.id, place);
      return;
    // The trace of the decision, which names the pair, says these.
    case 'consent-expired':
    case 'data':
  }
}

function readIceEvent(agent: AgentState, at: number, event: IceEvent, place: number): void {
  switch (event.event) {
    case 'server-asked':
      if (agent.gathering === 'new') agent.gathering = 'gathering';
      return;
    case 'pair-formed':
      formPair(agent, event, place);
      return;
    case 'pair-dropped':
      dropPair(agent, event, place);
      return;
    case 'pair-state':
      setPair(agent, event.pair, place, { state: event.to });
      if (event.to === 'failed') endNomination(agent, event.pair, place);
      return;
    case 'check-sent':
      if (event.check === 'triggered') agent.triggered = agent.triggered.filter((id) => id !== event.pair);
      return;
    case 'check-answered':
      setPair(agent, event.pair, place, { answeredAtMs: at });
      return;
    case 'request-received':
      // RFC 8445 §7.3.1.5: nominated as soon as the controlled agent's own check has succeeded.
      if (event.useCandidate && event.pair !== undefined && agent.role === 'controlled')
        setPair(agent, event.pair, place, { nominating: !agent.pairs.get(event.pair)?.nominated });
      return;
    case 'remote-identified':
      identifyRemote(agent, event.remote, place);
      return;
    case 'triggered':
      if (!agent.triggered.includes(event.pair)) agent.triggered = [...agent.triggered, event.pair];
      return;
    case 'role-switched':
      switchRole(agent, event.role, place);
      return;
    case 'valid':
      setPair(agent, event.pair, place, { valid: true, checkedBy: event.checked });
      return;
    case 'nominating':
      markNominating(agent, event.pair, place, true);
      return;
    case 'nominated':
      markNominating(agent, event.pair, place, false);
      setPair(agent, event.pair, place, { nominated: true });
      return;
    case 'consent-fresh':
      if (event.pair === (agent.selected ?? agent.previous?.id)) agent.consentUntilMs = event.until;
      setPair(agent, event.pair, place, { answeredAtMs: at });
      return;
    case 'consent-expired':
      expireConsent(agent, event.pair, place);
      return;
    case 'restarted':
      restart(agent);
      return;
    default:
  }
}

/** A valid pair is nominated by repeating the check that made it. RFC 8445 §8.1.1. */
function markNominating(agent: AgentState, pair: number, place: number, nominating: boolean): void {
  const checkedBy = agent.pairs.get(pair)?.checkedBy ?? pair;
  for (const id of new Set([pair, checkedBy])) setPair(agent, id, place, { nominating });
}

/** "If the request fails […], the agent MUST remove the candidate pair from the valid list" (RFC 8445 §7.2.5.3.4). */
function endNomination(agent: AgentState, failed: number, place: number): void {
  if (!agent.pairs.get(failed)?.nominating) return;
  for (const { id, checkedBy = id } of agent.pairs.values())
    if (checkedBy === failed) setPair(agent, id, place, { valid: false, nominating: false });
}

function select(agent: AgentState, at: number, pair: number, place: number): void {
  if (agent.selected !== undefined) setPair(agent, agent.selected, place, { selected: false });
  setPair(agent, pair, place, { selected: true });
  const checkedBy = agent.pairs.get(agent.pairs.get(pair)?.checkedBy ?? pair);
  agent.selected = pair;
  agent.previous = undefined;
  agent.consentExpired = false;
  agent.consentUntilMs = (checkedBy?.answeredAtMs ?? at) + CONSENT.expirySeconds * 1000;
}

/** RFC 7675 §5.1: nothing is sent over this pair any more. */
function expireConsent(agent: AgentState, pair: number, place: number): void {
  if (pair === agent.previous?.id) agent.previous = undefined;
  if (pair !== agent.selected) return;
  agent.selected = undefined;
  agent.consentUntilMs = undefined;
  agent.consentExpired = true;
  for (const id of leavingAs(agent, pair)) setPair(agent, id, place, { valid: false, selected: false });
}

/** RFC 8445 §9: all is flushed, and told anew. */
function restart(agent: AgentState): void {
  agent.previous = agent.selected === undefined ? agent.previous : agent.pairs.get(agent.selected);
  agent.candidates = [];
  agent.pairs = new Map();
  agent.dropped = [];
  agent.triggered = [];
  agent.selected = undefined;
  agent.consentExpired = false;
}
