import type { Dependence, Endpoint, NatOptions, Packet, Translated } from './packet.ts';

interface Row {
  readonly inside: Endpoint;
  readonly outside: Endpoint;
  /** The part of the destination that the mapping depends on. */
  readonly madeFor: string;
  /** The parts of destinations that the filter has seen leave by this row. */
  readonly lets: Set<string>;
}

/** A NAT that has seen no packet yet. */
export function createNat({ mapping, filtering, address, freePort }: NatOptions): {
  translate(packet: Packet): Translated;
} {
  const rows: Row[] = [];

  function rowFor(inside: Endpoint, destination: Endpoint): Row {
    const madeFor = partOf(destination, mapping);
    const known = rows.find((row) => isSame(row.inside, inside) && row.madeFor === madeFor);
    if (known) return known;
    const row = { inside, outside: { address, port: freePort() }, madeFor, lets: new Set<string>() };
    rows.push(row);
    return row;
  }

  function goOut({ source, destination }: Packet): Translated {
    const row = rowFor(source, destination);
    row.lets.add(partOf(destination, filtering));
    return { ok: true, source: row.outside, destination };
  }

  function comeIn({ source, destination }: Packet): Translated {
    const row = rows.find(({ outside }) => isSame(outside, destination));
    if (!row) return { ok: false, why: 'no-mapping' };
    const sender = partOf(source, filtering);
    if (!rows.some(({ inside, lets }) => isSame(inside, row.inside) && lets.has(sender))) return { ok: false, why: 'filtered' };
    return { ok: true, source, destination: row.inside };
  }

  return { translate: (packet) => (packet.from === 'inside' ? goOut(packet) : comeIn(packet)) };
}

/** What of a remote endpoint matters, as text. */
function partOf({ address, port }: Endpoint, dependence: Dependence): string {
  switch (dependence) {
    case 'endpoint-independent':
      return '';
    case 'address-dependent':
      return address;
    case 'address-and-port-dependent':
      return `${address}:${port}`;
  }
}

function isSame(a: Endpoint, b: Endpoint): boolean {
  return a.address === b.address && a.port === b.port;
}
