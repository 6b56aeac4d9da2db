/** What `public/_headers` says, in the words of servers that don't read it. */
import { type HeaderRule } from '../../src/ice-server/preview/headers-file.ts';

/** A header, and what it is on which paths. */
interface Header {
  readonly name: string;
  readonly cases: readonly { readonly pattern: string; readonly value: string }[];
}

/** Where nothing is said, a browser asks again each time: pages keep their names from build to build. */
const DEFAULTS: Readonly<Record<string, string>> = { 'Cache-Control': 'no-cache' };

/**
 * Each header of the file with its paths.
 *
 * @throws {Error} on a pattern that isn't a path or a path with `*` at its end, and where two patterns of a header
 *   overlap: static hosts join their values, and these servers don't
 */
function headersOf(rules: readonly HeaderRule[]): Header[] {
  const cases = rules.flatMap(({ pattern, headers }) =>
    headers.map(([name, value]) => ({ name, pattern, value })),
  );
  for (const { pattern } of cases)
    if (!/^\/[\w./-]*\*?$/.test(pattern)) throw new Error(`What is the path ${pattern}?`);
  return [...Map.groupBy(cases, ({ name }) => name)].map(([name, own]) => {
    own.forEach(({ pattern }, i) => {
      const other = own.slice(i + 1).find((later) => overlap(pattern, later.pattern));
      if (other) throw new Error(`${name} is said for ${pattern} and for ${other.pattern}`);
    });
    return { name, cases: own };
  });
}

function overlap(one: string, other: string): boolean {
  const covers = (pattern: string, path: string) =>
    pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
  return covers(one, other) || covers(other, one);
}

/** A snippet for a Caddyfile: paths that say the same are one matcher. */
export function caddyHeaders(rules: readonly HeaderRule[]): string {
  const lines: string[] = [];
  for (const { name, cases } of headersOf(rules)) {
    for (const [value, same] of Map.groupBy(cases, (one) => one.value)) {
      const paths = same.map(({ pattern }) => pattern);
      if (paths.includes('/*')) {
        lines.push(`header ${name} "${value}"`);
        continue;
      }
      const matcher = `@${name.toLowerCase()}-${lines.length}`;
      lines.push(`${matcher} path ${paths.join(' ')}`, `header ${matcher} ${name} "${value}"`);
    }
    if (name in DEFAULTS) lines.push(`header ?${name} "${DEFAULTS[name]}"`);
  }
  return lines.map((line) => `\t${line}\n`).join('');
}

/**
 * Two parts for nginx: maps from path to value, for `http`, and the headers, for `server`. nginx drops a header
 * whose value is empty.
 */
export function nginxHeaders(rules: readonly HeaderRule[]): { maps: string; headers: string } {
  const all = headersOf(rules);
  const isEverywhere = ({ cases }: Header) => cases.some(({ pattern }) => pattern === '/*');
  const variable = (name: string) => `$icebreaker_${name.toLowerCase().replaceAll('-', '_')}`;
  const maps = all
    .filter((header) => !isEverywhere(header))
    .flatMap(({ name, cases }) => [
      `map $uri ${variable(name)} {`,
      `  default "${DEFAULTS[name] ?? ''}";`,
      ...cases.map(({ pattern, value }) => `  ${nginxPath(pattern)} "${value}";`),
      '}',
    ]);
  const headers = all.map((header) => {
    const value = isEverywhere(header) ? `"${header.cases[0]?.value}"` : variable(header.name);
    return `  add_header ${header.name} ${value} always;`;
  });
  return {
    maps: maps.map((line) => `${line}\n`).join(''),
    headers: headers.map((line) => `${line}\n`).join(''),
  };
}

/** A map's key. By the time of the headers nginx has put the index file behind a folder's path. */
function nginxPath(pattern: string): string {
  const path = pattern.replaceAll('.', '\\.');
  if (path.endsWith('*')) return `~^${path.slice(0, -1)}`;
  return path.endsWith('/') ? `~^${path}(index\\.html)?$` : pattern;
}

/**
 * A file with one of its parts made anew: what stands between the lines `# begin <name>` and `# end <name>`.
 *
 * @throws {Error} where there are no such lines
 */
export function withPart(text: string, name: string, part: string): string {
  const parts = new RegExp(`(^[ \\t]*# begin ${name}\\b.*\\n)[^]*?(^[ \\t]*# end ${name}$)`, 'm');
  if (!parts.test(text)) throw new Error(`There is no part ${name}`);
  return text.replace(parts, (_all, begin: string, end: string) => `${begin}${part}${end}`);
}
