import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How many packets a mutating fuzzer sends; the full run sets FUZZ_PACKETS to ten million. */
export const FUZZ_PACKETS = Number(process.env['FUZZ_PACKETS'] ?? 200_000);

/** Where the packets come from; set FUZZ_SEED to see a failure again. */
export const FUZZ_SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 32);

/** Generous, for cores that are shared: a hang is what it tells, not slowness. */
export const FUZZ_TIMEOUT_MS = 60_000 + FUZZ_PACKETS;

/** Collects all garbage and answers how many bytes are still held. */
export function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  return process.memoryUsage().heapUsed;
}
