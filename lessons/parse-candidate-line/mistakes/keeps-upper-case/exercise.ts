/** A candidate line, taken apart. What a line need not say is null. */
export interface ParsedCandidate {
  foundation: string;
  component: number;
  /** In lower case: `udp`, `tcp`. */
  transport: string;
  priority: number;
  /** As it stands in the line: an IPv4 or IPv6 address, or a name. */
  address: string;
  port: number;
  type: string;
  relatedAddress: string | null;
  relatedPort: number | null;
  /** Every other pair of name and value, in the order of the line. */
  extensions: [name: string, value: string][];
}

/** The grammar of RFC 8839 §5.1, field by field. It counts digits; what they may say is checked below. */
const CANDIDATE_LINE = new RegExp(
  [
    String.raw`^(?:a=)?candidate:(?<foundation>[A-Za-z0-9+/]{1,32})`,
    String.raw` (?<component>\d{1,3})`,
    String.raw` (?<transport>\S+)`,
    String.raw` (?<priority>\d{1,10})`,
    String.raw` (?<address>\S+)`,
    String.raw` (?<port>\d+)`,
    String.raw` typ (?<type>\S+)`,
    String.raw`(?: raddr (?<relatedAddress>\S+))?`,
    String.raw`(?: rport (?<relatedPort>\d+))?`,
    String.raw`(?<pairs>(?: \S+ \S+)*)$`,
  ].join(''),
);

const MAX_COMPONENT = 256;
const MAX_PRIORITY = 2 ** 31 - 1;
const MAX_PORT = 65_535;

/** Reads a candidate line (RFC 8839 §5.1); answers null if it is none. */
export function parseCandidate(line: string): ParsedCandidate | null {
  const fields = CANDIDATE_LINE.exec(line)?.groups;
  if (!fields) return null;
  const {
    foundation = '',
    transport = '',
    address = '',
    type = '',
    relatedAddress,
    relatedPort,
    pairs,
  } = fields;

  const component = Number(fields.component);
  const priority = Number(fields.priority);
  const port = Number(fields.port);
  if (!isWithin(component, 1, MAX_COMPONENT)) return null;
  if (!isWithin(priority, 1, MAX_PRIORITY)) return null;
  if (!isWithin(port, 0, MAX_PORT)) return null;
  if (relatedPort !== undefined && !isWithin(Number(relatedPort), 0, MAX_PORT)) return null;

  return {
    foundation,
    component,
    transport,
    priority,
    address,
    port,
    type,
    relatedAddress: relatedAddress ?? null,
    relatedPort: relatedPort === undefined ? null : Number(relatedPort),
    extensions: pairsOf(pairs ?? ''),
  };
}

function isWithin(value: number, lowest: number, highest: number): boolean {
  return value >= lowest && value <= highest;
}

/** ` generation 0 ufrag pSf4` → `[['generation', '0'], ['ufrag', 'pSf4']]` */
function pairsOf(text: string): [name: string, value: string][] {
  return [...text.matchAll(/ (\S+) (\S+)/g)].map(([, name = '', value = '']) => [name, value]);
}
