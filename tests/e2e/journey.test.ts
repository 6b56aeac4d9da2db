import { afterAll, it } from 'vitest';
import { LOCALES } from '#src/i18n/locales.ts';
import { findCommand } from '../../scripts/lib/programs.mjs';
import { describeInBrowsers } from './driver/index.ts';
import { startJourneyHost, type JourneyHost, type JourneyHostName } from './journey/host.ts';
import { goTheWholeWay } from './journey/way.ts';

/* What a reader does, from the first visit to a new version, in each edition and wherever the site is served. */

const FULL = process.env['FULL'] === '1';

const hosts = new Map<JourneyHostName, Promise<JourneyHost>>();
afterAll(async () => {
  for (const host of await Promise.allSettled(hosts.values()))
    if (host.status === 'fulfilled') await host.value.close();
});

function hostNamed(name: JourneyHostName): Promise<JourneyHost> {
  const host = hosts.get(name) ?? startJourneyHost(name, process.env['E2E_DIST'] ?? 'dist');
  hosts.set(name, host);
  return host;
}

const isMissing = (name: JourneyHostName) =>
  name !== 'preview' && process.env['CI'] !== 'true' && findCommand(name) === undefined;

for (const name of ['preview', 'caddy', 'nginx'] as const) {
  // What a web server sends is the same to both browsers, and what nginx sends was compared with Caddy's.
  describeInBrowsers(
    `the course behind ${name}`,
    { firefox: name === 'preview' ? 'always' : 'full' },
    (browser) => {
      // The way takes minutes in Firefox: both editions there, and behind nginx, are for `npm run test:full`.
      const goesBoth = FULL || (browser.name === 'chromium' && name !== 'nginx');
      it.skipIf(isMissing(name)).each(goesBoth ? LOCALES : LOCALES.slice(0, 1))(
        'is read in %s, searched, gathered with and solved, with a network and without, and updated',
        async (locale) => {
          const host = await hostNamed(name);
          await host.comeBack();
          await goTheWholeWay(browser, host, locale);
        },
        300_000,
      );
    },
  );
}
