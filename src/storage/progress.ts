import { withDatabase } from './database.ts';
import type { StorageResult } from './result.ts';
import { announce } from './tabs.ts';

/** An exercise whose checks all passed once. */
export interface Progress {
  readonly exercise: string;
  readonly passedAtMs: number;
}

/** Records that all checks of an exercise passed; the first time stays. */
export async function recordPass(exercise: string, passedAtMs: number): Promise<StorageResult<void>> {
  const result = await withDatabase(async (database) => {
    const transaction = database.transaction('progress', 'readwrite');
    if ((await transaction.store.get(exercise)) === undefined) {
      await transaction.store.put({ exercise, passedAtMs });
    }
    await transaction.done;
  });
  if (result.ok) announce({ kind: 'progress-changed' });
  return result;
}

/** Every passed exercise. */
export function loadProgress(): Promise<StorageResult<Progress[]>> {
  return withDatabase((database) => database.getAll('progress'));
}
