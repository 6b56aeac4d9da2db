import type { Endpoint, Table, TableOptions } from './types.ts';

interface Row {
  readonly inside: Endpoint;
  readonly port: number;
  endsAtMs: number;
}

/** RFC 4787 §4.3, REQ-5: not less than two minutes, and five or more by default. */
const SHORTEST_MS = 120_000;
const DEFAULT_MS = 300_000;
/** RFC 6888 §3, REQ-8. */
const REST_MS = 120_000;

/** A carrier's table without a row. It maps and filters endpoint-independently. */
export function createTable(options: TableOptions): Table {
  const { timerMs = DEFAULT_MS, inboundRefresh, ports, rowsPerCustomer } = options;
  if (timerMs < SHORTEST_MS) throw new RangeError('a UDP mapping lives for two minutes at least');
  let rows: Row[] = [];
  /** When the last row of a port ended, or will. */
  const endOf = new Map<number, number>();

  /** Forgets what has ended. Nobody needs to come at that very moment: a row knows its end. */
  function expire(atMs: number): void {
    rows = rows.filter(({ endsAtMs }) => endsAtMs >= atMs);
  }

  function wind(row: Row, atMs: number): void {
    row.endsAtMs = atMs + timerMs;
    endOf.set(row.port, row.endsAtMs);
  }

  function make(atMs: number, inside: Endpoint): Row | undefined {
    const own = rows.filter((row) => row.inside.address === inside.address);
    if (own.length >= rowsPerCustomer) return undefined;
    const port = ports.find((one) => (endOf.get(one) ?? -Infinity) + REST_MS <= atMs);
    if (port === undefined) return undefined;
    const row = { inside, port, endsAtMs: 0 };
    rows.push(row);
    return row;
  }

  return {
    leave(atMs, inside) {
      expire(atMs);
      const row = rows.find((one) => isSame(one.inside, inside)) ?? make(atMs, inside);
      if (row) wind(row, atMs);
      return row?.port;
    },
    enter(atMs, port) {
      expire(atMs);
      const row = rows.find((one) => one.port === port);
      if (row && inboundRefresh) wind(row, atMs);
      return row?.inside;
    },
  };
}

function isSame(a: Endpoint, b: Endpoint): boolean {
  return a.address === b.address && a.port === b.port;
}
