import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page with nothing on it: for what is between a browser and its servers or peers. */
export interface BlankPage {
  readonly url: string;
  close(): void;
}

/** Serves one on a free port of loopback, where a page may use WebRTC. */
export async function serveBlankPage(): Promise<BlankPage> {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>blank</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => void server.close(),
  };
}
