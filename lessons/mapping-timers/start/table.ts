import type { Endpoint, Table, TableOptions } from './types.ts';

interface Row {
  readonly inside: Endpoint;
  readonly port: number;
}

/** A carrier's table without a row. It maps and filters endpoint-independently. */
export function createTable({ ports }: TableOptions): Table {
  const rows: Row[] = [];
  return {
    leave(_atMs, inside) {
      const known = rows.find(
        (row) => row.inside.address === inside.address && row.inside.port === inside.port,
      );
      if (known) return known.port;
      // Rows are made and never end. Time is your part, and so is everybody's fair share.
      const port = ports.find((one) => rows.every((row) => row.port !== one));
      if (port !== undefined) rows.push({ inside, port });
      return port;
    },
    enter: (_atMs, port) => rows.find((row) => row.port === port)?.inside,
  };
}
