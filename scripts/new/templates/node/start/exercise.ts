/** Whether these bytes can be a STUN message. */
export function isStun(packet: readonly number[]): boolean {
  console.log(packet); // what came
  return false;
}
