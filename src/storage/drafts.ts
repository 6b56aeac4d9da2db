import { announce } from './tabs.ts';
import { inTransaction, withDatabase, type Database, type WriteTransaction } from './database.ts';
import type { StorageResult } from './result.ts';

/** The learner's text of an exercise, by file. */
export type DraftFiles = Readonly<Record<string, string>>;

/** A text and whose words it is. */
export interface SourcedText {
  readonly files: DraftFiles;
  /** It came by a link, or grew from one that did: somebody else's words, for as long as it is kept. */
  readonly fromLink?: true;
}

export interface Draft extends SourcedText {
  readonly exercise: string;
  /** Hash of the start files that this draft began from: another one means that the exercise has changed. */
  readonly startHash: string;
  readonly savedAtMs: number;
  /** Grows with each save. Who saves says which revision they saw last. */
  readonly revision: number;
}

/** Why a text was put aside. */
export type KeptReason = 'reset' | 'other-tab' | 'exercise-changed' | 'replaced' | 'import';

/** A text that is no longer the draft. Nothing that a learner wrote is thrown away unasked. */
export interface KeptVersion extends SourcedText {
  readonly id?: number;
  readonly exercise: string;
  readonly savedAtMs: number;
  readonly reason: KeptReason;
}

/** Of each text that comes from elsewhere (an import, a link). What no editor is made for isn't let into one. */
export const MAX_TEXT_CHARS = 100_000;

/** Older kept versions of an exercise make room beyond this many. */
export const KEPT_VERSIONS = 20;

export interface SaveRequest extends SourcedText {
  readonly exercise: string;
  readonly startHash: string;
  /** The revision that the text grew from; undefined when there was none. */
  readonly basedOn: number | undefined;
  readonly atMs: number;
}

export interface SavePlan {
  readonly draft: Draft;
  /** The other text that stood there, written by somebody who had not seen ours. */
  readonly overtaken: Draft | undefined;
}

/** What a save does to the draft that is stored (pure; `saveDraft` carries it out in one transaction). */
export function planSave(stored: Draft | undefined, request: SaveRequest): SavePlan {
  const { exercise, files, fromLink, startHash, basedOn, atMs } = request;
  const unseen = stored !== undefined && stored.revision !== basedOn;
  return {
    draft: {
      exercise,
      ...sourced({ ...files }, fromLink),
      startHash,
      savedAtMs: atMs,
      // A clock that goes backwards must not make a revision that was there before.
      revision: Math.max(atMs, (stored?.revision ?? basedOn ?? 0) + 1),
    },
    overtaken: unseen && !sameFiles(stored.files, files) ? stored : undefined,
  };
}

/** Whether two texts are the same, file by file. */
export function sameFiles(a: DraftFiles, b: DraftFiles): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/** Whether two texts are the same, and somebody else's words or not, both. */
export function sameText(a: SourcedText, b: SourcedText): boolean {
  return sameFiles(a.files, b.files) && a.fromLink === b.fromLink;
}

/** A text as it is kept: the learner's own has no field that says so, as in records from before there were links. */
export function sourced(files: DraftFiles, fromLink: boolean | undefined): SourcedText {
  return fromLink === true ? { files, fromLink } : { files };
}

export function loadDraft(exercise: string): Promise<StorageResult<Draft | undefined>> {
  return withDatabase((database) => database.get('drafts', exercise));
}

/**
 * Saves a draft. When another tab saved in between, its text is put among the kept versions and answered as
 * `overtaken`: the last writer's text stands, no text is lost.
 */
export async function saveDraft(request: SaveRequest): Promise<StorageResult<SavePlan>> {
  const result = await withDatabase((database) =>
    inTransaction(database, ['drafts', 'versions'], async (transaction) => {
      const plan = planSave(await transaction.objectStore('drafts').get(request.exercise), request);
      if (plan.overtaken !== undefined) {
        await putAside(transaction, asKept(plan.overtaken, 'other-tab'));
      }
      await transaction.objectStore('drafts').put(plan.draft);
      return plan;
    }),
  );
  if (result.ok) announce({ kind: 'draft-saved', exercise: request.exercise });
  return result;
}

/** Puts a text aside, so that it can be brought back; the same text twice in a row is kept once. */
export function keepVersion(version: KeptVersion): Promise<StorageResult<void>> {
  return withDatabase((database) =>
    inTransaction(database, ['versions'], (transaction) => putAside(transaction, version)),
  );
}

/** `keepVersion` as a part of a transaction that writes `versions`; `room` is how many may be kept of an exercise. */
export async function putAside(
  transaction: WriteTransaction,
  version: KeptVersion,
  room: number = KEPT_VERSIONS,
): Promise<void> {
  const versions = transaction.objectStore('versions');
  const kept = await versions.index('exercise').getAll(version.exercise);
  const newest = kept.at(-1);
  if (newest !== undefined && sameText(newest, version)) return;
  await versions.add(version);
  for (const id of crowdedOut(kept, room)) await versions.delete(id);
}

/** Which kept versions of an exercise (oldest first) make room for one more. */
export function crowdedOut(kept: readonly Pick<KeptVersion, 'id'>[], room: number = KEPT_VERSIONS): number[] {
  const surplus = kept.slice(0, Math.max(0, kept.length + 1 - room));
  return surplus.flatMap(({ id }) => (id === undefined ? [] : [id]));
}

/** The kept versions of an exercise, newest first. */
export function loadVersions(exercise: string): Promise<StorageResult<KeptVersion[]>> {
  return withDatabase(async (database) => (await versionsOf(database, exercise)).reverse());
}

/** Oldest first: an index with equal keys is ordered by the primary key. */
function versionsOf(database: Database, exercise: string): Promise<KeptVersion[]> {
  return database.getAllFromIndex('versions', 'exercise', exercise);
}

/** A draft as it is put aside. */
export function asKept(draft: Draft, reason: KeptReason): KeptVersion {
  const { exercise, files, fromLink, savedAtMs } = draft;
  return { exercise, ...sourced(files, fromLink), savedAtMs, reason };
}
