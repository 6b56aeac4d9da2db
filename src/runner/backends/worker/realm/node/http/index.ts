import { ClientRequest } from './client-request.ts';
import { IncomingMessage } from './incoming.ts';
import { OutgoingMessage } from './outgoing.ts';
import { requestArguments } from './request-options.ts';
import { Server, type RequestListener, type ServerHost } from './server.ts';
import { ServerResponse } from './server-response.ts';
import { STATUS_CODES } from './status-codes.ts';

const METHODS = ['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE'];

/**
 * `node:http` as far as a signalling server needs it, over a simulated network: requests and responses are objects
 * there, which no parser has seen. Upgrades, agents, trailers and timeouts of connections are not there.
 */
export function createHttp(host: ServerHost) {
  const request = (...args: unknown[]): ClientRequest => {
    const { options, listener } = requestArguments(args);
    return new ClientRequest(options, host, listener);
  };
  return {
    METHODS,
    STATUS_CODES,
    IncomingMessage,
    OutgoingMessage,
    ServerResponse,
    ClientRequest,
    Server,
    createServer: (...args: unknown[]): Server =>
      new Server(
        host,
        args.find((argument) => typeof argument === 'function') as RequestListener | undefined,
      ),
    request,
    get: (...args: unknown[]): ClientRequest => request(...args).end(),
  };
}
