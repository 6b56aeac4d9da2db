import type { FieldKind } from './model.ts';

/** The letter of each kind of field: it says what the colour says. In the order of the legend. */
export const LETTERS = {
  type: 'T',
  length: 'L',
  cookie: 'C',
  id: 'I',
  address: 'A',
  text: '"',
  number: 'N',
  proof: 'P',
  data: 'D',
  filler: '0',
  unread: '?',
} as const satisfies Record<FieldKind, string>;

/** The kinds that some fields are of, in the order of the legend. */
export function kindsIn(
  groups: readonly { readonly fields: readonly { readonly kind: FieldKind }[] }[],
): FieldKind[] {
  const present = new Set(groups.flatMap(({ fields }) => fields.map(({ kind }) => kind)));
  return (Object.keys(LETTERS) as FieldKind[]).filter((kind) => present.has(kind));
}

/** Whether the bytes of a field can be an address: where addresses are masked, these are not shown. */
export function maySayAddress(kind: FieldKind): boolean {
  return kind === 'address' || kind === 'unread';
}
