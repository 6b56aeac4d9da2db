import type { Address } from './events.ts';

/** Something on the server that ends by itself. */
export interface Lease {
  endS: number;
  /** A request that winds it is on its way. */
  isAsked: boolean;
}

export interface Binding extends Lease {
  readonly peer: Address;
  readonly channel: number;
}

/** RFC 8656 §12: so long after the end neither the number nor the peer may be bound to another. */
const REST_S = 300;

/** The binding that this peer has, or may get: the same number while the last one lives or rests, else a free one. */
export function bindingOf(
  peer: Address,
  bindings: Binding[],
  channels: readonly number[],
  nowS: number,
): Binding {
  const held = bindings.filter(({ isAsked, endS }) => isAsked || nowS < endS + REST_S);
  const own = held.find((binding) => keyOf(binding.peer) === keyOf(peer) && (binding.isAsked || nowS < binding.endS));
  if (own) return own;
  const channel = channels.find((number) => held.every((binding) => binding.channel !== number));
  if (channel === undefined) throw new Error('All channel numbers are bound or rest');
  const binding = { peer, channel, endS: nowS, isAsked: false };
  bindings.splice(0, bindings.length, ...held, binding);
  return binding;
}

export function keyOf({ ip, port }: Address): string {
  return `${ip} ${port}`;
}
