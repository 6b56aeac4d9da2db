import type { TcpHeader } from '../trace.ts';
import { toSequence } from './sequence.ts';
import type { TcpAction } from './types.ts';

export const NO_BYTES = new Uint8Array(0);

const NO_FLAGS = { acknowledgment: 0, syn: false, ack: false, fin: false, rst: false } as const;

/** How much of the sequence space it takes: "including any controls that occupy sequence space" (RFC 9293 §4). */
export function segmentLength({ syn, fin }: Pick<TcpHeader, 'syn' | 'fin'>, bytes: Uint8Array): number {
  return Number(syn) + bytes.length + Number(fin);
}

/** Whether a segment asks for a new connection: what a listening port accepts. RFC 9293 §3.10.7.2. */
export function isTcpOpening({ syn, ack, rst }: TcpHeader): boolean {
  return syn && !ack && !rst;
}

/** An action that sends a header, with the flags that it names. */
export function sendSegment(
  header: Pick<TcpHeader, 'sequence'> & Partial<TcpHeader>,
  bytes: Uint8Array = NO_BYTES,
): TcpAction {
  return { kind: 'send', header: { ...NO_FLAGS, ...header }, bytes };
}

/**
 * What a host answers to a segment of no connection that it knows. RFC 9293 §3.10.7.1: "An incoming segment containing
 * a RST is discarded. An incoming segment not containing a RST causes a RST to be sent in response."
 */
export function refuseSegment(header: TcpHeader, bytes: Uint8Array): TcpAction[] {
  if (header.rst) return [];
  if (header.ack) return [sendSegment({ sequence: header.acknowledgment, rst: true })];
  const acknowledgment = toSequence(header.sequence, segmentLength(header, bytes));
  return [sendSegment({ sequence: 0, acknowledgment, rst: true, ack: true })];
}
