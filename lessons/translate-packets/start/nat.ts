import type { NatOptions, Packet, Translated } from './packet.ts';

/** A NAT that has seen no packet yet. */
export function createNat({ address, freePort }: NatOptions): { translate(packet: Packet): Translated } {
  return {
    translate({ from, destination }) {
      // Every packet gets a port of its own, and no answer finds back. That's your part.
      if (from === 'inside') return { ok: true, source: { address, port: freePort() }, destination };
      return { ok: false, why: 'no-mapping' };
    },
  };
}
