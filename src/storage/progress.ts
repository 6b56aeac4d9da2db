import { inTransaction, withDatabase } from './database.ts';
import type { StorageResult } from './result.ts';
import { announce } from './tabs.ts';

/** An exercise whose checks all passed once. */
export interface Progress {
  readonly exercise: string;
  readonly passedAtMs: number;
}

/** Records that all checks of an exercise passed; the first time stays. */
export async function recordPass(exercise: string, passedAtMs: number): Promise<StorageResult<void>> {
  const result = await withDatabase((database) =>
    inTransaction(database, ['progress'], async (transaction) => {
      const progress = transaction.objectStore('progress');
      if ((await progress.get(exercise)) === undefined) await progress.put({ exercise, passedAtMs });
    }),
  );
  if (result.ok) announce({ kind: 'progress-changed' });
  return result;
}

/** Every passed exercise. */
export function loadProgress(): Promise<StorageResult<Progress[]>> {
  return withDatabase((database) => database.getAll('progress'));
}
