import { RTCPeerConnection } from 'werift';
import type { PeerConnection } from './peer-connection.ts';

/** werift's peer connection: WebRTC in TypeScript, written by others. */
export function openWerift(
  iceServers: { urls: string; username?: string; credential?: string }[] = [],
): PeerConnection {
  const connection = new RTCPeerConnection({ iceServers, iceUseIpv6: true });
  const lines: string[] = [];
  const states: string[] = [];
  connection.onIceCandidate.subscribe((candidate) => {
    if (candidate?.candidate) lines.push(`candidate:${candidate.candidate.replace(/^candidate:/, '')}`);
  });
  connection.iceConnectionStateChange.subscribe((state) => states.push(state));
  return {
    async offer({ iceRestart = false } = {}) {
      if (!iceRestart) connection.createDataChannel('data');
      await connection.setLocalDescription(await connection.createOffer({ iceRestart }));
      return connection.localDescription?.sdp ?? '';
    },
    async answer(sdp) {
      await connection.setRemoteDescription({ type: 'offer', sdp });
      await connection.setLocalDescription(await connection.createAnswer());
      return connection.localDescription?.sdp ?? '';
    },
    async accept(sdp) {
      await connection.setRemoteDescription({ type: 'answer', sdp });
    },
    async addCandidate(candidate) {
      await connection.addIceCandidate({ candidate, sdpMid: '0', sdpMLineIndex: 0 });
    },
    candidates: () => Promise.resolve(lines),
    states: () => Promise.resolve(states),
    close: () => connection.close(),
  };
}
