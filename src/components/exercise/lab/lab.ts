import { parseIpAddress, type TransportAddress } from '#src/protocol/index.ts';
import type { Network, NetworkEndpoint } from '#src/runner/contract.ts';
import { type Id, type Scene, type Trace, createSimulation } from '#src/simulator/index.ts';

/** A scene that runs by the wall clock, one millisecond a millisecond, with a host whose program runs outside. */
export interface Lab {
  /** What the program's machine stands on. Time begins when somebody listens, and stands still from that signal on. */
  readonly network: Network;
  /** What happened until now. */
  trace(): Trace;
}

/** Longer than any timer of a browser may wait, no scene goes on. */
const MAX_WAIT_MS = 60_000;

/**
 * Opens a scene for a program.
 *
 * @param scene a valid one
 * @param host the id of the host that the program is
 * @throws {RangeError} when the scene has no node of that name
 */
export function openLab(scene: Scene, host: Id): Lab {
  if (!scene.nodes.some(({ id, kind }) => id === host && kind === 'host'))
    throw new RangeError(`no host "${host}" in the scene`);
  const simulation = createSimulation(scene, { machines: [host] });
  const machine = simulation.machine(host);
  if (!machine) throw new RangeError(`no machine "${host}"`);
  let startedAt: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Lets happen what is due, and comes back for what is next. */
  function catchUp(): void {
    if (startedAt === undefined) return;
    clearTimeout(timer);
    simulation.advanceTo(performance.now() - startedAt);
    const waitMs = simulation.nextAt() - (performance.now() - startedAt);
    if (waitMs < Infinity) timer = setTimeout(catchUp, Math.min(Math.max(0, waitMs), MAX_WAIT_MS));
  }

  /** The moment stays what the trace says until then. */
  function stop(): void {
    catchUp();
    clearTimeout(timer);
    startedAt = undefined;
    if (machine) machine.onDatagram = () => undefined;
  }

  return {
    network: {
      addresses: machine.addresses(),
      send({ from, to, data }) {
        const [source, destination] = [addressOf(from), addressOf(to)];
        // Before the clock goes nothing leaves, and between families there is no way.
        if (startedAt === undefined || !source || source.family !== destination?.family) return;
        catchUp();
        machine.send({ from: source, to: destination, bytes: Uint8Array.from(data) });
        catchUp();
      },
      listen(receive, signal) {
        if (signal.aborted || startedAt !== undefined) return;
        machine.onDatagram = (_at, { from, to, bytes }) =>
          receive({ from: endpointOf(from), to: endpointOf(to), data: Uint8Array.from(bytes) });
        startedAt = performance.now();
        signal.addEventListener('abort', stop, { once: true });
        catchUp();
      },
    },
    trace() {
      catchUp();
      return simulation.trace();
    },
  };
}

/** Undefined where the text is no address. */
function addressOf({ address, port }: NetworkEndpoint): TransportAddress | undefined {
  const parsed = parseIpAddress(address);
  return parsed && { ...parsed, port };
}

const endpointOf = ({ address, port }: TransportAddress): NetworkEndpoint => ({ address, port });
