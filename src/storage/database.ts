import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';
import { storageError, type StorageResult } from './result.ts';
import type { Draft, KeptVersion } from './drafts.ts';
import type { Progress } from './progress.ts';

/** The shape of the database `icebreaker`. Change it only together with `DATABASE_VERSION` and a step in `upgrade`. */
export interface IcebreakerDatabase extends DBSchema {
  /** The text that the editor shows, one entry an exercise. */
  drafts: { key: string; value: Draft };
  /** Texts that something else replaced: reset, another tab, a changed exercise, an import. */
  versions: { key: number; value: KeptVersion; indexes: { exercise: string } };
  progress: { key: string; value: Progress };
  settings: { key: string; value: unknown };
}

export type Database = IDBPDatabase<IcebreakerDatabase>;

export const DATABASE_NAME = 'icebreaker';
/**
 * 2: drafts and versions may be `fromLink`. The stores are the same; but a tab that still runs version 1 would drop
 * the field from what it saves, and code from a link would pass for the learner's own. It is refused instead.
 */
const DATABASE_VERSION = 2;
/** An open request that waits longer than this is answered as `blocked`; a later call tries again. */
const OPEN_TIMEOUT_MS = 5_000;

let opened: Promise<Database> | undefined;

/**
 * Does `work` with the database and answers its value, or why there is none. Never throws.
 * The database is opened at the first use, closed when another tab upgrades or deletes it, and opened again when needed.
 */
export async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<StorageResult<T>> {
  let database: Database;
  try {
    opened ??= open();
    database = await opened;
  } catch (thrown) {
    opened = undefined;
    return { ok: false, error: storageError(thrown) };
  }
  try {
    return { ok: true, value: await work(database) };
  } catch (thrown) {
    // A connection closed under us (versionchange, site data cleared) is opened anew at the next call; one that
    // only refused a write (a full disk) is still good.
    if (thrown instanceof DOMException && thrown.name === 'InvalidStateError') opened = undefined;
    return { ok: false, error: storageError(thrown) };
  }
}

type Store = StoreNames<IcebreakerDatabase>;
export type WriteTransaction = IDBPTransaction<IcebreakerDatabase, Store[], 'readwrite'>;

/** Does `work` in one transaction that writes: all of it is kept, or, when anything fails, none. */
export async function inTransaction<T>(
  database: Database,
  stores: readonly Store[],
  work: (transaction: WriteTransaction) => Promise<T>,
): Promise<T> {
  const transaction: WriteTransaction = database.transaction([...stores], 'readwrite');
  // `done` rejects as well when a request does: awaiting both leaves no rejection unheard.
  const abandon = (thrown: unknown): never => {
    try {
      transaction.abort();
    } catch {
      // The failed request has already aborted it.
    }
    throw thrown;
  };
  const [value] = await Promise.all([work(transaction).catch(abandon), transaction.done]);
  return value;
}

function open(): Promise<Database> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new BlockedError());
    }, OPEN_TIMEOUT_MS);
  });
  const request = openDB<IcebreakerDatabase>(DATABASE_NAME, DATABASE_VERSION, {
    upgrade(database, oldVersion) {
      if (oldVersion < 1) {
        database.createObjectStore('drafts', { keyPath: 'exercise' });
        database
          .createObjectStore('versions', { keyPath: 'id', autoIncrement: true })
          .createIndex('exercise', 'exercise');
        database.createObjectStore('progress', { keyPath: 'exercise' });
        database.createObjectStore('settings');
      }
    },
    // Another tab wants to upgrade or delete the database: let go at once, so that it never waits for us.
    blocking(_current, _wanted, event) {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  });
  // A request that succeeds after we gave up must not stay open unseen.
  let givenUp = false;
  request.then(
    (database) => {
      if (givenUp) database.close();
    },
    () => undefined,
  );
  return Promise.race([request, tooLong])
    .catch((thrown: unknown) => {
      givenUp = true;
      throw thrown;
    })
    .finally(() => {
      clearTimeout(timer);
    });
}

class BlockedError extends Error {
  override readonly name = 'BlockedError';
  constructor() {
    super('another tab holds the database');
  }
}
