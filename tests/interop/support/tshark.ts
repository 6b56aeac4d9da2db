import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Off by default, as network cards leave checksums to be filled in later. */
export const CHECKSUMS = ['ip', 'udp', 'tcp'].map((protocol) => `${protocol}.check_checksum:TRUE`);

const PREFERENCES = [
  // A segment that crosses two networks with the same addresses isn't sent again: it is to be read each time.
  'tcp.analyze_sequence_numbers:FALSE',
  'tcp.desegment_tcp_streams:FALSE',
];

/** What Wireshark reads in a capture: for each packet that the filter lets through, the texts of these fields. */
export function dissect<const F extends string>(
  capture: Uint8Array,
  fields: readonly F[],
  { filter = '', preferences = [] }: { filter?: string; preferences?: readonly string[] } = {},
): Record<F, string>[] {
  const folder = mkdtempSync(join(tmpdir(), 'icebreaker-tshark-'));
  try {
    const file = join(folder, 'trace.pcapng');
    writeFileSync(file, capture);
    const args = [
      ['-r', file, '-Y', filter, '-T', 'fields', ...fields.flatMap((field) => ['-e', field])],
      // Names out of the file, and of nothing else: nobody is asked.
      ['-n', '-N', 'n'],
      // Without being told, it takes whatever is on port 443 for TLS.
      ['-d', 'tcp.port==443,stun'],
      [...PREFERENCES, ...preferences].flatMap((preference) => ['-o', preference]),
    ].flat();
    const { status, stdout, stderr } = spawnSync('tshark', args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
    if (status !== 0) throw new Error(`tshark ended with ${status}: ${stderr}`);
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const texts = line.split('\t');
        return Object.fromEntries(fields.map((field, i) => [field, texts[i] ?? ''])) as Record<F, string>;
      });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
