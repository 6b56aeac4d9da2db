import type { Handles } from '../../handles.ts';
import type { ResponseHead } from './loopback.ts';

const { Response } = globalThis;

/** Statuses whose responses have no body (Fetch standard, "null body status"), which `Response` insists on. */
const WITHOUT_BODY = [101, 103, 204, 205, 304];
const READERS = ['text', 'json', 'arrayBuffer', 'bytes', 'blob', 'formData'] as const;

/** What a response is made of, besides its head. */
export interface Answer {
  readonly method: string;
  readonly url: string;
  readonly redirected: boolean;
  readonly body: ReadableStream<Uint8Array>;
  /** Why the body broke off, once it has: browsers put an error of their own in its place. */
  readonly failure: () => unknown;
  /** Reading holds the program: a browser hands on what it has read in tasks of its own. */
  readonly handles: Handles;
}

/** A response as `fetch` gives it: with the address that it came from, and not as one that a program made. */
export function toResponse(
  { status, statusText, headers }: ResponseHead,
  { method, url, redirected, body, failure, handles }: Answer,
): Response {
  const hasBody = method !== 'HEAD' && !WITHOUT_BODY.includes(status);
  const response = new Response(hasBody ? body : null, {
    status,
    statusText,
    headers: headers.map(([name, value]) => [name, value]),
  });
  const own: PropertyDescriptorMap = {
    url: { value: url.replace(/#.*$/, '') },
    type: { value: 'basic' },
    redirected: { value: redirected },
  };
  for (const name of READERS) {
    const read = response[name] as (() => Promise<unknown>) | undefined;
    if (!read) continue;
    const value = async (): Promise<unknown> => {
      const hold = handles.open();
      try {
        return await read.call(response);
      } catch (error) {
        throw failure() ?? error;
      } finally {
        hold.end();
      }
    };
    own[name] = { value };
  }
  return Object.defineProperties(response, own);
}
