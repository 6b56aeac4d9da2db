// The mistake: any digits are a port.

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

/** RFC 7064 §3.1 and RFC 7065 §3.1, with the hosts that the task names. */
const ICE_URL = new RegExp(
  [
    String.raw`^(?:stun|(?<turn>turns?)):`,
    String.raw`(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])`,
    String.raw`(?::(?<port>\d+))?`,
    String.raw`(?<query>\?transport=(?:udp|tcp))?$`,
  ].join(''),
  'i',
);

/** Checks a list as `new RTCPeerConnection({ iceServers })` does; null: it would be taken. */
export function checkIceServers(list: IceServer[]): Wrong | null {
  for (const [index, server] of list.entries()) {
    const error = errorOf(server);
    if (error) return { index, error };
  }
  return null;
}

function errorOf({ urls, username, credential }: IceServer): Wrong['error'] | undefined {
  const all = [urls].flat();
  if (all.length === 0) return 'SyntaxError';
  for (const url of all) {
    const parts = ICE_URL.exec(url)?.groups;
    if (!parts) return 'SyntaxError';
    const { turn, query } = parts;
    if (turn === undefined && query !== undefined) return 'SyntaxError';
    if (turn !== undefined && (!username || !credential)) return 'InvalidAccessError';
  }
  return undefined;
}
