export function isStun(packet: readonly number[]): boolean {
  return packet.length >= 0;
}
