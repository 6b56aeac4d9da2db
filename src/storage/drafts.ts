import { announce } from './tabs.ts';
import { inTransaction, withDatabase, type Database, type WriteTransaction } from './database.ts';
import type { StorageResult } from './result.ts';

/** The learner's text of an exercise, by file. */
export type DraftFiles = Readonly<Record<string, string>>;

export interface Draft {
  readonly exercise: string;
  readonly files: DraftFiles;
  /** Hash of the start files that this draft began from: another one means that the exercise has changed. */
  readonly startHash: string;
  readonly savedAtMs: number;
  /** Grows with each save. Who saves says which revision they saw last. */
  readonly revision: number;
}

/** Why a text was put aside. */
export type KeptReason = 'reset' | 'other-tab' | 'exercise-changed' | 'replaced' | 'import';

/** A text that is no longer the draft. Nothing that a learner wrote is thrown away unasked. */
export interface KeptVersion {
  readonly id?: number;
  readonly exercise: string;
  readonly files: DraftFiles;
  readonly savedAtMs: number;
  readonly reason: KeptReason;
}

/** Older kept versions of an exercise make room beyond this many. */
export const KEPT_VERSIONS = 20;

export interface SaveRequest {
  readonly exercise: string;
  readonly files: DraftFiles;
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
  const { exercise, files, startHash, basedOn, atMs } = request;
  const unseen = stored !== undefined && stored.revision !== basedOn;
  return {
    draft: {
      exercise,
      files: { ...files },
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
  if (newest !== undefined && sameFiles(newest.files, version.files)) return;
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
  return { exercise: draft.exercise, files: draft.files, savedAtMs: draft.savedAtMs, reason };
}
