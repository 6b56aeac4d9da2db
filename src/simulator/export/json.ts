import type { Trace } from '../trace.ts';

/** So many packets or events are written at once. */
const PER_PORTION = 1_000;

/**
 * A trace as JSON that other programs read: bytes as hex digits, 64-bit numbers as text, the fields of an object in
 * alphabetical order, and each packet and event on a line of its own, so that two traces can be compared line by line.
 * It comes in portions: that of a long trace is longer than a string can be.
 */
export function* traceToJson({ scene, result, packets, events }: Trace): Generator<string, void> {
  const head = [
    '"format": "icebreaker-trace"',
    '"version": 1',
    `"scene": ${canonical(scene)}`,
    `"result": ${canonical(result)}`,
  ];
  yield `{\n${head.join(',\n')},\n"packets": `;
  yield* lines(packets);
  yield ',\n"events": ';
  yield* lines(events);
  yield '\n}\n';
}

function* lines(values: readonly unknown[]): Generator<string, void> {
  if (values.length === 0) {
    yield '[]';
    return;
  }
  for (let start = 0; start < values.length; start += PER_PORTION) {
    const portion = values.slice(start, start + PER_PORTION).map(canonical);
    yield `${start === 0 ? '[' : ','}\n${portion.join(',\n')}`;
  }
  yield '\n]';
}

function canonical(value: unknown): string {
  return JSON.stringify(plain(value));
}

/** A copy of what JSON knows, with fields in their order. A replacer of `JSON.stringify` takes twice as long. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return hex(value);
  if (Array.isArray(value)) return value.map(plain);
  const sorted: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) sorted[key] = plain(value[key as keyof typeof value]);
  return sorted;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hex(bytes: Uint8Array): string {
  let digits = '';
  for (const byte of bytes) digits += HEX[byte];
  return digits;
}
