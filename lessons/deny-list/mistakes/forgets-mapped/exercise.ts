/** Networks that a relay must never reach: an address, and how many of its first bits count. */
const DENIED: readonly (readonly [address: string, prefixLength: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  // Multicast is 224.0.0.0/4, and what is behind it up to the broadcast address is reserved.
  ['224.0.0.0', 3],
  // Wrong: ::ffff:10.0.0.1 is 10.0.0.1 to the operating system.
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
];

/** Whether a relay may send to this address. `own` are addresses of the relay's machine that serve something else. */
export function mayRelayTo(address: string, own: readonly string[]): boolean {
  const peer = bytesOf(address);
  if (!peer) return false;
  const isOwn = own.some((one) => startsAlike(peer, bytesOf(one), peer.length * 8));
  return !isOwn && !DENIED.some(([network, length]) => startsAlike(peer, bytesOf(network), length));
}

/** Whether two addresses are of one family and have the same first bits. */
function startsAlike(one: readonly number[], other: readonly number[] | undefined, bits: number): boolean {
  if (one.length !== other?.length) return false;
  return one.every((byte, i) => {
    const counting = Math.min(8, Math.max(0, bits - 8 * i));
    const mask = (0xff00 >> counting) & 0xff;
    return (byte & mask) === ((other[i] ?? 0) & mask);
  });
}

/** The 4 or 16 bytes of an address, however it is written; undefined for what is none. Nothing is to be done here. */
function bytesOf(address: string): number[] | undefined {
  return address.includes(':') ? ipv6Bytes(address) : ipv4Bytes(address);
}

function ipv4Bytes(address: string): number[] | undefined {
  const parts = address.split('.');
  const isNumber = (part: string) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256;
  return parts.length === 4 && parts.every(isNumber) ? parts.map(Number) : undefined;
}

function ipv6Bytes(address: string): number[] | undefined {
  // The last 32 bits may be written as an IPv4 address.
  const tail = /:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  const four = tail === undefined ? [] : ipv4Bytes(tail);
  if (!four) return undefined;
  const [, , third = 0, fourth = 0] = four;
  const [first = 0, second = 0] = four;
  const hex = [first * 256 + second, third * 256 + fourth].map((group) => group.toString(16)).join(':');
  const halves = (tail === undefined ? address : address.slice(0, -tail.length) + hex).split('::');
  const [left = [], right = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - left.length - right.length;
  const fits = halves.length === 1 ? missing === 0 : halves.length === 2 && missing > 0;
  const groups = [...left, ...Array<string>(fits ? missing : 0).fill('0'), ...right];
  if (!fits || !groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined;
  return groups.map((group) => parseInt(group, 16)).flatMap((group) => [group >> 8, group & 0xff]);
}
