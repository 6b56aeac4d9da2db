import type { LearnerError } from '../contract.ts';
import { LIMITS } from '../limits.ts';
import { stackRanOut } from '../recursion.ts';
import type { Preparation } from './prepared.ts';
import type { TextPlace } from './source-map.ts';
import { stripTypes, type Stripped } from './strip.ts';

type Failed = Extract<Preparation, { ok: false }>;

/** A file that can't be run, with the place of the mistake. */
export function syntaxError(
  file: string,
  error: Pick<LearnerError, 'name' | 'message' | 'problem'>,
  place: TextPlace,
): Failed {
  return { ok: false, error: { kind: 'syntax', ...error, place: { file, ...place } } };
}

/** One of the learner's files without its types. */
export function stripFile(source: string, file: string): Extract<Stripped, { ok: true }> | Failed {
  if (source.length > LIMITS.sourceChars) {
    const problem = { kind: 'source-too-long', limit: LIMITS.sourceChars } as const;
    return syntaxError(file, { name: '', message: '', problem }, START);
  }
  const stripped = stripTypes(source, file);
  if (stripped.ok) return stripped;
  return syntaxError(file, { name: 'SyntaxError', message: stripped.message }, stripped.place);
}

/** What the reader answers, or that the text is nested too deeply: parsers go into it by calling themselves. */
export function orNestedTooDeeply(file: string, read: () => Preparation): Preparation {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Error && stackRanOut(error))) throw error;
    const problem = { kind: 'nested-too-deeply' } as const;
    return syntaxError(file, { name: '', message: '', problem }, START);
  }
}

const START: TextPlace = { line: 1, column: 1 };
