import { type Milestones, milestonesOf, type Race, resultOf } from './race.ts';

/** A sentence about a race; the words are in `src/i18n/messages/trickle-race.ts`, under `notes`. */
export type Note =
  /** How many candidates the two offers carried, and when they left. */
  | {
      readonly kind: 'offers';
      readonly trickleMs: number;
      readonly trickleCandidates: number;
      readonly waitMs: number;
      readonly waitCandidates: number;
    }
  /** How long each side of the waiting way gathered before it spoke. */
  | { readonly kind: 'waited'; readonly aMs: number; readonly bMs: number }
  /** The time that the signals of both ways were on their way. */
  | { readonly kind: 'delay'; readonly ms: number }
  | {
      readonly kind:
        'cut' | 'answererFound' | 'background' | 'littleToSave' | 'noServers' | 'silentDidNotHold';
    };

export interface NotesInput {
  readonly race: Race;
  readonly delayMs: number;
  /** Whether the server that never answers was in the list. */
  readonly hasSilent: boolean;
  /** Whether any server was configured. */
  readonly hasServers: boolean;
}

/** What a reader should notice in a finished race, in the order of the picture. */
export function notesOn({ race, delayMs, hasSilent, hasServers }: NotesInput): Note[] {
  if (!resultOf(race)) return [];
  const trickle = milestonesOf(race.trickle.events);
  const wait = milestonesOf(race.wait.events);
  const cut = wasCut(wait);
  const notes: Note[] = [];
  if (trickle.offer && wait.offer) {
    notes.push({
      kind: 'offers',
      trickleMs: trickle.offer.sentMs,
      trickleCandidates: trickle.offer.candidates,
      waitMs: wait.offer.sentMs,
      waitCandidates: wait.offer.candidates,
    });
  }
  const bMs = answeringMs(wait);
  if (wait.offer && bMs !== undefined) notes.push({ kind: 'waited', aMs: wait.offer.sentMs, bMs });
  if (cut) notes.push({ kind: 'cut' });
  if (answererFoundPath(wait)) notes.push({ kind: 'answererFound' });
  if (delayMs > 0) notes.push({ kind: 'delay', ms: delayMs });
  if (wasStillGathering(trickle)) notes.push({ kind: 'background' });
  if (hasSilent && !cut) notes.push({ kind: 'silentDidNotHold' });
  else if (!hasServers && !hasSilent) notes.push({ kind: 'noServers' });
  else if (!hasSilent && savableMs(wait) < LITTLE_MS) notes.push({ kind: 'littleToSave' });
  return notes;
}

/** Both waits together are below this: nobody would notice. */
const LITTLE_MS = 1_000;

/** What the two sides spent on gathering, one after the other. */
function savableMs(wait: Milestones): number {
  return (wait.offer?.sentMs ?? 0) + (answeringMs(wait) ?? 0);
}

/** From the offer's arrival to the answer. */
function answeringMs({ offer, answer }: Milestones): number | undefined {
  return offer?.arrivedMs === undefined || answer === undefined ? undefined : answer.sentMs - offer.arrivedMs;
}

/** The wait ended by the limit and not by the end of gathering. */
function wasCut({ offer, gatheredMs }: Milestones): boolean {
  return offer !== undefined && (gatheredMs.a === undefined || gatheredMs.a > offer.sentMs);
}

/**
 * B has all of A's candidates with the offer, so it may find a path while it gathers. Chromium then ends its
 * gathering, and the answer leaves early.
 */
function answererFoundPath({ answer, gatheredMs, answererPathMs }: Milestones): boolean {
  if (answer === undefined || gatheredMs.b === undefined || answererPathMs === undefined) return false;
  return answererPathMs <= gatheredMs.b && gatheredMs.b <= answer.sentMs;
}

/** A had not found all of its candidates when the answer came. */
function wasStillGathering({ answer, gatheredMs }: Milestones): boolean {
  if (answer?.arrivedMs === undefined) return false;
  return gatheredMs.a === undefined || gatheredMs.a > answer.arrivedMs;
}
