/**
 * What an idle instrument shows: a typical result, always labelled as an example. The addresses are
 * those that RFC 5737 keeps for documentation, the names RFC 2606's.
 */
export interface ExampleRow {
  readonly type: 'host' | 'srflx' | 'relay';
  readonly lane: number;
  readonly atMs: number;
  readonly foundation: string;
  readonly protocol: string;
  readonly address: string;
  readonly port: number;
  readonly priority: number;
}

export const EXAMPLE_SERVERS = [
  'stun:stun.example:3478',
  'turn:turn.example:3478?transport=udp',
  'turn:turn.example:3478?transport=tcp',
] as const;

const MDNS_NAME = '1f4712db-ea17-4bcf-a596-105139dfd8bf.local';

export const EXAMPLE_ROWS: readonly ExampleRow[] = [
  row('host', 0, 4, '0', MDNS_NAME, 54_321, 2_130_706_431),
  row('srflx', 1, 31, '1', '203.0.113.9', 54_322, 1_694_498_815),
  row('srflx', 2, 34, '1', '203.0.113.9', 54_323, 1_694_498_815),
  row('relay', 2, 96, '2', '198.51.100.7', 50_020, 16_777_215),
  row('relay', 3, 140, '3', '198.51.100.7', 50_021, 16_777_215),
];

function row(
  type: ExampleRow['type'],
  lane: number,
  atMs: number,
  foundation: string,
  address: string,
  port: number,
  priority: number,
): ExampleRow {
  return { type, lane, atMs, foundation, protocol: 'udp', address, port, priority };
}
