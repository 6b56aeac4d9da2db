import type { Observation } from '../../../contract.ts';
import { apply, construct, getter, indexOf, put, whenSettled } from './intrinsics.ts';

/**
 * Observes which candidates of the other side the browser took, and whether the description that they belong to was
 * there by then: browsers differ in what becomes of one that comes too early (Chromium mostly uses it all the same).
 */
export function observeRemoteCandidates(
  observe: (fact: Observation) => void,
  atMs: () => number,
  numberOf: (connection: RTCPeerConnection) => number | undefined,
): void {
  const NativeCandidate = RTCIceCandidate;
  const prototype = RTCPeerConnection.prototype;
  const nativeAdd = prototype.addIceCandidate as (this: RTCPeerConnection) => Promise<unknown>;
  const usernameFragment = getter(NativeCandidate.prototype, 'usernameFragment');
  const remoteDescription = getter(prototype, 'remoteDescription');
  const sdpOf = getter(RTCSessionDescription.prototype, 'sdp');

  put(prototype, 'addIceCandidate', function addIceCandidate(this: RTCPeerConnection, ...args: unknown[]) {
    const number = numberOf(this);
    const fragment = number === undefined ? undefined : fragmentOf(args[0]);
    const added = apply(nativeAdd, this, args) as Promise<unknown>;
    if (number === undefined || typeof fragment !== 'string') return added;
    const look = (): void => {
      const description = remoteDescription(this);
      const sdp = description ? sdpOf(description) : '';
      const described = indexOf(sdp, `a=ice-ufrag:${fragment}\r`) >= 0;
      observe({
        kind: 'remote-candidate',
        connection: number,
        atMs: atMs(),
        usernameFragment: fragment,
        described,
      });
    };
    whenSettled(added, look, () => undefined);
    return added;
  });

  /** As the browser reads it; undefined for what is no candidate at all. */
  function fragmentOf(candidate: unknown): string | null | undefined {
    try {
      return usernameFragment(construct(NativeCandidate, [candidate]) as RTCIceCandidate);
    } catch {
      return undefined;
    }
  }
}
