import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canMakeNamespaces } from '../../scripts/lib/namespace.mjs';
import { openSockets } from './datagrams.ts';
import { A1, INSIDE, homeRouter } from './nat-rules.ts';
import { type RoutedNetwork, makeRoutedNetwork } from './routed-network.ts';

/*
 * How long Linux keeps a row, as chapter 2 tells it: “30 seconds for a first answer, and 120 once packets have gone both
 * ways for more than two seconds”. Read off the rows of a router on which nobody has set anything.
 */

const [HOME, INTERNET] = [`${INSIDE}:7000`, `${A1}:7000`];

describe.skipIf(!canMakeNamespaces())('rows of a Linux router', () => {
  let network: RoutedNetwork;
  beforeAll(() => {
    network = makeRoutedNetwork('timers');
    network.setRules(homeRouter('masquerade'));
  });
  afterAll(() => network.remove());

  /** Seconds that the row of the home's socket has left. */
  function secondsLeft(): number {
    const rows = execFileSync(
      'ip',
      [...`netns exec ${network.router} conntrack -L -p udp --orig-src ${INSIDE}`.split(' ')],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const left = /^udp +17 +(\d+) /m.exec(rows)?.[1];
    if (left === undefined) throw new Error(`no row: ${rows}`);
    return Number(left);
  }

  it('end after 30 s without an answer, and after 120 once packets have gone both ways for two seconds', async () => {
    const home = await openSockets(network.home, [HOME]);
    const internet = await openSockets(network.internet, [INTERNET]);
    try {
      const thereAndBack = async (text: string) => {
        home.send(HOME, INTERNET, `echo${text}`);
        await home.arrival(text);
      };
      home.send(HOME, INTERNET, 'first');
      await internet.arrival('first');
      expect(secondsLeft()).toBeGreaterThan(20);
      expect(secondsLeft()).toBeLessThanOrEqual(30);

      await thereAndBack('at once');
      expect(secondsLeft()).toBeLessThanOrEqual(30);

      await new Promise((resolve) => setTimeout(resolve, 2_500));
      await thereAndBack('later');
      expect(secondsLeft()).toBeGreaterThan(110);
      expect(secondsLeft()).toBeLessThanOrEqual(120);
    } finally {
      await Promise.all([home.close(), internet.close()]);
    }
  });
});
