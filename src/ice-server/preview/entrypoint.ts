import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CreatePreviewServer } from 'astro';
import { describeIceServer } from '../describe.ts';
import { namesOfThisMachine } from '../request-guard.ts';
import { readSettings } from '../settings.ts';
import { startPreview } from './preview-server.ts';

/**
 * What `astro preview` runs (the integration names it as the adapter's `previewEntrypoint`): Astro's own
 * preview of a static site takes no middleware, and neither compresses nor knows `_headers`.
 */
const createPreviewServer: CreatePreviewServer = async ({ outDir, base, host, port, headers, logger }) => {
  const root = fileURLToPath(outDir);
  if (!existsSync(root)) throw new Error(`${root} is not there: run \`npm run build\` first.`);
  const { icePort, openHost } = readSettings(process.env);
  // `--host` without a value gives no host here: every address.
  const isOpen = openHost !== undefined || host === undefined || host === '0.0.0.0' || host === '::';
  const open = isOpen ? 'own-networks' : 'this-machine';
  const preview = await startPreview({
    root,
    base,
    host: isOpen ? undefined : host,
    port,
    icePort,
    open,
    hosts: isOpen ? namesOfThisMachine(openHost) : [],
    headers: headers ?? {},
  });

  const url = `http://${isOpen ? '127.0.0.1' : (host ?? '127.0.0.1')}:${preview.port}${base}`;
  logger.info(`Site       ${url}`);
  for (const line of describeIceServer(preview.iceServer, open).split('\n')) logger.info(line);

  const closed = new Promise<void>((resolve) => preview.server.once('close', resolve));
  const stop = () => preview.close();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop().then(() => process.exit(0)));
  }
  return {
    host: host ?? '127.0.0.1',
    port: preview.port,
    urls: { local: [url], network: [] },
    closed: () => closed,
    server: preview.server,
    stop,
  };
};

export default createPreviewServer;
