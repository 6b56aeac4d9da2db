import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CreatePreviewServer } from 'astro';
import { formatTransportAddress } from '#src/protocol/bytes/address.ts';
import { describeIceServer } from '../describe.ts';
import { OperatorError } from '../operator-error.ts';
import { namesOfThisMachine } from '../request-guard.ts';
import { isForOthers, readSettings } from '../settings.ts';
import { startPreview } from './preview-server.ts';

/**
 * What `astro preview` runs (the integration names it as the adapter's `previewEntrypoint`): Astro's own
 * preview of a static site takes no middleware, and neither compresses nor knows `_headers`.
 */
const createPreviewServer: CreatePreviewServer = async ({ outDir, base, host, port, headers, logger }) => {
  const root = fileURLToPath(outDir);
  if (!existsSync(root)) throw new OperatorError(`${root} is not there: run \`npm run build\` first.`);
  const { icePort, openHost } = readSettings(process.env);
  const isOpen = openHost !== undefined || isForOthers(host);
  const open = isOpen ? 'own-networks' : 'this-machine';
  const preview = await startPreview({
    root,
    base,
    host: openHost === undefined ? host : undefined,
    port,
    icePort,
    open,
    hosts: isOpen ? namesOfThisMachine(openHost) : [],
    headers: headers ?? {},
  });

  const isEverywhere = openHost !== undefined || host === undefined || host === '0.0.0.0' || host === '::';
  const url = urlOf(isEverywhere ? '127.0.0.1' : host, preview.port, base);
  const network = isEverywhere
    ? preview.iceServer.addresses
        .filter((address) => isForOthers(address))
        .map((address) => urlOf(address, preview.port, base))
    : [];
  logger.info(`Site       ${[url, ...network].join('  ')}`);
  for (const line of describeIceServer(preview.iceServer, open).split('\n')) logger.info(line);

  const closed = new Promise<void>((resolve) => preview.server.once('close', resolve));
  const stop = () => preview.close();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop().then(() => process.exit(0)));
  }
  return {
    host: host ?? '127.0.0.1',
    port: preview.port,
    urls: { local: [url], network },
    closed: () => closed,
    server: preview.server,
    stop,
  };
};

function urlOf(address: string, port: number, base: string): string {
  return `http://${formatTransportAddress({ address, port })}${base}`;
}

export default createPreviewServer;
