import { existsSync } from 'node:fs';
import { endChild, startChild } from '../../../scripts/lib/children.mjs';
import { freePort } from '../../../scripts/lib/ports.mjs';
import { until } from './queries.ts';

export interface Site {
  /** Base URL with a slash at its end. */
  readonly url: string;
}

/** A site of its own, beside the one of `openSite`. */
export interface ServedSite {
  readonly site: Promise<Site>;
  readonly close: () => Promise<void>;
}

/** It bundles the frame's script first: on a busy computer that was seen to take more than 20 s. */
const READY_MS = 60_000;

let running: ServedSite | undefined;

/**
 * The built site with its STUN/TURN server, served on free ports. Where `npm test` or you started one already,
 * E2E_BASE_URL names it; E2E_DIST is another folder to serve than `dist`.
 */
export function openSite(): Promise<Site> {
  if (process.env.E2E_BASE_URL) return Promise.resolve({ url: new URL('/', process.env.E2E_BASE_URL).href });
  running ??= serveSite(process.env.E2E_DIST ?? 'dist');
  return running.site;
}

/** Stops the server that `openSite` started, if it did. */
export async function closeSite(): Promise<void> {
  const { close } = running ?? {};
  running = undefined;
  await close?.();
}

/**
 * Serves a built site on free ports, or on the one that `settings` name.
 * @param settings environment variables of the preview server; BASE_PATH is that of the build
 */
export function serveSite(dist: string, settings: Readonly<Record<string, string>> = {}): ServedSite {
  const abort = new AbortController();
  const child = (async () => {
    if (!existsSync(dist)) throw new Error(`There is no built site in ${dist}: run \`npm run build\` first`);
    const [port, icePort] = [settings['PORT'] ?? (await freePort()), await freePort()];
    const server = startChild(
      process.execPath,
      ['node_modules/astro/bin/astro.mjs', 'preview', '--ignore-lock', '--outDir', dist],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...process.env,
          ...settings,
          PORT: `${port}`,
          ICE_PORT: `${icePort}`,
          ASTRO_TELEMETRY_DISABLED: '1',
        },
      },
    );
    let said = '';
    for (const stream of [server.stdout, server.stderr]) stream?.on('data', (data) => (said += data));
    return { server, url: `http://127.0.0.1:${port}${settings['BASE_PATH'] ?? '/'}`, said: () => said };
  })();
  const site = child.then(async ({ server, url, said }) => {
    const isUp = async () => {
      if (server.exitCode !== null) throw new Error(`The preview server ended:\n${said()}`);
      return (
        abort.signal.aborted ||
        (await fetch(url)
          .then(() => true)
          .catch(() => false))
      );
    };
    await until('the preview server', isUp, { timeoutMs: READY_MS });
    return { url };
  });
  const close = async () => {
    abort.abort();
    await child.then(({ server }) => endChild(server, { graceMs: 5000 })).catch(() => undefined);
  };
  return { site, close };
}
