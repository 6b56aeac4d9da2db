import type { PeerName } from '#src/live/signalling.ts';
import type { PeersEvent, PeersOutcome, StateKind } from '#src/live/two-peers.ts';

/** The two ways to make the same connection: each candidate as it comes, or all of them in one description. */
export type Way = 'trickle' | 'wait';

export const WAYS = ['trickle', 'wait'] as const satisfies readonly Way[];

/** What happened on one way so far; `outcome` is there when it has ended. */
export interface WayRecord {
  readonly events: readonly PeersEvent[];
  readonly outcome: PeersOutcome | undefined;
}

export type Race = Readonly<Record<Way, WayRecord>>;

export const EMPTY_RECORD: WayRecord = { events: [], outcome: undefined };
export const EMPTY_RACE: Race = { trickle: EMPTY_RECORD, wait: EMPTY_RECORD };

/** A description on its way: when it left and arrived, and how many candidates were in it. */
export interface Described {
  readonly sentMs: number;
  readonly arrivedMs: number | undefined;
  readonly candidates: number;
}

/** The moments that matter of one way, in milliseconds since it began. Undefined is what did not happen (yet). */
export interface Milestones {
  readonly offer: Described | undefined;
  readonly answer: Described | undefined;
  /** When gathering was complete. */
  readonly gatheredMs: Readonly<Record<PeerName, number | undefined>>;
  /** When the later of the two sides had it. */
  readonly connectedMs: number | undefined;
  readonly openMs: number | undefined;
  /** When B's checks had found a path, which may be before A has its answer. */
  readonly answererPathMs: number | undefined;
  /** Candidates that the browser reported on both sides. */
  readonly candidates: number;
}

/** Reads the milestones from the events of one way. */
export function milestonesOf(events: readonly PeersEvent[]): Milestones {
  return {
    offer: describedIn(events, 'offer'),
    answer: describedIn(events, 'answer'),
    gatheredMs: {
      a: stateAt(events, 'a', 'gathering', 'complete'),
      b: stateAt(events, 'b', 'gathering', 'complete'),
    },
    connectedMs: laterOf(
      stateAt(events, 'a', 'connection', 'connected'),
      stateAt(events, 'b', 'connection', 'connected'),
    ),
    openMs: laterOf(stateAt(events, 'a', 'channel', 'open'), stateAt(events, 'b', 'channel', 'open')),
    answererPathMs: stateAt(events, 'b', 'ice', 'connected') ?? stateAt(events, 'b', 'ice', 'completed'),
    candidates: events.filter(({ type }) => type === 'candidate').length,
  };
}

/** How many candidates a description carries. */
export function candidatesIn(sdp: string): number {
  return sdp.match(/^a=candidate:/gm)?.length ?? 0;
}

/** What a race says when both channels are open. Times are those of the open channel. */
export interface Result {
  readonly trickleMs: number;
  readonly waitMs: number;
  /** How much sooner trickle had its channel open; negative when it was later. */
  readonly wonMs: number;
  /** `same`: a difference that the next run may turn round. */
  readonly winner: Way | 'same';
}

/** Below it, a difference is the machine's mood: timers, drawing, who was opened first. */
const NOISE_MS = 50;

/** Compares the two ways; undefined as long as (or if) one of them has no open channel. */
export function resultOf(race: Race): Result | undefined {
  const trickleMs = milestonesOf(race.trickle.events).openMs;
  const waitMs = milestonesOf(race.wait.events).openMs;
  if (trickleMs === undefined || waitMs === undefined) return undefined;
  const wonMs = waitMs - trickleMs;
  const winner = Math.abs(wonMs) < NOISE_MS ? 'same' : wonMs > 0 ? 'trickle' : 'wait';
  return { trickleMs, waitMs, wonMs, winner };
}

/** The first description of a kind. */
function describedIn(events: readonly PeersEvent[], what: 'offer' | 'answer'): Described | undefined {
  for (const event of events) {
    if (event.type !== 'sent' || event.signal.what !== what) continue;
    const { number, text } = event.signal;
    const arrived = events.find(({ type, ...rest }) => {
      return type === 'arrived' && 'signal' in rest && rest.signal.number === number;
    });
    return { sentMs: event.atMs, arrivedMs: arrived?.atMs, candidates: candidatesIn(text) };
  }
  return undefined;
}

function stateAt(
  events: readonly PeersEvent[],
  peer: PeerName,
  which: StateKind,
  state: string,
): number | undefined {
  return events.find(
    (event) =>
      event.type === 'state' && event.peer === peer && event.which === which && event.state === state,
  )?.atMs;
}

function laterOf(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : Math.max(a, b);
}
