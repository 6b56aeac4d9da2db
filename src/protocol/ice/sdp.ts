import type { Candidate } from './candidate.ts';
import {
  type AttributeFault,
  type IceAttributes,
  type RemoteCandidate,
  noIceAttributes,
  readIceAttribute,
} from './sdp-attributes.ts';

/** What ICE says at the session level. RFC 8839 §5.3–§5.6. */
export interface IceSession {
  readonly ufrag?: string;
  readonly pwd?: string;
  readonly options: readonly string[];
  /** `a=ice-lite`: the agent is a lite implementation. */
  readonly lite: boolean;
  /** `a=ice-pacing`; undefined means the default of 50 ms. */
  readonly pacingMs?: number;
}

/** What ICE says about one data stream: an `m=` line and what follows it. */
export interface IceMedia {
  /** Of the `m=` line, counted from 1. */
  readonly line: number;
  /** `audio`, `video`, `application` … */
  readonly media: string;
  /** Of the `m=` line; 0 where the stream is refused or bundled, 9 where candidates will tell. */
  readonly port: number;
  /** `a=mid`, RFC 5888. */
  readonly mid?: string;
  /** Its own or the session's: "the value in the media-level takes precedence" (RFC 8839 §5.4). */
  readonly ufrag?: string;
  readonly pwd?: string;
  /** Those of this stream; the session's are not repeated. */
  readonly options: readonly string[];
  /** `a=ice-mismatch`: the peer won't use ICE for this stream. */
  readonly mismatch: boolean;
  /** `a=end-of-candidates`, here or at the session level. RFC 8840 §8. */
  readonly endOfCandidates: boolean;
  readonly candidates: readonly Candidate[];
  readonly remoteCandidates: readonly RemoteCandidate[];
}

/** What ICE finds wrong in a session description, and in which line, counted from 1. */
export type IceSdpError = { readonly line: number } & (
  | AttributeFault
  | {
      /** "there MUST be an "ice-pwd" and "ice-ufrag" attribute for each data stream" (RFC 8839 §5.4). `line` is the `m=` line. */
      readonly kind: 'missing-credentials';
      readonly attribute: 'ice-ufrag' | 'ice-pwd';
    }
);

/** The ICE part of a session description. What is wrong is left out and told in `errors`. */
export interface IceSdp {
  readonly session: IceSession;
  readonly media: readonly IceMedia[];
  readonly errors: readonly IceSdpError[];
}

interface MediaSection extends IceAttributes {
  readonly line: number;
  readonly media: string;
  readonly port: number;
}

/**
 * Reads the ICE attributes of a session description (RFC 8839 §5, RFC 8840 §8) and passes over all other
 * lines. Never throws: an agent goes on with what it understands, so errors come beside the values, not instead.
 */
export function parseIceSdp(sdp: string): IceSdp {
  const session = noIceAttributes();
  const sections: MediaSection[] = [];
  const errors: IceSdpError[] = [];
  for (const [index, text] of sdp.split(/\r\n|\n|\r/).entries()) {
    const line = index + 1;
    if (text.startsWith('m=')) sections.push(mediaSection(text, line));
    if (!text.startsWith('a=')) continue;
    const section = sections.at(-1);
    const fault = readIceAttribute(text, section ? 'media' : 'session', section ?? session);
    if (fault) errors.push({ line, ...fault });
  }
  for (const section of sections) errors.push(...missingCredentials(section, session));
  return {
    session: sessionOf(session),
    media: sections.map((section) => mediaOf(section, session)),
    errors: errors.sort((a, b) => a.line - b.line),
  };
}

function mediaSection(text: string, line: number): MediaSection {
  const [, media = '', port = '0'] = /^m=(\S+) (\d{1,5})/.exec(text) ?? [];
  return { ...noIceAttributes(), line, media, port: Number(port) };
}

/** Only of streams that speak of ICE at all: a description without ICE is no mistake. */
function missingCredentials(section: MediaSection, session: IceAttributes): IceSdpError[] {
  const { ufrag = session.ufrag, pwd = session.pwd, candidates, line } = section;
  const speaksIce = ufrag !== undefined || pwd !== undefined || candidates.length > 0;
  if (!speaksIce) return [];
  const errors: IceSdpError[] = [];
  if (ufrag === undefined) errors.push({ line, kind: 'missing-credentials', attribute: 'ice-ufrag' });
  if (pwd === undefined) errors.push({ line, kind: 'missing-credentials', attribute: 'ice-pwd' });
  return errors;
}

function sessionOf({ ufrag, pwd, options, lite, pacingMs }: IceAttributes): IceSession {
  return {
    ...(ufrag !== undefined && { ufrag }),
    ...(pwd !== undefined && { pwd }),
    options,
    lite,
    ...(pacingMs !== undefined && { pacingMs }),
  };
}

function mediaOf(section: MediaSection, session: IceAttributes): IceMedia {
  const { line, media, port, mid, options, mismatch, candidates, remoteCandidates } = section;
  const { ufrag = session.ufrag, pwd = session.pwd } = section;
  return {
    line,
    media,
    port,
    ...(mid !== undefined && { mid }),
    ...(ufrag !== undefined && { ufrag }),
    ...(pwd !== undefined && { pwd }),
    options,
    mismatch,
    endOfCandidates: section.endOfCandidates || session.endOfCandidates,
    candidates,
    remoteCandidates,
  };
}
