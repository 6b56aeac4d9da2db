import type { Trace, TraceEvent } from '#src/simulator/index.ts';
import { finish } from '../portions.ts';
import { markOf } from './marks.ts';
import { momentOf } from './moment.ts';
import { readEvent } from './read-event.ts';
import { firstPlace } from './search.ts';
import { type State, copyState, createState } from './state.ts';
import type { Mark, Timeline } from './types.ts';

/** How many events are read at most for one moment. */
const EVENTS_PER_KEYFRAME = 1000;

/** Makes a trace one that can be looked at from any moment: a state is kept every so often, and read on from there. */
export function createTimeline(trace: Trace): Timeline {
  return finish(timelineInPortions(trace));
}

/** The same in portions, for traces of 100,000 packets. */
export function* timelineInPortions(trace: Trace): Generator<void, Timeline> {
  const { events } = trace;
  const marks: Mark[] = [];
  const keyframes = yield* keyframesOf(trace, marks);
  const happenedBy = (ms: number): number => firstPlace(events.length, (place) => timeOf(events, place) > ms);
  return {
    trace,
    endMs: Math.max(trace.result.endedAt, events.at(-1)?.at ?? 0),
    marks,
    happenedBy,
    at(ms) {
      const happened = happenedBy(ms);
      const number = Math.floor(happened / EVENTS_PER_KEYFRAME);
      const keyframe = keyframes[number];
      const state = keyframe ? copyState(keyframe) : createState(trace.scene);
      readEvents(state, trace, number * EVENTS_PER_KEYFRAME, happened);
      return momentOf(state, trace, ms);
    },
    next(ms, what = 'packet') {
      if (what === 'mark') return marks[firstPlace(marks.length, (n) => (marks[n]?.atMs ?? 0) > ms)]?.atMs;
      for (let place = happenedBy(ms); place < events.length; place += 1)
        if (isOfPacket(events[place])) return timeOf(events, place);
      return undefined;
    },
    previous(ms, what = 'packet') {
      if (what === 'mark')
        return marks[firstPlace(marks.length, (n) => (marks[n]?.atMs ?? 0) >= ms) - 1]?.atMs;
      const before = firstPlace(events.length, (place) => timeOf(events, place) >= ms);
      for (let place = before - 1; place >= 0; place -= 1)
        if (isOfPacket(events[place])) return timeOf(events, place);
      return undefined;
    },
  };
}

/** The states before every n-th event; and, on the way, the marks of all. */
function* keyframesOf(trace: Trace, marks: Mark[]): Generator<void, readonly State[]> {
  const state = createState(trace.scene);
  const keyframes = [copyState(state)];
  for (const [place, event] of trace.events.entries()) {
    readEvent(state, event, place);
    const mark = markOf(event, place);
    if (mark) marks.push(mark);
    if ((place + 1) % EVENTS_PER_KEYFRAME !== 0) continue;
    forgetArrived(state, trace, event.at);
    keyframes.push(copyState(state));
    yield;
  }
  return keyframes;
}

function readEvents(state: State, { events }: Trace, from: number, to: number): void {
  for (let place = from; place < to; place += 1) {
    const event = events[place];
    if (event) readEvent(state, event, place);
  }
}

function forgetArrived(state: State, { events }: Trace, ms: number): void {
  state.flying = state.flying.filter((place) => {
    const event = events[place];
    return event !== undefined && 'arrivesAt' in event && event.arrivesAt > ms;
  });
}

function timeOf(events: readonly TraceEvent[], place: number): number {
  return events[place]?.at ?? Infinity;
}

function isOfPacket(event: TraceEvent | undefined): boolean {
  return (
    event?.kind === 'sent' || event?.kind === 'hop' || event?.kind === 'received' || event?.kind === 'dropped'
  );
}
