import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ControlError, readControlRequest } from './control.ts';
import type { IceServer } from './ice-server.ts';
import { refusesHost, refusesOrigin, refusesSite } from './request-guard.ts';

export interface EndpointOptions {
  readonly iceServer: IceServer;
  /** The site's base path, `/` by default. */
  readonly base: string;
  /** Names besides the loopback names and this machine's addresses by which the site may be asked. */
  readonly hosts: readonly string[];
}

/**
 * `/ice-servers.json` and `/ice-control`, for dev and preview.
 *
 * @returns whether the request was one of these two, and is answered
 */
export type Endpoints = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** The two answers, behind the guards that keep other sites and foreign names out. */
export function createEndpoints({ iceServer, base, hosts }: EndpointOptions): Endpoints {
  const prefix = base.replace(/\/$/, '');
  return async (request, response) => {
    const path = askedFor(request).split('?', 1)[0];
    if (path === `${prefix}/ice-servers.json`) {
      // So that a page knows of the control without asking for it: on a static host that would be a failed request.
      response.setHeader('Icebreaker-Control', `${prefix}/ice-control`);
      await answerServers(request, response, iceServer, hosts);
    } else if (path === `${prefix}/ice-control`) await answerControl(request, response, iceServer, hosts);
    else return false;
    return true;
  };
}

/** What was asked for. Vite takes the base off before its middlewares see it, and keeps the whole beside it. */
export function askedFor(request: IncomingMessage & { readonly originalUrl?: string | undefined }): string {
  return request.originalUrl ?? request.url ?? '/';
}

/** Credentials: only for pages of this site, and never kept (RFC 9111 §5.2.2.5). No CORS header is ever sent. */
async function answerServers(
  request: IncomingMessage,
  response: ServerResponse,
  iceServer: IceServer,
  hosts: readonly string[],
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuseMethod(response, 'GET, HEAD');
  const refusal = refusesHost(request.headers.host, hosts) ?? refusesSite(request.headers);
  if (refusal) return answer(response, 403, { error: refusal });
  answer(response, 200, await iceServer.iceServers(), request.method === 'HEAD');
}

async function answerControl(
  request: IncomingMessage,
  response: ServerResponse,
  iceServer: IceServer,
  hosts: readonly string[],
): Promise<void> {
  if (request.method !== 'POST') return refuseMethod(response, 'POST');
  const { headers } = request;
  const refusal = refusesHost(headers.host, hosts) ?? refusesSite(headers) ?? refusesOrigin(headers);
  if (refusal) return answer(response, 403, { error: refusal });
  const control = await readControlRequest(request);
  if (!control.ok) return answer(response, STATUS_OF[control.error], { error: control.error });

  const { action, relayedAddress } = control.value;
  if (action === 'expire-credentials') iceServer.expireCredentials();
  else if (!iceServer.setPaused(action === 'pause', relayedAddress) && relayedAddress) {
    return answer(response, 404, { error: 'no-such-allocation' });
  }
  answer(response, 200, { action, allocations: iceServer.counts().allocations });
}

const STATUS_OF: Readonly<Record<ControlError, number>> = {
  'not-json': 415,
  'too-large': 413,
  'not-a-control-request': 400,
};

function refuseMethod(response: ServerResponse, allow: string): void {
  response.setHeader('Allow', allow);
  answer(response, 405, { error: 'method-not-allowed' });
}

function answer(response: ServerResponse, status: number, value: unknown, isHead = false): void {
  const body = Buffer.from(JSON.stringify(value));
  // Vite's dev server lets pages of other local ports read everything: not this.
  response.removeHeader('Access-Control-Allow-Origin');
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': body.length,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
  });
  response.end(isHead ? undefined : body);
}
