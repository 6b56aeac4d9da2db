const HEADER = 20;
const COOKIE = [0x21, 0x12, 0xa4, 0x42];

/** Whether these bytes can be a STUN message. */
export function isStun(packet: readonly number[]): boolean {
  const [first = 0xff] = packet;
  return packet.length >= HEADER && first < 0x40 && COOKIE.every((byte, index) => packet[4 + index] === byte);
}
