import type { IceCredentials } from '#src/protocol/ice/agent/index.ts';
import { parseIceSdp, printCandidate } from '#src/protocol/ice/index.ts';

/**
 * A description of one data channel with our agent's ICE in it. Everything but ICE is there so that a peer connection
 * takes it: nobody here speaks DTLS, so the fingerprint is of no certificate.
 */
export function describeAgent(
  { ufrag, pwd }: IceCredentials,
  kind: 'offer' | 'answer',
  { candidates = [], lite = false }: { candidates?: readonly string[]; lite?: boolean } = {},
): string {
  const fingerprint = Array.from({ length: 32 }, (_, index) => (index + 16).toString(16).toUpperCase()).join(
    ':',
  );
  return [
    'v=0',
    'o=- 4611731400430051336 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    ...(lite ? ['a=ice-lite'] : []),
    'a=group:BUNDLE 0',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    `a=ice-ufrag:${ufrag}`,
    `a=ice-pwd:${pwd}`,
    'a=ice-options:trickle ice2',
    `a=fingerprint:sha-256 ${fingerprint}`,
    // Whoever answers ours begins DTLS, which is heard as data.
    `a=setup:${kind === 'offer' ? 'actpass' : 'passive'}`,
    'a=mid:0',
    'a=sctp-port:5000',
    ...candidates.map((line) => `a=${line}`),
    '',
  ].join('\r\n');
}

/** What a description says of the peer's ICE. */
export function iceOf(sdp: string): IceCredentials & { readonly candidates: readonly string[] } {
  const [media] = parseIceSdp(sdp).media;
  if (media?.ufrag === undefined || media.pwd === undefined) throw new Error(`no ICE in\n${sdp}`);
  return { ufrag: media.ufrag, pwd: media.pwd, candidates: media.candidates.map(printCandidate) };
}
