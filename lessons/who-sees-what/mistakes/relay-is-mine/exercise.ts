// The mistake: a relayed address is sorted like the others.

/** What a list of candidates gives away. */
export interface Revealed {
  names: string[];
  local: string[];
  public: string[];
  relay: string[];
}

type List = keyof Revealed;

const HIDDEN = ['0.0.0.0', '::'];

/** Sorts every address in these candidate lines by what it gives away. */
export function revealed(lines: string[]): Revealed {
  const found: Record<List, Set<string>> = {
    names: new Set(),
    local: new Set(),
    public: new Set(),
    relay: new Set(),
  };
  for (const line of lines) {
    const words = line.split(' ');
    const address = words[4] ?? '';
    const isRelay = words[words.indexOf('typ') + 1] === 'relay';
    found[listOf(address)].add(address);

    const at = words.indexOf('raddr');
    const related = at < 0 ? undefined : words[at + 1];
    if (related === undefined || HIDDEN.includes(related)) continue;
    if (isRelay && related === address) continue;
    found[listOf(related)].add(related);
  }
  return {
    names: [...found.names],
    local: [...found.local],
    public: [...found.public],
    relay: [...found.relay],
  };
}

function listOf(address: string): List {
  if (address.endsWith('.local')) return 'names';
  return isPrivate(address) ? 'local' : 'public';
}

function isPrivate(address: string): boolean {
  if (address.includes(':')) return /^(f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):/.test(address);
  const [first = 0, second = 0] = address.split('.').map(Number);
  if (first === 172) return second >= 16 && second <= 31;
  if (first === 100) return second >= 64 && second <= 127;
  return first === 10 || (first === 192 && second === 168) || (first === 169 && second === 254);
}
