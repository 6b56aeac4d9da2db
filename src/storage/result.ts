/** Why something could not be kept or read. The words for it are the interface's. */
export interface StorageError {
  readonly kind:
    | 'denied' // the browser keeps nothing for this site (private window, blocked site data)
    | 'full' // the quota is used up
    | 'blocked' // another tab holds an older database open
    | 'newer' // another tab already runs a newer edition of the site: reload this one
    | 'failed'; // anything else: a damaged profile, a disk error
  readonly message: string;
}

export type StorageResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: StorageError };

const KIND_BY_NAME: Readonly<Record<string, StorageError['kind']>> = {
  SecurityError: 'denied',
  InvalidStateError: 'denied', // Firefox, where site data is never kept
  NotAllowedError: 'denied',
  QuotaExceededError: 'full',
  NS_ERROR_DOM_QUOTA_REACHED: 'full',
  NS_ERROR_DOM_INDEXEDDB_QUOTA_ERR: 'full',
  VersionError: 'newer',
  BlockedError: 'blocked', // ours, see database.ts
};

/** The typed value of whatever IndexedDB or localStorage threw. */
export function storageError(thrown: unknown): StorageError {
  if (typeof thrown !== 'object' || thrown === null) return { kind: 'failed', message: String(thrown) };
  const { name = '', message = '' } = thrown as { name?: string; message?: string };
  return { kind: KIND_BY_NAME[name] ?? 'failed', message: message || name };
}
