import { globSync, readFileSync } from 'node:fs';

/** A file whose words readers or authors see. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** Every file that matches, by its path from the project's root. Unit tests talk about wrong input, too. */
export function sources(...patterns: string[]): Source[] {
  return globSync(patterns)
    .filter((path) => !path.endsWith('.test.ts'))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}
