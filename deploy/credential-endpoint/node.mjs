/**
 * The endpoint as a program of Node, behind a web server on the same machine:
 * `TURN_SECRET=… TURN_URLS=… PORT=8787 node deploy/credential-endpoint/node.mjs`. It listens on the loopback unless HOST
 * names another address.
 */
import { createServer } from 'node:http';
import endpoint from './endpoint.mjs';

const { TURN_SECRET = '', TURN_URLS = '', HOST = '127.0.0.1', PORT = '8787' } = process.env;
if (!TURN_SECRET || !TURN_URLS) throw new Error('TURN_SECRET and TURN_URLS have to be set');
const settings = {
  // The web server's own: it takes away what a client wrote there.
  CLIENT_ADDRESS_HEADER: 'X-Real-IP',
  ...process.env,
  TURN_SECRET,
  TURN_URLS,
};

createServer(async (request, response) => {
  try {
    const answer = await endpoint.fetch(asFetched(request), settings);
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(request.method === 'HEAD' ? undefined : await answer.text());
  } catch {
    response.writeHead(400).end();
  }
}).listen(Number(PORT), HOST);

/**
 * @param {import('node:http').IncomingMessage} request
 * @throws {TypeError} where fetch knows no such request
 */
function asFetched({ url = '/', method = 'GET', headers }) {
  const all = new Headers();
  for (const [name, value] of Object.entries(headers)) all.set(name, `${value}`);
  return new Request(new URL(url, 'http://endpoint.invalid'), { method, headers: all });
}
