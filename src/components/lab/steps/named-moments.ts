import type { TraceEvent } from '#src/simulator/index.ts';
import type { Timeline } from '#src/visuals/index.ts';

/** The moments of a session that a chapter can point at. */
export const NAMED_MOMENTS = [
  'first-candidate',
  'first-mapping',
  'first-srflx',
  'first-relay',
  'first-check',
  'first-filtered',
  'first-dropped',
  'first-hairpin',
  'first-prflx',
  'first-succeeded',
  'nominated',
  'selected',
  'settled',
] as const;

export type MomentName = (typeof NAMED_MOMENTS)[number];

/** Where a named moment is in a trace. */
export interface NamedMoment {
  readonly name: MomentName;
  readonly atMs: number;
  /** The place of what happens then in `trace.events`. */
  readonly event: number;
}

const IS: Readonly<Record<MomentName, (event: TraceEvent) => boolean>> = {
  'first-candidate': (event) => isCandidate(event),
  'first-mapping': (event) => event.kind === 'mapping' && event.event === 'mapping-made',
  'first-srflx': (event) => isCandidate(event, 'srflx'),
  'first-relay': (event) => isCandidate(event, 'relay'),
  'first-check': (event) => iceOf(event)?.event === 'pair-state' && isState(event, 'in-progress'),
  'first-filtered': (event) => event.kind === 'dropped' && FILTERED.has(event.why),
  'first-dropped': (event) => event.kind === 'dropped',
  'first-hairpin': (event) => event.kind === 'translated' && event.way === 'hairpin',
  'first-prflx': (event) => iceOf(event)?.event === 'peer-reflexive',
  'first-succeeded': (event) => isState(event, 'succeeded'),
  nominated: (event) => iceOf(event)?.event === 'nominated',
  selected: (event) => event.kind === 'agent' && event.event === 'selected',
  settled: (event) => event.kind === 'settled',
};

const FILTERED: ReadonlySet<string> = new Set([
  'filtered-by-address',
  'filtered-by-address-and-port',
  'no-mapping',
  'unsolicited',
]);

/** Reads the attribute `steps`: names with commas between them. @throws where one is no named moment */
export function readSteps(text: string): MomentName[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => {
      const known = NAMED_MOMENTS.find((moment) => moment === name);
      if (known) return known;
      throw new Error(`“${name}” is no named moment. There are: ${NAMED_MOMENTS.join(', ')}.`);
    });
}

/** The first time that it happened; undefined where it never did. */
export function findMoment({ trace }: Timeline, name: MomentName): NamedMoment | undefined {
  const event = trace.events.findIndex(IS[name]);
  const found = trace.events[event];
  return found && { name, atMs: found.at, event };
}

function isCandidate(event: TraceEvent, type?: string): boolean {
  if (event.kind !== 'agent' || event.event !== 'candidate') return false;
  return type === undefined || event.candidate.type === type;
}

function isState(event: TraceEvent, to: string): boolean {
  const ice = iceOf(event);
  return ice?.event === 'pair-state' && ice.to === to;
}

function iceOf(event: TraceEvent): Extract<TraceEvent, { event: 'ice' }>['ice'] | undefined {
  return event.kind === 'agent' && event.event === 'ice' ? event.ice : undefined;
}
