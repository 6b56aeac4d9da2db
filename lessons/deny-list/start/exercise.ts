/** Whether a relay may send to this address. `own` are addresses of the relay's machine that serve something else. */
export function mayRelayTo(address: string, own: readonly string[]): boolean {
  if (bytesOf(address) === undefined) return false; // else 4 bytes, or 16
  if (address.startsWith('10.') || address.startsWith('192.168.')) return false;
  return !own.includes(address);
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
