import type { Candidate } from '#src/protocol/index.ts';

/** The connection that something comes from: a server's own, or the one without servers. */
export interface GatherSource {
  /** Position in the list of servers; -1 for the connection without servers. */
  readonly index: number;
  /** The URL as configured; `null` for the connection without servers. */
  readonly url: string | null;
}

/** The source of host candidates: a connection that asks nobody. */
export const THIS_MACHINE: GatherSource = { index: -1, url: null };

/**
 * What can go wrong with one server, besides the codes that the browser gives
 * (a STUN/TURN error code, or 701 "can't be reached").
 * - `bad-url`, `no-credential`, `unsupported`: the browser refused to make the connection
 * - `nothing`: the browser was done without a candidate and without an error (Firefox with a
 *   `turns:` URL at a port that doesn't speak TLS)
 * - `unreadable`: a candidate line that our parser refuses
 */
export type GatherFault = 'bad-url' | 'no-credential' | 'unsupported' | 'nothing' | 'unreadable';

/** All times are milliseconds since the start of the run. */
export type GatherEvent =
  | { readonly type: 'servers'; readonly sources: readonly GatherSource[]; readonly atMs: number }
  | {
      readonly type: 'candidate';
      readonly source: GatherSource;
      readonly atMs: number;
      /** As the browser wrote it, `candidate:…`. */
      readonly line: string;
      readonly candidate: Candidate;
    }
  | {
      readonly type: 'error';
      readonly source: GatherSource;
      readonly atMs: number;
      readonly code: number | GatherFault;
      /** The browser's own words, if it has any (Firefox has none). */
      readonly text: string;
    }
  | { readonly type: 'server-done'; readonly source: GatherSource; readonly atMs: number }
  | { readonly type: 'server-timeout'; readonly source: GatherSource; readonly atMs: number };

export interface GatherSummary {
  /** `blocked`: the browser let us make no connection at all, or has no RTCPeerConnection. */
  readonly endedBecause: 'complete' | 'stopped' | 'blocked';
  readonly hosts: number;
  readonly srflx: number;
  readonly relay: number;
  readonly ms: number;
}
