import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startIceServer } from '#src/ice-server/ice-server.ts';
import { freePort } from '../../../scripts/lib/ports.mjs';
import { startHost, type HostName } from '../driver/hosts.ts';
import { serveSite } from '../driver/index.ts';

export type JourneyHostName = 'preview' | HostName;

/** The built site with its STUN and TURN server. It can end, and come back at its address with a new version. */
export interface JourneyHost {
  /** With a slash at its end. */
  readonly url: string;
  /** Ends the site and its STUN and TURN server: nothing answers any more. */
  end(): Promise<void>;
  /** Serves again, whatever the site is by then. */
  comeBack(): Promise<void>;
  /** Makes the site another version. @returns what a page's text ends with from then on, and not before */
  publish(path: string): Promise<string>;
  close(): Promise<void>;
}

interface Running {
  close(): Promise<void>;
}

/** @param dist folder of the built site; it stays as it is */
export async function startJourneyHost(name: JourneyHostName, dist: string): Promise<JourneyHost> {
  const folder = await mkdtemp(join(tmpdir(), 'icebreaker-journey-'));
  await cp(dist, folder, { recursive: true });
  const port = await freePort();
  const serve = () => (name === 'preview' ? servePreview(folder, port) : serveBy(name, folder, port));
  let versions = 0;
  let running: Running | undefined = await serve();
  const end = async () => {
    await running?.close();
    running = undefined;
  };
  return {
    url: `http://127.0.0.1:${port}/`,
    end,
    async comeBack() {
      running ??= await serve();
    },
    async publish(path) {
      versions += 1;
      const words = `What version ${versions} of this test says.`;
      await edit(join(folder, path, 'index.html'), '</main>', `<p>${words}</p></main>`);
      await edit(join(folder, 'sw.js'), /"version":"\w+"/, `"version":"next${versions}"`);
      return words;
    },
    async close() {
      await end();
      await rm(folder, { recursive: true });
    },
  };
}

async function servePreview(folder: string, port: number): Promise<Running> {
  const served = serveSite(folder, { PORT: `${port}` });
  await served.site;
  return served;
}

/** A web server serves files only: the list of ICE servers is one of them, as docs/deploying.md has it. */
async function serveBy(name: HostName, folder: string, port: number): Promise<Running> {
  const iceServer = await startIceServer({ port: 0, ownPorts: [port] });
  await writeFile(join(folder, 'ice-servers.json'), JSON.stringify(await iceServer.iceServers()));
  const host = await startHost(name, folder, { port }).catch(async (error: unknown) => {
    await iceServer.close();
    throw error;
  });
  return {
    async close() {
      await Promise.all([host.close(), iceServer.close()]);
    },
  };
}

async function edit(file: string, what: string | RegExp, by: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const edited = text.replace(what, by);
  if (edited === text) throw new Error(`${file} has no ${what}`);
  await writeFile(file, edited);
}
