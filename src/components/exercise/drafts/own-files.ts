import type { DraftFiles } from '#src/storage/drafts.ts';

/** The files that are the learner's: all but those that the exercise gives to be read only. */
export function ownFiles(files: DraftFiles, readOnly: readonly string[]): DraftFiles {
  return Object.fromEntries(Object.entries(files).filter(([file]) => !readOnly.includes(file)));
}

/**
 * An exercise's files with another text in the place of the learner's: what is given stays as it is given,
 * whatever a draft, a link or an import has under its name.
 */
export function withOwnFiles(start: DraftFiles, files: DraftFiles, readOnly: readonly string[]): DraftFiles {
  return Object.fromEntries(
    Object.entries(start).map(([file, text]) => [
      file,
      readOnly.includes(file) ? text : (files[file] ?? text),
    ]),
  );
}
