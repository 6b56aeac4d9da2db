/** What we keep of a candidate: plain data that outlives its connection. */
export interface GatheredCandidate {
  type: string;
  protocol: string;
  address: string;
  port: number;
  priority: number;
  /** The whole line, as the browser wrote it: `candidate:…` */
  candidate: string;
}

export async function gatherCandidates(_iceServers: RTCIceServer[]): Promise<GatheredCandidate[]> {
  // The mistake: these are somebody's candidates, not those of this browser, now.
  return [
    {
      type: 'host',
      protocol: 'udp',
      address: '192.0.2.3',
      port: 45664,
      priority: 2130706431,
      candidate: 'candidate:1 1 udp 2130706431 192.0.2.3 45664 typ host',
    },
    {
      type: 'srflx',
      protocol: 'udp',
      address: '203.0.113.141',
      port: 8998,
      priority: 1694498815,
      candidate: 'candidate:2 1 udp 1694498815 203.0.113.141 8998 typ srflx raddr 192.0.2.3 rport 45664',
    },
  ];
}
