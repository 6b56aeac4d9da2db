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
  const words = line.replace(/^a=/, '').split(' ');
  const [head = '', component = '', transport = '', priority = '', address = '', port = '', typ, type] = words;
  if (!head.startsWith('candidate:') || typ !== 'typ' || !type) return null;
  return {
    foundation: head.slice('candidate:'.length),
    component: Number(component),
    transport: transport.toLowerCase(),
    priority: Number(priority),
    address,
    port: Number(port),
    type,
    relatedAddress: words[8] === 'raddr' ? (words[9] ?? null) : null,
    relatedPort: words[10] === 'rport' ? Number(words[11]) : null,
    // The mistake: without a related address the extensions begin earlier.
    extensions: words.length > 13 ? [[words[12] ?? '', words[13] ?? '']] : [],
  };
}
