import type { Handles } from '../../handles.ts';
import { exchange, failed, nextAsked, type Asked } from './fetch-exchange.ts';
import type { HeaderLines, HttpLoopback } from './loopback.ts';

const { Request, Headers, TextEncoder } = globalThis;

/** What Node's `fetch` says of itself unless the caller says it. */
const OWN_HEADERS: HeaderLines = [
  ['accept', '*/*'],
  ['accept-language', '*'],
  ['sec-fetch-mode', 'cors'],
  ['user-agent', 'node'],
  ['accept-encoding', 'gzip, deflate'],
];
/** As many redirections as the Fetch standard lets one fetch follow. */
const MAX_REDIRECTIONS = 20;

type Input = RequestInfo | URL;

/**
 * The global `fetch`, which finds the servers of this program and nothing else. What it takes and gives are the
 * platform's own objects.
 */
export function createFetch(loopback: HttpLoopback, handles: Handles): typeof fetch {
  return async function fetch(input: Input, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init);
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    signal?.throwIfAborted();
    const hold = handles.open();
    try {
      const body = await bodyOf(request, input, init);
      let asked = toAsked(request, linesOf(request, input, init), body);
      for (let redirections = 0; ; redirections += 1) {
        const response = await exchange({ loopback, handles }, asked, signal ?? undefined);
        const next = request.redirect === 'manual' ? undefined : nextAsked(asked, response);
        if (!next) return response;
        await response.body?.cancel();
        if (request.redirect === 'error') throw failed(new Error('unexpected redirect'));
        if (redirections === MAX_REDIRECTIONS) throw failed(new Error('redirect count exceeded'));
        asked = next;
      }
    } finally {
      hold.end();
    }
  };
}

/** A text is there at once, and so is no body: requests that nobody waits for shall arrive in the order of their calls. */
async function bodyOf(request: Request, input: Input, init: RequestInit | undefined): Promise<Uint8Array> {
  if (typeof init?.body === 'string') return new TextEncoder().encode(init.body);
  const isWithout = (init?.body ?? undefined) === undefined && !(input instanceof Request);
  return isWithout ? new Uint8Array() : new Uint8Array(await request.arrayBuffer());
}

/** Node says the length of a body where there may be one, also of one that there isn't. */
function toAsked({ method, url }: Request, lines: HeaderLines, body: Uint8Array): Asked {
  const length: HeaderLines =
    method === 'GET' || method === 'HEAD' ? [] : [['content-length', String(body.length)]];
  return { method, url, headers: [...lines, ...length], body, redirected: false };
}

/**
 * The header lines of a request, by the names that the caller wrote. Those that a browser doesn't let a page set are
 * a program's to set.
 */
function linesOf(request: Request, input: Input, init: RequestInit | undefined): HeaderLines {
  const given = init?.headers ?? (input instanceof Request ? input.headers : {});
  const all = new Headers(given);
  const written = given instanceof Headers ? [...given.keys()] : namesOf(given);
  const own = [...written].map((name): [string, string] => [name, all.get(name) ?? '']);
  const type = request.headers.get('content-type');
  if (type !== null && !all.has('content-type')) own.push(['content-type', type]);
  return [...own, ...OWN_HEADERS.filter(([name]) => !all.has(name))];
}

function namesOf(given: Exclude<HeadersInit, Headers>): string[] {
  const names = Array.isArray(given) ? given.map(([name = '']) => name) : Object.keys(given);
  return names.filter((name, at) => names.findIndex((other) => isSameName(name, other)) === at);
}

const isSameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
