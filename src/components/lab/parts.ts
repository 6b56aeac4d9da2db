/** What the Lab can show. */
export const PARTS = [
  'topology',
  'ladder',
  'pairs',
  'checklist',
  'nat',
  'packets',
  'candidates',
  'signalling',
  'edit',
  'keep',
] as const;

export type Part = (typeof PARTS)[number];

/** Reads the attribute `show`: names with commas between them. @throws where one is no part of the Lab */
export function readParts(text: string): Part[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => {
      const part = PARTS.find((known) => known === name);
      if (part) return part;
      throw new Error(`“${name}” is no part of the Lab. There are: ${PARTS.join(', ')}.`);
    });
}
