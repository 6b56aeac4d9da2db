const KINDS = ['host', 'srflx', 'prflx', 'relay'] as const;

/** The kind of candidate that a piece of code names, for its hue and mark: `srflx`. */
export function kindNamed(code: string): (typeof KINDS)[number] | undefined {
  return KINDS.find((kind) => kind === code.trim());
}
