import { inTransaction, withDatabase, type WriteTransaction } from './database.ts';
import {
  asKept,
  KEPT_VERSIONS,
  MAX_TEXT_CHARS,
  planSave,
  putAside,
  sameFiles,
  sameText,
  sourced,
  type Draft,
  type KeptVersion,
} from './drafts.ts';
import { asIceServers, ICE_SERVERS_KEY, MAX_ICE_SERVERS } from './ice-servers.ts';
import { forgetPreferences } from './preferences.ts';
import { asProgress, betterProgress, type Progress } from './progress.ts';
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
    return {
      drafts,
      versions,
      progress: progress.flatMap((record) => asProgress(record) ?? []),
      iceServers: asIceServers(servers) ?? [],
    };
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

/** Why a text can't be taken in as an export. */
export type ExportProblem =
  | { readonly kind: 'too-large' | 'no-export' }
  /** It is an export, but what it has of these can't be, or goes beyond the limits. */
  | { readonly kind: 'damaged'; readonly part: 'time' | 'drafts' | 'versions' | 'progress' | 'iceServers' };

/** Reads the text of an export, whole or not at all. */
export function readExport(
  text: string,
): { readonly file: MyDataFile } | { readonly problem: ExportProblem } {
  if (text.length > MAX_FILE_CHARS) return { problem: { kind: 'too-large' } };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: { kind: 'no-export' } };
  }
  if (!isRecord(value) || value['format'] !== FORMAT) return { problem: { kind: 'no-export' } };
  const { drafts, versions, progress, iceServers, exportedAtMs } = value;
  const damaged = (part: Extract<ExportProblem, { kind: 'damaged' }>['part']) => ({
    problem: { kind: 'damaged', part } as const,
  });
  if (!isTime(exportedAtMs)) return damaged('time');
  if (!listOf(drafts, isDraft)) return damaged('drafts');
  if (!listOf(versions, isKeptVersion)) return damaged('versions');
  if (!listOf(progress, isProgress)) return damaged('progress');
  const servers = asIceServers(iceServers);
  if (servers === undefined || !areWithinLimits(servers)) return damaged('iceServers');
  const known = progress.flatMap((record) => asProgress(record) ?? []);
  return {
    file: { format: FORMAT, exportedAtMs, drafts, versions, progress: known, iceServers: servers },
  };
}

/** `readExport` for those who don't ask why; undefined when it is none. */
export function parseExport(text: string): MyDataFile | undefined {
  const read = readExport(text);
  return 'file' in read ? read.file : undefined;
}

/**
 * Adds an export to what is kept here. Nothing is lost: a draft that it replaces goes to the kept versions and pushes
 * none out, and of two accounts of an exercise's progress the better one counts. Kept versions and servers of the file
 * are added as far as there is room.
 */
export async function importMyData(file: MyDataFile, atMs: number): Promise<StorageResult<void>> {
  const write = async (transaction: WriteTransaction): Promise<void> => {
    const [drafts, versions, progress, settings] = [
      transaction.objectStore('drafts'),
      transaction.objectStore('versions'),
      transaction.objectStore('progress'),
      transaction.objectStore('settings'),
    ];
    const draftOf = new Map(file.drafts.map((draft) => [draft.exercise, draft]));
    for (const { exercise, files, fromLink, startHash } of draftOf.values()) {
      const here = await drafts.get(exercise);
      if (here !== undefined && sameFiles(here.files, files)) continue;
      if (here !== undefined) await putAside(transaction, asKept(here, 'import'), Infinity);
      const request = {
        exercise,
        ...sourced(files, fromLink),
        startHash,
        basedOn: here?.revision,
        atMs,
      };
      await drafts.put(planSave(here, request).draft);
    }
    for (const [exercise, imported] of Map.groupBy(file.versions, (version) => version.exercise)) {
      const kept = await versions.index('exercise').getAll(exercise);
      for (const version of versionsToAdd(kept, imported)) await versions.add(version);
    }
    for (const imported of file.progress) {
      const here = asProgress(await progress.get(imported.exercise));
      await progress.put(here === undefined ? imported : betterProgress(here, imported));
    }
    const servers = mergeServers(asIceServers(await settings.get(ICE_SERVERS_KEY)) ?? [], file.iceServers);
    if (servers.length > 0) await settings.put(servers, ICE_SERVERS_KEY);
  };
  const result = await withDatabase((database) => inTransaction(database, STORES, write));
  if (result.ok) {
    for (const exercise of new Set(file.drafts.map((draft) => draft.exercise)))
      announce({ kind: 'draft-saved', exercise });
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

/**
 * Which imported versions of an exercise join those that are kept here (both oldest first): the newest texts that
 * aren't there yet, as far as there is room. They push none out that the learner has here.
 */
export function versionsToAdd(
  kept: readonly KeptVersion[],
  imported: readonly KeptVersion[],
): readonly KeptVersion[] {
  const added: KeptVersion[] = [];
  for (const { exercise, files, fromLink, savedAtMs, reason } of imported.toReversed()) {
    if (kept.length + added.length >= KEPT_VERSIONS) break;
    const text = sourced(files, fromLink);
    if ([...kept, ...added].some((version) => sameText(version, text))) continue;
    added.push({ exercise, ...text, savedAtMs, reason });
  }
  return added.reverse();
}

/** The servers that are here, and the imported ones whose URLs are not, as long as there is room for their URLs. */
export function mergeServers(
  here: readonly RTCIceServer[],
  imported: readonly RTCIceServer[],
): readonly RTCIceServer[] {
  const known = new Set(here.map(({ urls }) => String(urls)));
  let room = MAX_ICE_SERVERS - countUrls(here);
  const added = imported.filter((server) => {
    const fits = !known.has(String(server.urls)) && countUrls([server]) <= room;
    if (fits) room -= countUrls([server]);
    return fits;
  });
  return [...here, ...added];
}

function countUrls(servers: readonly RTCIceServer[]): number {
  return servers.reduce((count, { urls }) => count + [urls].flat().length, 0);
}

function areWithinLimits(servers: readonly RTCIceServer[]): boolean {
  const texts = servers.flatMap(({ urls, username = '', credential = '' }) =>
    [urls, username, credential].flat(),
  );
  return countUrls(servers) <= MAX_ICE_SERVERS && texts.every(isText);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_TEXT_CHARS;
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
  return isRecord(value) && Object.entries(value).every((file) => file.every(isText));
}

/** Whether it says either of the two that a record can say about its source. */
function isSource(value: unknown): value is true | undefined {
  return value === undefined || value === true;
}

function isDraft(value: unknown): value is Draft {
  return (
    isRecord(value) &&
    isText(value['exercise']) &&
    isText(value['startHash']) &&
    isTime(value['savedAtMs']) &&
    isFiles(value['files']) &&
    isSource(value['fromLink'])
  );
}

const REASONS: readonly unknown[] = ['reset', 'other-tab', 'exercise-changed', 'replaced', 'import'];

function isKeptVersion(value: unknown): value is KeptVersion {
  return (
    isRecord(value) &&
    isText(value['exercise']) &&
    isTime(value['savedAtMs']) &&
    REASONS.includes(value['reason']) &&
    isFiles(value['files']) &&
    isSource(value['fromLink'])
  );
}

function isProgress(value: unknown): value is Progress {
  const progress = asProgress(value);
  return progress !== undefined && isText(progress.exercise) && isTime(progress.passedAtMs ?? 0);
}
