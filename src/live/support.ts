/**
 * Whether this browser can gather at all.
 * `missing`: there is no RTCPeerConnection. `blocked`: there is one, but it refuses to be made
 * (an enterprise policy or an extension).
 */
export type WebRtcSupport = 'supported' | 'missing' | 'blocked';

let knownToWork = false;

/** Tries it out once, because a policy may leave the constructor in place and let it throw. */
export function detectWebRtc(): WebRtcSupport {
  if (typeof globalThis.RTCPeerConnection !== 'function') return 'missing';
  if (knownToWork) return 'supported';
  try {
    new RTCPeerConnection().close();
    knownToWork = true;
    return 'supported';
  } catch {
    return 'blocked';
  }
}
