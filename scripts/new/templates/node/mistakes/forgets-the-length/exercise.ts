const COOKIE = [0x21, 0x12, 0xa4, 0x42];

export function isStun(packet: readonly number[]): boolean {
  const [first = 0xff] = packet;
  return first < 0x40 && COOKIE.every((byte, index) => packet[4 + index] === byte);
}
