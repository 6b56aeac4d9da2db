import { inTransaction, withDatabase, type WriteTransaction } from './database.ts';
import { asKept, planSave, sameFiles, type Draft, type KeptVersion } from './drafts.ts';
import { asIceServers, ICE_SERVERS_KEY } from './ice-servers.ts';
import { forgetPreferences } from './preferences.ts';
import type { Progress } from './progress.ts';
import type { StorageResult } from './result.ts';
import { announce } from './tabs.ts';

/** Everything that this site keeps of a learner, in this browser and nowhere else. */
export interface MyData {
  readonly drafts: readonly Draft[];
  readonly versions: readonly KeptVersion[];
  readonly progress: readonly Progress[];
  readonly iceServers: readonly RTCIceServer[];
}

/** The file that "export" writes and "import" reads. */
export interface MyDataFile extends MyData {
  readonly format: typeof FORMAT;
  readonly exportedAtMs: number;
}

const STORES = ['drafts', 'versions', 'progress', 'settings'] as const;

const FORMAT = 'icebreaker-1';
/** Drafts are a few kilobytes each: what is larger than this is another file. */
const MAX_FILE_CHARS = 20_000_000;

export function loadMyData(): Promise<StorageResult<MyData>> {
  return withDatabase(async (database) => {
    const [drafts, versions, progress, servers] = await Promise.all([
      database.getAll('drafts'),
      database.getAll('versions'),
      database.getAll('progress'),
      database.get('settings', ICE_SERVERS_KEY),
    ]);
    return { drafts, versions, progress, iceServers: asIceServers(servers) ?? [] };
  });
}

/** The text of an export. Credentials stay out of it unless asked for: such files get mailed around. */
export function exportText(data: MyData, exportedAtMs: number, withCredentials: boolean): string {
  const file: MyDataFile = {
    format: FORMAT,
    exportedAtMs,
    ...data,
    iceServers: withCredentials ? data.iceServers : data.iceServers.map(({ urls }) => ({ urls })),
  };
  return JSON.stringify(file, null, 2);
}

/** Reads the text of an export; undefined when it is none. Unknown fields are left behind. */
export function parseExport(text: string): MyDataFile | undefined {
  if (text.length > MAX_FILE_CHARS) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value['format'] !== FORMAT) return undefined;
  const { drafts, versions, progress, iceServers, exportedAtMs } = value;
  const servers = asIceServers(iceServers);
  if (!listOf(drafts, isDraft) || !listOf(versions, isKeptVersion) || !listOf(progress, isProgress)) {
    return undefined;
  }
  if (servers === undefined || !isTime(exportedAtMs)) return undefined;
  return { format: FORMAT, exportedAtMs, drafts, versions, progress, iceServers: servers };
}

/**
 * Adds an export to what is kept here. Nothing is lost: a draft that it replaces goes to the kept versions, an
 * exercise stays passed, servers are added to the list.
 */
export async function importMyData(file: MyDataFile, atMs: number): Promise<StorageResult<void>> {
  const write = async (transaction: WriteTransaction): Promise<void> => {
    const [drafts, versions, progress, settings] = [
      transaction.objectStore('drafts'),
      transaction.objectStore('versions'),
      transaction.objectStore('progress'),
      transaction.objectStore('settings'),
    ];
    for (const { exercise, files, startHash } of file.drafts) {
      const here = await drafts.get(exercise);
      if (here !== undefined && sameFiles(here.files, files)) continue;
      if (here !== undefined) await versions.add(asKept(here, 'import'));
      const request = { exercise, files, startHash, basedOn: here?.revision, atMs };
      await drafts.put(planSave(here, request).draft);
    }
    for (const { exercise, files, savedAtMs, reason } of file.versions) {
      const kept = await versions.index('exercise').getAll(exercise);
      if (kept.some((version) => sameFiles(version.files, files))) continue;
      await versions.add({ exercise, files, savedAtMs, reason });
    }
    for (const { exercise, passedAtMs } of file.progress) {
      const here = await progress.get(exercise);
      await progress.put({ exercise, passedAtMs: Math.min(passedAtMs, here?.passedAtMs ?? Infinity) });
    }
    const servers = mergeServers(asIceServers(await settings.get(ICE_SERVERS_KEY)) ?? [], file.iceServers);
    if (servers.length > 0) await settings.put(servers, ICE_SERVERS_KEY);
  };
  const result = await withDatabase((database) => inTransaction(database, STORES, write));
  if (result.ok) {
    for (const { exercise } of file.drafts) announce({ kind: 'draft-saved', exercise });
    announce({ kind: 'progress-changed' });
    announce({ kind: 'ice-servers-changed' });
  }
  return result;
}

/** Deletes everything that this site keeps in this browser, preferences too. */
export async function deleteMyData(): Promise<StorageResult<void>> {
  const result = await withDatabase((database) =>
    inTransaction(database, STORES, async (transaction) => {
      await Promise.all(STORES.map((store) => transaction.objectStore(store).clear()));
    }),
  );
  if (!result.ok) return result;
  forgetPreferences();
  announce({ kind: 'all-deleted' });
  return result;
}

/** The servers that are here, and the imported ones whose URLs are not. */
export function mergeServers(
  here: readonly RTCIceServer[],
  imported: readonly RTCIceServer[],
): readonly RTCIceServer[] {
  const known = new Set(here.map(({ urls }) => String(urls)));
  return [...here, ...imported.filter(({ urls }) => !known.has(String(urls)))];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The largest time that a `Date` can hold: beyond it, showing one throws (ECMAScript, Time Values and Time Range). */
const MAX_TIME_MS = 8.64e15;

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= MAX_TIME_MS;
}

function listOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.every(isItem);
}

function isFiles(value: unknown): value is Draft['files'] {
  return isRecord(value) && Object.values(value).every((text) => typeof text === 'string');
}

function isDraft(value: unknown): value is Draft {
  return (
    isRecord(value) &&
    typeof value['exercise'] === 'string' &&
    typeof value['startHash'] === 'string' &&
    isTime(value['savedAtMs']) &&
    isFiles(value['files'])
  );
}

const REASONS: readonly unknown[] = ['reset', 'other-tab', 'exercise-changed', 'replaced', 'import'];

function isKeptVersion(value: unknown): value is KeptVersion {
  return (
    isRecord(value) &&
    typeof value['exercise'] === 'string' &&
    isTime(value['savedAtMs']) &&
    REASONS.includes(value['reason']) &&
    isFiles(value['files'])
  );
}

function isProgress(value: unknown): value is Progress {
  return isRecord(value) && typeof value['exercise'] === 'string' && isTime(value['passedAtMs']);
}
