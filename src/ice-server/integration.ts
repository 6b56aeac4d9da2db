import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { AstroConfig, AstroIntegration } from 'astro';
import { describeIceServer } from './describe.ts';
import { createEndpoints } from './endpoints.ts';
import { type IceServer, startIceServer } from './ice-server.ts';
import { PortTakenError, isAddressInUse } from './port-taken.ts';
import { namesOfThisMachine } from './request-guard.ts';
import { isForOthers, readSettings } from './settings.ts';

/**
 * Astro integration: runs our STUN/TURN server beside `astro dev` and `astro preview`, and answers
 * `/ice-servers.json` with it. A static host has neither: there `public/ice-servers.json` is served.
 *
 * Settings: `ICE_PORT`, and `ICEBREAKER_HOST` (or `--host`) to let this machine's neighbours in.
 */
export function iceServer(): AstroIntegration {
  let command: 'dev' | 'build' | 'preview' | 'sync' = 'build';
  let config: AstroConfig | undefined;
  let running: IceServer | undefined;
  return {
    name: 'icebreaker:ice-server',
    hooks: {
      'astro:config:setup': (setup) => {
        command = setup.command;
        if (command !== 'dev' && command !== 'preview') return;
        const isOpen = readSettings(process.env).openHost !== undefined;
        // Another port would be another origin, where the learner's drafts seem lost.
        setup.updateConfig({
          vite: { server: { strictPort: true } },
          ...(isOpen && { server: { host: true } }),
        });
      },
      'astro:config:done': (done) => {
        config = done.config;
        if (command !== 'preview') return;
        done.setAdapter({
          name: 'icebreaker:preview',
          previewEntrypoint: fileURLToPath(new URL('preview/entrypoint.ts', import.meta.url)),
          entrypointResolution: 'auto',
          adapterFeatures: { buildOutput: 'static' },
          supportedAstroFeatures: { staticOutput: 'stable', sharpImageService: 'stable' },
        });
      },
      'astro:server:setup': async ({ server: { middlewares }, logger }) => {
        if (!config) return;
        const { port, host } = config.server;
        await requireFreePort(port, typeof host === 'string' ? host : undefined);
        const { icePort, openHost } = readSettings(process.env);
        const open = openHost !== undefined || isForOthers(host) ? 'own-networks' : 'this-machine';
        running = await startIceServer({ port: icePort, open, ownPorts: [port] });
        const hosts = open === 'own-networks' ? namesOfThisMachine(openHost) : [];
        const endpoints = createEndpoints({ iceServer: running, base: config.base, hosts });
        middlewares.use((request, response, next) => {
          endpoints(request, response).then((isAnswered) => (isAnswered ? undefined : next()), next);
        });
        for (const line of describeIceServer(running, open).split('\n')) logger.info(line);
      },
      'astro:server:done': async () => {
        await running?.close();
        running = undefined;
      },
    },
  };
}

/** @throws PortTakenError: Vite's own message names the port, but not the setting. */
async function requireFreePort(port: number, host: string | undefined): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error) => {
      reject(
        isAddressInUse(error) ? new PortTakenError(port, 'PORT', `TCP, ${host ?? 'every address'}`) : error,
      );
    });
    probe.listen({ port, ...(host !== undefined && { host }) }, resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}
