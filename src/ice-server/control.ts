import type { IncomingMessage } from 'node:http';
import { type TransportAddress, parseIpAddress } from '#src/protocol/bytes/address.ts';
import { type Result, err, ok } from '#src/protocol/result.ts';

const ACTIONS = ['pause', 'resume', 'expire-credentials'] as const;
const MAX_BODY_BYTES = 1024;

/** What a page asks of the embedded server, so that a chapter can show what then happens. */
export interface ControlRequest {
  readonly action: (typeof ACTIONS)[number];
  /** With pause and resume: only the allocation with this relayed transport address. */
  readonly relayedAddress: TransportAddress | undefined;
}

export type ControlError = 'not-json' | 'too-large' | 'not-a-control-request';

/**
 * Reads `{ "action": "pause" | "resume" | "expire-credentials", "relayedAddress"?: { "address", "port" } }`.
 * The content type must be JSON: a form of a strange page could send any other without asking first.
 */
export async function readControlRequest(
  request: IncomingMessage,
): Promise<Result<ControlRequest, ControlError>> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) return err('not-json');
  const body = await readBody(request);
  if (body === undefined) return err('too-large');
  const value = parseJson(body);
  if (typeof value !== 'object' || value === null) return err('not-a-control-request');
  const action = ACTIONS.find((name) => 'action' in value && value.action === name);
  if (!action) return err('not-a-control-request');
  if (!('relayedAddress' in value)) return ok({ action, relayedAddress: undefined });
  const relayedAddress = readAddress(value.relayedAddress);
  return relayedAddress ? ok({ action, relayedAddress }) : err('not-a-control-request');
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readAddress(value: unknown): TransportAddress | undefined {
  if (typeof value !== 'object' || value === null || !('address' in value) || !('port' in value))
    return undefined;
  const ip = typeof value.address === 'string' ? parseIpAddress(value.address) : undefined;
  return ip && typeof value.port === 'number' ? { ...ip, port: value.port } : undefined;
}
