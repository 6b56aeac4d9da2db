/**
 * The headers of one block of a `_headers` file (the format of Netlify and Cloudflare Pages): a path at the
 * start of a line, then indented `Name: value` lines. A path without a block has none.
 */
export function staticHeaders(file: string, path: string): Record<string, string> {
  const headers: Record<string, string> = {};
  let block = '';
  for (const line of file.split('\n')) {
    if (/^[^\s#]/.test(line)) block = line.trim();
    const [, name, value] = /^\s+([\w-]+):\s*(.+)$/.exec(line) ?? [];
    if (block === path && name && value) headers[name] = value.trim();
  }
  return headers;
}
