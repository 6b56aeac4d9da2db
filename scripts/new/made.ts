import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a command made, and what its author does now. */
export interface Made {
  /** Paths from the project's root. */
  readonly files: readonly string[];
  readonly next: readonly string[];
}

/**
 * Writes files that aren't there yet.
 *
 * @param files path from the root → text
 * @throws {Error} before anything is written, where one is there
 */
export function writeNew(root: string, files: Readonly<Record<string, string>>): string[] {
  const paths = Object.keys(files);
  const there = paths.filter((path) => existsSync(join(root, path)));
  if (there.length > 0) throw new Error(`Nothing was written: ${there.join(', ')} is there already.`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { flag: 'wx' });
  }
  return paths;
}

/** Ids and slugs are addresses. */
export function checkId(what: string, id: string): void {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id))
    throw new Error(
      `"${id}" is no ${what}: lower-case words with hyphens between them, such as "pair-priority".`,
    );
}
