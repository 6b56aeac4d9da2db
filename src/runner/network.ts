import type { Network, NetworkDatagram, OutputLine } from './contract.ts';
import { LIMITS } from './limits.ts';

/**
 * Puts the realm of a run on its network, until the run is over. What the realm sends is a stranger's: a source that
 * isn't the machine's own goes nowhere, and neither does what comes after `LIMITS.datagrams`.
 */
export function connectNetwork(
  network: Network | undefined,
  deliver: (datagram: NetworkDatagram) => void,
  onOutput: (line: OutputLine) => void,
  signal: AbortSignal,
): { send(datagram: NetworkDatagram): void } {
  const own = new Set(network?.addresses);
  const startedAt = performance.now();
  let sent = 0;
  network?.listen(deliver, signal);
  return {
    send(datagram) {
      if (!network || signal.aborted || !own.has(datagram.from.address)) return;
      sent += 1;
      if (sent <= LIMITS.datagrams) network.send(datagram);
      if (sent === LIMITS.datagrams + 1) onOutput(lossNotice(performance.now() - startedAt));
    },
  };
}

function lossNotice(atMs: number): OutputLine {
  const limit = LIMITS.datagrams;
  const text = `The network carries ${limit} datagrams of a run. What comes after them is lost.`;
  return { atMs, level: 'warn', text, notice: { kind: 'datagrams-lost', limit } };
}
