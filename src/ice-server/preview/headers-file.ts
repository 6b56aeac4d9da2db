/** A block of a `_headers` file: for these paths, these headers. */
export interface HeaderRule {
  /** The path as it is written in the file; `*` stands for anything. */
  readonly pattern: string;
  readonly matches: (path: string) => boolean;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/**
 * Reads a `_headers` file as Netlify and Cloudflare Pages do: a path at the start of a line (`*` stands
 * for anything), then indented `Name: value` lines; `#` starts a comment.
 */
export function parseHeadersFile(text: string): HeaderRule[] {
  const rules: (HeaderRule & { readonly headers: [string, string][] })[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(#|$)/.test(line)) continue;
    const header = /^\s+([\w-]+)\s*:\s*(.*?)\s*$/.exec(line);
    if (!header) rules.push({ pattern: line.trim(), matches: matcherOf(line.trim()), headers: [] });
    else if (header[1] !== undefined) rules.at(-1)?.headers.push([header[1], header[2] ?? '']);
  }
  return rules;
}

/** The text of a `_headers` file for a site that stands at a base: its paths are those of the host. */
export function headersBelow(text: string, base: string): string {
  return text.replace(/^\//gm, base);
}

/** The headers of a path. Where several blocks give the same one, its values are joined, as those hosts do. */
export function headersFor(rules: readonly HeaderRule[], path: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const rule of rules) {
    if (!rule.matches(path)) continue;
    for (const [name, value] of rule.headers) {
      const before = headers.get(name);
      headers.set(name, before === undefined ? value : `${before}, ${value}`);
    }
  }
  return headers;
}

function matcherOf(pattern: string): (path: string) => boolean {
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  const expression = new RegExp(`^${source}$`);
  return (path) => expression.test(path);
}
