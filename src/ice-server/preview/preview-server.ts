import { type OutgoingHttpHeaders, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEndpoints } from '../endpoints.ts';
import { type IceServer, startIceServer } from '../ice-server.ts';
import { PortTakenError, isAddressInUse } from '../port-taken.ts';
import { createStaticSite } from './static-site.ts';

export interface PreviewOptions {
  /** Folder of the built site. */
  readonly root: string;
  readonly base: string;
  /** Undefined: every address. */
  readonly host: string | undefined;
  /** 0 for any that is free (tests). */
  readonly port: number;
  readonly icePort: number;
  readonly open: 'this-machine' | 'own-networks';
  /** Names besides the loopback names and this machine's addresses by which the site may be asked. */
  readonly hosts: readonly string[];
  readonly headers: OutgoingHttpHeaders;
}

/** The built site and its STUN/TURN server, running. */
export interface Preview {
  readonly server: Server;
  readonly iceServer: IceServer;
  readonly port: number;
  close(): Promise<void>;
}

/** @throws PortTakenError naming PORT or ICE_PORT; then nothing is left open. */
export async function startPreview(options: PreviewOptions): Promise<Preview> {
  const serveSite = await createStaticSite(options);
  const server = createServer();
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  const iceServer = await startIceServer({
    port: options.icePort,
    open: options.open,
    ownPorts: [port],
  }).catch(async (error: unknown) => {
    await closeServer(server);
    throw error;
  });

  const endpoints = createEndpoints({ iceServer, base: options.base, hosts: options.hosts });
  server.on('request', (request, response) => {
    endpoints(request, response)
      .then((isAnswered) => (isAnswered ? undefined : serveSite(request, response)))
      .catch(() => {
        // A file that vanished, or a client that did: there is nobody to tell more.
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
  });
  return {
    server,
    iceServer,
    port,
    async close() {
      await Promise.all([closeServer(server), iceServer.close()]);
    },
  };
}

function listen(server: Server, { port, host }: PreviewOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      reject(
        isAddressInUse(error) ? new PortTakenError(port, 'PORT', `TCP, ${host ?? 'every address'}`) : error,
      );
    });
    server.listen({ port, ...(host !== undefined && { host }) }, resolve);
  });
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
