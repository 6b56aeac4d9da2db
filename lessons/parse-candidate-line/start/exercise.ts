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

/** Reads a candidate line (RFC 8839 §5.1); answers null if it is none. */
export function parseCandidate(line: string): ParsedCandidate | null {
  const words = line.split(' ');
  console.log(words);
  return null;
}
