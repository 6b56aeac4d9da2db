import type { Packet, Scene } from '#src/simulator/index.ts';
// Past the index: the worker needs no presets and reads no links.
import { createSimulation } from '#src/simulator/simulation.ts';
import { EVENTS_PER_PORTION, type FromWorker, MOST_PACKETS } from './messages.ts';

/** How many of the network's events are run between two looks at the trace. */
const EVENTS_PER_TURN = 200;

/** Runs a valid scene; what its trace has is told in portions. */
export function* portionsOf(scene: Scene, mostPackets = MOST_PACKETS): Generator<FromWorker, void, void> {
  const simulation = createSimulation(scene);
  const { events, packets } = simulation.trace();
  let told = 0;
  let toldPackets = 0;

  function portion(): FromWorker {
    const until = Math.min(events.length, told + EVENTS_PER_PORTION);
    const message = {
      kind: 'portion',
      atMs: simulation.at,
      events: events.slice(told, until),
      packets: packets.slice(toldPackets).map(withOwnBytes),
    } as const;
    told = until;
    toldPackets = packets.length;
    return message;
  }

  const isTooLong = () => packets.length > mostPackets;
  while (!simulation.isOver && !isTooLong()) {
    simulation.run(EVENTS_PER_TURN);
    while (events.length - told >= EVENTS_PER_PORTION) yield portion();
  }
  while (told < events.length) yield portion();
  yield { kind: 'end', result: simulation.result(), isCutShort: isTooLong() };
}

/** A part of a larger buffer would bring the whole buffer with it. */
function withOwnBytes(packet: Packet): Packet {
  const { bytes } = packet;
  return bytes.byteLength === bytes.buffer.byteLength ? packet : { ...packet, bytes: bytes.slice() };
}
