/** Given, and needs no change: carries an address from each of two peers to the other. */
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TransportAddress } from './stun.ts';

/** Tells the other peer an address, and resolves with the other's. */
export type Exchange = (own: TransportAddress) => Promise<TransportAddress>;

/** One of them hears of the other this much later: long enough for first packets to come too early. */
const LATE_MS = 500;

/** The ends of the two peers. Which of them is late is drawn. */
export function openSignalling(): [Exchange, Exchange] {
  const told: PromiseWithResolvers<TransportAddress>[] = [Promise.withResolvers(), Promise.withResolvers()];
  const late = randomInt(2);
  const endOf =
    (own: 0 | 1, other: 0 | 1): Exchange =>
    async (address) => {
      told[own]?.resolve(address);
      const theirs = await told[other]?.promise;
      if (late === own) await sleep(LATE_MS);
      return theirs as TransportAddress;
    };
  return [endOf(0, 1), endOf(1, 0)];
}
