import type { PairState } from '#src/protocol/ice/agent/index.ts';
import type { CandidateType } from '#src/protocol/index.ts';
import type { Id, Trace, TraceEvent } from '#src/simulator/index.ts';

/** A pair of an agent's checklist, and in which states it was. Times in ms of the trace. */
export interface PairLane {
  readonly pair: number;
  readonly local: CandidateType;
  readonly remote: CandidateType;
  readonly spans: readonly PairSpan[];
  readonly nominatedMs?: number;
}

export interface PairSpan {
  readonly state: PairState;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface PairLanes {
  /** In the order in which the agent formed them. */
  readonly lanes: readonly PairLane[];
  /** When the last of them changed, with a little room behind it: what happens later changes nothing here. */
  readonly endMs: number;
}

interface OpenLane extends Omit<PairLane, 'spans' | 'nominatedMs'> {
  readonly spans: PairSpan[];
  state: PairState;
  sinceMs: number;
  nominatedMs?: number;
  isOver: boolean;
}

type IceEvent = Extract<TraceEvent, { kind: 'agent'; event: 'ice' }>['ice'];

/** Of one agent, while its events are read. */
interface OpenLanes {
  readonly lanes: Map<number, OpenLane>;
  lastMs: number;
}

/** Reads from a trace what became of each pair, by the node whose agent has it, in the scene's order. */
export function pairLanes({ scene, events, result }: Trace): ReadonlyMap<Id, PairLanes> {
  const agents = new Map<Id, OpenLanes>(scene.nodes.map(({ id }) => [id, { lanes: new Map(), lastMs: 0 }]));
  for (const event of events) {
    if (event.kind !== 'agent' || event.event !== 'ice') continue;
    const agent = agents.get(event.node);
    if (agent && readIce(agent.lanes, event.ice, event.at)) agent.lastMs = event.at;
  }
  return new Map(Array.from(agents, ([node, open]) => [node, closed(open, result.endedAt)]));
}

function closed({ lanes, lastMs }: OpenLanes, endedAt: number): PairLanes {
  const endMs = Math.min(endedAt, lastMs * 1.1);
  for (const lane of lanes.values()) close(lane, Math.max(endMs, lane.sinceMs));
  // What was redundant as soon as it was formed was in no state.
  return { lanes: [...lanes.values()].filter(({ spans }) => spans.length > 0).map(laneOf), endMs };
}

/** Whether the event was about a pair's life. */
function readIce(lanes: Map<number, OpenLane>, ice: IceEvent, at: number): boolean {
  switch (ice.event) {
    case 'pair-formed':
      lanes.set(ice.pair, {
        pair: ice.pair,
        local: ice.local.type,
        remote: ice.remote.type,
        spans: [],
        state: 'frozen',
        sinceMs: at,
        isOver: false,
      });
      return true;
    case 'pair-state': {
      const lane = lanes.get(ice.pair);
      if (!lane || lane.isOver) return false;
      endSpan(lane, at);
      lane.state = ice.to;
      return true;
    }
    case 'nominated': {
      const lane = lanes.get(ice.pair);
      if (lane) lane.nominatedMs = at;
      return lane !== undefined;
    }
    case 'pair-dropped': {
      const lane = lanes.get(ice.pair);
      if (lane) close(lane, at);
      return lane !== undefined;
    }
    case 'restarted':
      for (const lane of lanes.values()) close(lane, at);
      return true;
    default:
      return false;
  }
}

function endSpan(lane: OpenLane, at: number): void {
  if (at > lane.sinceMs) lane.spans.push({ state: lane.state, fromMs: lane.sinceMs, toMs: at });
  lane.sinceMs = at;
}

function close(lane: OpenLane, at: number): void {
  if (!lane.isOver) endSpan(lane, at);
  lane.isOver = true;
}

function laneOf({ pair, local, remote, spans, nominatedMs }: OpenLane): PairLane {
  return { pair, local, remote, spans, ...(nominatedMs !== undefined && { nominatedMs }) };
}
