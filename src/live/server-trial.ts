import { gatherOnOneConnection } from './gather-connection.ts';
import type { GatherEvent, GatherFault } from './gather-events.ts';
import { isTurnUrl } from './ice-server-url.ts';
import { type IceServerEntry, toRtcIceServer } from './ice-servers.ts';
import { type RelayedData, sendThroughRelay } from './relayed-data.ts';

/** A silent server is no error to a browser for longer than anybody waits. */
export const ADDRESS_DEADLINE_MS = 10_000;
/** After what was asked for has come, other interfaces (IPv6, say) may be silent: they are not waited for. */
const GRACE_MS = 300;

/** What one URL did. All times are milliseconds since its own start. */
export interface ServerTrial {
  readonly srflxMs: number | undefined;
  readonly relayMs: number | undefined;
  /** What the browser reported, each code once; its own words come with it. */
  readonly errors: readonly { readonly code: number | GatherFault; readonly text: string }[];
  /** Whether our own deadline ended the asking. */
  readonly isSilent: boolean;
  /** What became of the data; undefined where nothing was allocated, or where the server is no TURN server. */
  readonly data: RelayedData | undefined;
}

/** `asking`: for an address. `sending`: an address was lent, and data goes through it. */
export type TrialStage = 'asking' | 'sending';

export interface TrialOptions {
  readonly signal: AbortSignal;
  readonly onStage: (stage: TrialStage) => void;
  readonly addressDeadlineMs?: number;
}

/**
 * Tests one URL by itself: first what it gives to a connection that knows no other server, then, where it lends an
 * address, whether bytes really cross it. Never rejects; when it resolves, every connection is closed.
 */
export async function tryServer(server: IceServerEntry, options: TrialOptions): Promise<ServerTrial> {
  const { signal, onStage } = options;
  onStage('asking');
  const answer = await askForAddresses(server, options);
  if (answer.relayMs === undefined || signal.aborted) return { ...answer, data: undefined };
  onStage('sending');
  return { ...answer, data: await sendThroughRelay(toRtcIceServer(server), signal) };
}

async function askForAddresses(
  server: IceServerEntry,
  { signal, addressDeadlineMs = ADDRESS_DEADLINE_MS }: TrialOptions,
): Promise<Omit<ServerTrial, 'data'>> {
  const startedAt = performance.now();
  const errors = new Map<number | GatherFault, string>();
  const firstMs: { srflx?: number; relay?: number } = {};
  let isSilent = false;
  const enough = new AbortController();
  const wanted = isTurnUrl(server.url) ? 'relay' : 'srflx';
  let grace: ReturnType<typeof setTimeout> | undefined;

  const onEvent = (event: GatherEvent): void => {
    if (event.type === 'server-timeout') isSilent = true;
    if (event.type === 'error') errors.set(event.code, errors.get(event.code) || event.text);
    if (event.type !== 'candidate') return;
    const { type } = event.candidate;
    if (type !== 'srflx' && type !== 'relay') return;
    firstMs[type] ??= event.atMs;
    if (type === wanted) grace ??= setTimeout(() => enough.abort(), GRACE_MS);
  };
  await gatherOnOneConnection({
    source: { index: 0, url: server.url },
    servers: [server],
    policy: 'all',
    deadlineMs: addressDeadlineMs,
    now: () => performance.now() - startedAt,
    signal: AbortSignal.any([signal, enough.signal]),
    onEvent,
  });
  clearTimeout(grace);
  return {
    srflxMs: firstMs.srflx,
    relayMs: firstMs.relay,
    errors: [...errors].map(([code, text]) => ({ code, text })),
    isSilent,
  };
}
