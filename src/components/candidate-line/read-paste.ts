import {
  type CandidateError,
  type IceMedia,
  type IceSdpError,
  parseCandidate,
  parseIceSdp,
} from '#src/protocol/index.ts';

/** One candidate line of what was pasted. */
export interface PastedLine {
  /** Counted from 1. */
  readonly lineNumber: number;
  readonly text: string;
  /** Set when the line is no candidate. */
  readonly error?: CandidateError;
}

export interface Paste {
  readonly lines: readonly PastedLine[];
  /** What is wrong in an SDP besides its candidate lines. */
  readonly errors: readonly Exclude<IceSdpError, { kind: 'candidate' }>[];
  readonly isSdp: boolean;
  /** What an SDP says of ICE besides, for each of its streams. */
  readonly media: readonly IceMedia[];
}

/**
 * Reads whatever a developer has at hand: a candidate line, several of them, a whole SDP, or the JSON
 * of an RTCIceCandidate or an RTCSessionDescription. Never throws.
 */
export function readPaste(input: string): Paste {
  const text = unwrapJson(input.trim());
  const all = text.split(/\r\n|\n|\r/).map((line, index) => ({ lineNumber: index + 1, text: line.trim() }));
  // A session description begins with v=0; a part of one has at least an m= line.
  if (!all.some((line) => /^(v=0|m=)/.test(line.text))) {
    return {
      lines: all.filter((line) => line.text !== '').map(withError),
      errors: [],
      isSdp: false,
      media: [],
    };
  }
  const { errors, media } = parseIceSdp(all.map((line) => line.text).join('\n'));
  return {
    lines: all.filter((line) => line.text.startsWith('a=candidate:')).map(withError),
    errors: errors.filter((error) => error.kind !== 'candidate'),
    isSdp: true,
    media,
  };
}

function withError(line: { lineNumber: number; text: string }): PastedLine {
  const parsed = parseCandidate(line.text);
  return parsed.ok ? line : { ...line, error: parsed.error };
}

/** `{"candidate":"candidate:…"}` or `{"type":"offer","sdp":"v=0…"}`, as signalling carries them. */
function unwrapJson(text: string): string {
  if (!text.startsWith('{')) return text;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return text;
    if ('candidate' in value && typeof value.candidate === 'string') return value.candidate;
    if ('sdp' in value && typeof value.sdp === 'string') return value.sdp.trimEnd();
    return text;
  } catch {
    return text;
  }
}
