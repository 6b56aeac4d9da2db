import type { StatPair } from '#src/live/candidate-pairs.ts';
import type { PeersEvent } from '#src/live/two-peers.ts';
import { parseIceSdp } from '#src/protocol/index.ts';

/** Something that happened to the path, in ms since the start. */
export type Happening = { readonly atMs: number } & (
  | { readonly what: 'state'; readonly state: string }
  | { readonly what: 'ufrag'; readonly ufrag: string; readonly before: string | undefined }
  | { readonly what: 'restart' | 'gone' | 'channel-closed' }
);

/** What A has seen of its path to B. */
export interface Watch {
  readonly happenings: readonly Happening[];
  /** A's state of ICE. */
  readonly state: string;
  readonly ufrag: string | undefined;
  /** Of the pair in use; connectivity checks and consent checks together. */
  readonly checks: Pick<StatPair, 'requestsSent' | 'responsesReceived'>;
  /** Numbered messages from A to B. */
  readonly sent: number;
  readonly arrived: number;
  readonly goneAtMs: number | undefined;
  readonly nowMs: number;
}

export const NEW_WATCH: Watch = {
  happenings: [],
  state: 'new',
  ufrag: undefined,
  checks: { requestsSent: undefined, responsesReceived: undefined },
  sent: 0,
  arrived: 0,
  goneAtMs: undefined,
  nowMs: 0,
};

/** The watch after something has happened to the peers. */
export function applyEvent(watch: Watch, event: PeersEvent): Watch {
  switch (event.type) {
    case 'message':
      return event.peer === 'b' ? { ...watch, arrived: watch.arrived + 1 } : watch;
    case 'state':
      return event.peer === 'a' ? withState(watch, event) : watch;
    case 'sent': {
      const { from, what, text } = event.signal;
      return from === 'a' && what === 'offer' ? withOffer(watch, event.atMs, text) : watch;
    }
    default:
      return watch;
  }
}

function withState(watch: Watch, event: Extract<PeersEvent, { type: 'state' }>): Watch {
  const { which, state, atMs } = event;
  if (which === 'channel' && state === 'closed') return happened(watch, { atMs, what: 'channel-closed' });
  // The connection's state knows of failures that the older one of ICE leaves out in Chromium.
  if (which !== 'connection' || state === watch.state) return watch;
  return { ...happened(watch, { atMs, what: 'state', state }), state };
}

/** Each offer carries the ufrag: another one after a restart (RFC 8445 §9). */
function withOffer(watch: Watch, atMs: number, sdp: string): Watch {
  const { media, session } = parseIceSdp(sdp);
  const ufrag = media[0]?.ufrag ?? session.ufrag;
  if (ufrag === undefined || ufrag === watch.ufrag) return watch;
  return { ...happened(watch, { atMs, what: 'ufrag', ufrag, before: watch.ufrag }), ufrag };
}

/** The watch with a happening more. */
export function happened(watch: Watch, happening: Happening): Watch {
  return { ...watch, happenings: [...watch.happenings, happening] };
}

/** How long after B had gone A came to a state; undefined where it hasn't. */
export function afterGone(watch: Watch, state: string): number | undefined {
  const { goneAtMs } = watch;
  if (goneAtMs === undefined) return undefined;
  const found = watch.happenings.find(
    (one) => one.what === 'state' && one.state === state && one.atMs >= goneAtMs,
  );
  return found && found.atMs - goneAtMs;
}
