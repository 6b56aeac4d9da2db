import type { LocalizedText } from '#src/i18n/messages.ts';

/** A place in an RFC. */
export interface RfcPlace {
  readonly n: number;
  /** Section, such as `5.1.1.3`. */
  readonly s: string;
}

/** A term of the trade, as the glossary shows it and as chapters link to it. */
export interface Term {
  /** The fragment of `/glossary/#…` and the id of `<Term id="…">`. Stable: links from outside end there. */
  readonly id: string;
  readonly term: LocalizedText;
  readonly definition: LocalizedText;
  /** Where the definition comes from. */
  readonly sources: readonly RfcPlace[];
}

interface Edition {
  readonly en: readonly [term: string, definition: string];
  readonly 'zh-cn': readonly [term: string, definition: string];
}

/** A term in both editions, with the sections that define it. */
export function define(id: string, sources: readonly [n: number, s: string][], edition: Edition): Term {
  return {
    id,
    term: { en: edition.en[0], 'zh-cn': edition['zh-cn'][0] },
    definition: { en: edition.en[1], 'zh-cn': edition['zh-cn'][1] },
    sources: sources.map(([n, s]) => ({ n, s })),
  };
}
