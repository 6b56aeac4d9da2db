import { cpus } from 'node:os';

const LOOK_MS = 500;
const PATIENCE_MS = 20_000;
/** Of one core: a browser that has just ended, or a log that is written, is no more than that. */
const QUIET_CORES = 0.3;

/**
 * Waits until other programs leave the machine alone, for some seconds at most: a page that is measured while its
 * core is shared is compared with another that had one.
 *
 * @returns whether it became quiet
 */
export async function machineQuiet(): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS;
  do {
    const before = busyMs();
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    if ((busyMs() - before) / LOOK_MS < QUIET_CORES) return true;
  } while (Date.now() < deadline);
  return false;
}

/** Milliseconds that all cores together have worked. */
function busyMs(): number {
  return cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0);
}
