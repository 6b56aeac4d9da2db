import type { Packet, Scene, Trace, TraceEvent } from '#src/simulator/index.ts';
// Past the index: the worker needs no presets and reads no links.
import { traceToJson } from '#src/simulator/export/json.ts';
import { traceToPcapng } from '#src/simulator/export/pcapng.ts';
import { portionsOf } from '../worker/portions.ts';
import { type FileNews, type FileTask, MOST_FILE_BYTES } from './file-task.ts';

const FORMATS = {
  json: { write: traceToJson, type: 'application/json' },
  pcapng: { write: traceToPcapng, type: 'application/x-pcapng' },
} as const;

/**
 * Runs a valid scene and writes its trace. Same scene, same trace: running it again spares the page's thread the copying
 * of a trace that it has, which takes long where the trace is.
 */
export function* fileOf(
  { scene, format }: FileTask,
  mostBytes = MOST_FILE_BYTES,
): Generator<FileNews, void, void> {
  const { write, type } = FORMATS[format];
  const trace = yield* traceOf(scene);
  // Each of a portion: what is in a Blob needs not be in the worker's memory.
  const portions: Blob[] = [];
  let bytes = 0;
  for (const portion of write(trace)) {
    const blob = new Blob([portion]);
    portions.push(blob);
    bytes += blob.size;
    if (bytes > mostBytes) {
      yield { kind: 'too-large' };
      return;
    }
    yield { kind: 'writing', bytes };
  }
  yield { kind: 'done', file: new Blob(portions, { type }) };
}

function* traceOf(scene: Scene): Generator<FileNews, Trace, void> {
  const events: TraceEvent[] = [];
  const packets: Packet[] = [];
  for (const message of portionsOf(scene)) {
    if (message.kind === 'end') return { scene, events, packets, result: message.result };
    for (const event of message.events) events.push(event);
    for (const packet of message.packets) packets.push(packet);
    yield { kind: 'running', packets: packets.length };
  }
  throw new Error('The run has no end');
}
