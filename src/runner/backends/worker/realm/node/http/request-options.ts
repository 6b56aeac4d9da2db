import { nodeError } from '../errors.ts';
import type { IncomingMessage } from './incoming.ts';

/** What a request is made by, with everything that was left out. */
export interface RequestOptions {
  readonly method: string;
  readonly host: string;
  readonly port: number;
  /** With the query. */
  readonly path: string;
  readonly headers: unknown;
  readonly signal: AbortSignal | undefined;
}

interface Given {
  readonly protocol?: string;
  readonly host?: string;
  readonly hostname?: string;
  readonly port?: number | string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: unknown;
  readonly signal?: AbortSignal;
}

export type ResponseListener = (response: IncomingMessage) => void;

const DEFAULT_PORT = 80;

/**
 * `request(url, [options], [callback])` or `request(options, [callback])`.
 *
 * @throws what Node throws for an address that is none, and for another protocol than HTTP
 */
export function requestArguments(args: readonly unknown[]): {
  readonly options: RequestOptions;
  readonly listener: ResponseListener | undefined;
} {
  const [first, second] = args;
  const isUrl = typeof first === 'string' || first instanceof URL;
  const given: Given = { ...(isUrl ? ofUrl(first) : objectOf(first)), ...(isUrl ? objectOf(second) : {}) };
  const { protocol = 'http:', method = 'GET', path = '/', port } = given;
  if (protocol !== 'http:') {
    throw nodeError(
      'ERR_INVALID_PROTOCOL',
      `Protocol "${protocol}" not supported. Expected "http:"`,
      TypeError,
    );
  }
  return {
    options: {
      method: method.toUpperCase(),
      host: given.hostname ?? given.host ?? 'localhost',
      port: port === undefined || port === '' ? DEFAULT_PORT : Number(port),
      path,
      headers: given.headers,
      signal: given.signal,
    },
    listener: args.find((argument) => typeof argument === 'function') as ResponseListener | undefined,
  };
}

function ofUrl(address: string | URL): Given {
  const { protocol, hostname, port, pathname, search } = parseUrl(address);
  return { protocol, hostname, port, path: pathname + search };
}

function parseUrl(address: string | URL): URL {
  try {
    return new URL(address);
  } catch {
    throw nodeError('ERR_INVALID_URL', 'Invalid URL', TypeError);
  }
}

const objectOf = (value: unknown): Given => (typeof value === 'object' && value !== null ? value : {});
