/** What a terminal sends for a key, as what it does to the line. */
export type Key = { readonly kind: 'text'; readonly text: string } | Of<Editing> | Of<Asking>;

/** A type for each kind, so that a `switch` can tell them apart. */
type Of<Kind> = Kind extends string ? { readonly kind: Kind } : never;

/** Changes the line. */
export type Editing =
  | 'left'
  | 'right'
  | 'start'
  | 'end'
  | 'older'
  | 'newer'
  | 'delete-before'
  | 'delete-after'
  | 'delete-word'
  | 'cut-before'
  | 'cut-after';

/** Asks the shell for something. */
export type Asking = 'enter' | 'complete' | 'interrupt' | 'clear';

/** ECMA-48 sequences as xterm sends them, and the control characters of GNU readline. */
const KEYS: Readonly<Record<string, Key>> = {
  '\x1b[D': { kind: 'left' },
  '\x1bOD': { kind: 'left' },
  '\x02': { kind: 'left' },
  '\x1b[C': { kind: 'right' },
  '\x1bOC': { kind: 'right' },
  '\x06': { kind: 'right' },
  '\x1b[H': { kind: 'start' },
  '\x1bOH': { kind: 'start' },
  '\x01': { kind: 'start' },
  '\x1b[F': { kind: 'end' },
  '\x1bOF': { kind: 'end' },
  '\x05': { kind: 'end' },
  '\x1b[A': { kind: 'older' },
  '\x1bOA': { kind: 'older' },
  '\x10': { kind: 'older' },
  '\x1b[B': { kind: 'newer' },
  '\x1bOB': { kind: 'newer' },
  '\x0e': { kind: 'newer' },
  '\x7f': { kind: 'delete-before' },
  '\b': { kind: 'delete-before' },
  '\x1b[3~': { kind: 'delete-after' },
  '\x17': { kind: 'delete-word' },
  '\x1b\x7f': { kind: 'delete-word' },
  '\x15': { kind: 'cut-before' },
  '\x0b': { kind: 'cut-after' },
  '\r': { kind: 'enter' },
  '\n': { kind: 'enter' },
  '\t': { kind: 'complete' },
  '\x03': { kind: 'interrupt' },
  '\x0c': { kind: 'clear' },
};

/** A key, or a run of text that no key interrupts; control sequences that mean nothing here are one part each. */
// eslint-disable-next-line no-control-regex -- control characters are what this is about
const PARTS = /\x1b(?:\[[0-9;?]*[@-~]|O[A-Z]|\x7f)|\r\n|[\x00-\x1f\x7f]|[^\x00-\x1f\x7f]+/g;

/** The keys in what a terminal sent: one for a stroke, many for what was pasted. */
export function keysOf(data: string): Key[] {
  return [...data.matchAll(PARTS)].flatMap(([part]): Key[] => {
    const key = KEYS[part === '\r\n' ? '\r' : part];
    if (key) return [key];
    return part < ' ' || part === '\x7f' ? [] : [{ kind: 'text', text: part }];
  });
}
