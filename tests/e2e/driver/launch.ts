import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import type { Browser } from 'puppeteer-core';
import { endChild, startChild } from '../../../scripts/lib/children.mjs';

export type BrowserName = 'chromium' | 'firefox';

/** What Firefox can't be told over WebDriver BiDi and so gets as a user would set it: in its profile. */
export interface LaunchOptions {
  readonly javaScript: boolean;
  readonly colorScheme: 'light' | 'dark';
  readonly reducedMotion: boolean;
  /** How much room Firefox has for the storage of all sites, as on a small disk. */
  readonly storageKiB?: number;
  /**
   * Chromium only: takes a certificate that nobody vouches for, for WebRTC as well. Measured, Firefox 153 has no such
   * switch for its TURN over TLS: neither `acceptInsecureCerts` nor an exception in the profile reaches it.
   */
  readonly trustsAnyCertificate?: boolean;
  /**
   * A microphone and a camera that make their pictures and sounds themselves, and a user who allows them; `for-once`: and
   * who doesn't have Firefox remember it.
   */
  readonly fakeMedia?: boolean | 'for-once';
}

export interface RunningBrowser {
  readonly puppeteer: Browser;
  close(): Promise<void>;
}

const START_MS = 60_000;

/**
 * Only quiet at the start and no talking to the outside. Everything else is as users have it: no flag
 * here touches site isolation or ICE. (That is why we start the browsers ourselves and let Puppeteer
 * connect: its launcher switches off the isolation of sandboxed frames in Chromium, and Fission's in Firefox.)
 */
const CHROMIUM_ARGS = [
  '--headless=new',
  '--remote-debugging-port=0',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--password-store=basic',
  '--no-proxy-server',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  'about:blank',
];

const CHROMIUM_FAKE_MEDIA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

/** With its own fake devices, Firefox counts only a permission that is remembered as consent to show addresses. */
const FIREFOX_FAKE_MEDIA = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'permissions.default.microphone': 1,
};

const FIREFOX_PREFERENCES: Record<string, boolean | number | string> = {
  // Marionette's and BiDi's own preferences would, among others, switch the popup blocker off.
  'remote.prefs.recommended': false,
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.region.network.url': '',
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.proxy.type': 0,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'extensions.update.enabled': false,
};

/** Starts a browser with a profile of its own and connects to it. `close` ends it and removes the profile. */
export async function launch(
  name: BrowserName,
  executable: string,
  options: LaunchOptions,
): Promise<RunningBrowser> {
  const profile = await mkdtemp(join(tmpdir(), `icebreaker-${name}-`));
  if (name === 'firefox') await writeFile(join(profile, 'user.js'), firefoxPreferences(options));
  const args =
    name === 'chromium'
      ? [
          `--user-data-dir=${profile}`,
          ...(options.trustsAnyCertificate ? ['--ignore-certificate-errors'] : []),
          ...(options.fakeMedia ? CHROMIUM_FAKE_MEDIA : []),
          ...CHROMIUM_ARGS,
        ]
      : ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0', 'about:blank'];
  const child = startChild(executable, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const end = async () => {
    await endChild(child);
    // A helper process may write a last file while the folder is being removed.
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  try {
    const endpoint = await endpointOf(name, child);
    const browser = await puppeteer.connect({
      browserWSEndpoint: name === 'firefox' ? `${endpoint}/session` : endpoint,
      protocol: name === 'firefox' ? 'webDriverBiDi' : 'cdp',
      defaultViewport: null,
    });
    return {
      puppeteer: browser,
      close: async () => {
        await browser.disconnect().catch(() => undefined);
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** The WebSocket that the browser names on its standard error when it is ready. */
function endpointOf(name: BrowserName, child: ReturnType<typeof startChild>): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (why: string) => reject(new Error(`${name} ${why}:\n${said.slice(-2000)}`));
    const timer = setTimeout(() => fail(`did not start within ${START_MS / 1000} s`), START_MS);
    child.once('error', (error) => fail(`could not be started (${error.message})`));
    child.once('exit', (code) => fail(`ended at once with ${code}`));
    child.stderr?.on('data', (data: Buffer) => {
      if (said.length < 100_000) said += data.toString();
      const endpoint = /(?:DevTools|WebDriver BiDi) listening on (ws:\S+)/.exec(said)?.[1];
      if (!endpoint) return;
      clearTimeout(timer);
      resolve(endpoint);
    });
  });
}

function firefoxPreferences({
  javaScript,
  colorScheme,
  reducedMotion,
  storageKiB,
  fakeMedia,
}: LaunchOptions): string {
  const preferences = {
    ...FIREFOX_PREFERENCES,
    ...(javaScript ? {} : { 'javascript.enabled': false }),
    ...(storageKiB === undefined ? {} : { 'dom.quotaManager.temporaryStorage.fixedLimit': storageKiB }),
    ...(fakeMedia && FIREFOX_FAKE_MEDIA),
    ...(fakeMedia === 'for-once' && { 'permissions.default.microphone': 0 }),
    'ui.systemUsesDarkTheme': colorScheme === 'dark' ? 1 : 0,
    'ui.prefersReducedMotion': reducedMotion ? 1 : 0,
  };
  return Object.entries(preferences)
    .map(([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});\n`)
    .join('');
}
