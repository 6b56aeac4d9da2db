import { err, ok, type Result } from '#src/protocol/result.ts';
import { MAX_TEXT_CHARS, type DraftFiles } from '#src/storage/drafts.ts';
import { packJson, unpackJson } from '../../packed-link/packed-json.ts';
import { writeFragment } from './fragment.ts';

/**
 * The data of a link that carries code: a JSON object from file name to text, packed. Whoever reads one reads a
 * stranger's bytes: everything about them is bounded.
 */

/** An exercise has one to three thousand. */
export const MAX_DATA_CHARS = 32_000;
/** Of all files together, unpacked. */
export const MAX_UNPACKED_BYTES = 400_000;
export const MAX_FILES = 16;
const LIMITS = { maxChars: MAX_DATA_CHARS, maxUnpackedBytes: MAX_UNPACKED_BYTES };

/** What is wrong with a link. It is said in words of ours: nothing that stands in a bad link is shown. */
export type LinkProblem =
  /** More of it than a link of ours ever holds, packed or unpacked. */
  | 'too-long'
  /** Cut off or changed on its way, or never one of ours. */
  | 'damaged'
  /** It would put something in the place of a file that is not the learner's to change. */
  | 'foreign-file'
  /** The exercise that it is for is not on this page. */
  | 'other-exercise';

/** The fragment, with its `#`, that carries these files and nothing else; or that they are too long for a link. */
export async function makeFragment(
  exercise: string,
  files: DraftFiles,
): Promise<Result<string, Extract<LinkProblem, 'too-long'>>> {
  const texts = Object.values(files);
  if (texts.length > MAX_FILES || !texts.every(isShort)) return err('too-long');
  const data = await packJson(files, LIMITS);
  return data.ok ? ok(writeFragment({ exercise, data: data.value })) : data;
}

/** The files that a link's data holds; each name is one of `editable`. Never throws. */
export async function readData(
  data: string,
  editable: readonly string[],
): Promise<Result<DraftFiles, LinkProblem>> {
  const unpacked = await unpackJson(data, LIMITS);
  if (!unpacked.ok) return unpacked;
  const { value } = unpacked;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return err('damaged');
  return readFiles(Object.entries(value), editable);
}

function readFiles(
  entries: readonly [string, unknown][],
  editable: readonly string[],
): Result<DraftFiles, LinkProblem> {
  if (entries.length === 0) return err('damaged');
  if (entries.length > MAX_FILES) return err('too-long');
  if (!entries.every(([name]) => editable.includes(name))) return err('foreign-file');
  const files: Record<string, string> = {};
  for (const [name, text] of entries) {
    if (typeof text !== 'string') return err('damaged');
    if (!isShort(text)) return err('too-long');
    // A key that is one of `editable` is a plain file name: never `__proto__`.
    files[name] = text;
  }
  return ok(files);
}

function isShort(text: string): boolean {
  return text.length <= MAX_TEXT_CHARS;
}
