/** An entry of `iceServers`. */
export interface IceServer {
  urls: string | string[];
  username?: string;
  credential?: string;
}

/** What is wrong with a list: where, and what the browser would throw. */
export interface Wrong {
  index: number;
  error: 'SyntaxError' | 'InvalidAccessError';
}

/** Checks a list as `new RTCPeerConnection({ iceServers })` does; null: it would be taken. */
export function checkIceServers(list: IceServer[]): Wrong | null {
  console.log(list);
  return null;
}
