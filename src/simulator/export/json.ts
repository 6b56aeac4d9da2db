import type { Trace } from '../trace.ts';

/**
 * A trace as JSON that other programs read: bytes as hex digits, 64-bit numbers as text, the fields of an object in
 * alphabetical order, and each packet and event on a line of its own, so that two traces can be compared line by line.
 */
export function traceToJson({ scene, result, packets, events }: Trace): string {
  const parts = [
    '"format": "icebreaker-trace"',
    '"version": 1',
    `"scene": ${canonical(scene)}`,
    `"result": ${canonical(result)}`,
    `"packets": ${lines(packets)}`,
    `"events": ${lines(events)}`,
  ];
  return `{\n${parts.join(',\n')}\n}\n`;
}

function lines(values: readonly unknown[]): string {
  return values.length === 0 ? '[]' : `[\n${values.map(canonical).join(',\n')}\n]`;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === 'bigint') return String(inner);
    if (inner instanceof Uint8Array) return hex(inner);
    return typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? sorted(inner) : inner;
  });
}

function sorted(object: object): object {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
