import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { Exercise } from '#src/components/exercise/data/assemble.ts';
import { lineOfField } from '#src/components/exercise/data/yaml-line.ts';

const LESSONS = new URL('../../lessons/', import.meta.url).pathname;

/**
 * Checks that none of the mistakes trips: who makes that mistake is told nothing, and nobody would notice if the
 * check itself were wrong.
 *
 * @param failed the checks that fail, for each of the mistakes
 * @returns a message for each such check, with file and line
 */
export function untrippedChecks(
  { id, checks }: Pick<Exercise, 'id' | 'checks'>,
  failed: readonly (readonly string[])[],
): string[] {
  const tripped = new Set(failed.flat());
  return checks.flatMap((check, index) =>
    tripped.has(check.id)
      ? []
      : [
          `lessons/${id}/exercise.yaml${lineOf(id, `checks[${index}]`)}: no mistake trips the check "${check.id}"; ` +
            'add one to mistakes/ that it catches, or leave the check out',
        ],
  );
}

function lineOf(id: string, field: string): string {
  try {
    const lineCounter = new LineCounter();
    const document = parseDocument(readFileSync(join(LESSONS, id, 'exercise.yaml'), 'utf8'), { lineCounter });
    return `:${lineOfField(document, lineCounter, field)}`;
  } catch {
    return '';
  }
}
