const COOKIE = [0x21, 0x12, 0xa4, 0x42];

export function isStun(packet: readonly number[]): boolean {
  const isRequest = packet[0] === 0x00 && packet[1] === 0x01;
  return packet.length >= 20 && isRequest && COOKIE.every((byte, index) => packet[4 + index] === byte);
}
