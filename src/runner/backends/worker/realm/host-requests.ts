import type { ServerAnswer } from '../../../contract.ts';
import { LIMITS } from '../../../limits.ts';
import type { FrameMessage, HostMessage } from '../../../messages.ts';
import type { HttpLoopback, ResponseHead, ServerEnd } from './node/http/loopback.ts';

type RequestMessage = Extract<HostMessage, { type: 'request' }>;

/** Hands requests of the page on to the program's servers, and their answers back, whole and within limits. */
export function createHostRequests(loopback: HttpLoopback, send: (message: FrameMessage) => void) {
  const open = new Map<number, ServerEnd>();

  function ask({ id, port, request }: RequestMessage): void {
    const { method, path, headers = {}, body } = request;
    const decoder = new TextDecoder();
    let head: ResponseHead | undefined;
    let text = '';

    function answer(answered: ServerAnswer): void {
      if (open.delete(id)) send({ type: 'server-answer', id, answer: answered });
    }
    const take = (more: string): void => {
      text += more;
      if (text.length <= LIMITS.answerChars) return;
      server.gone();
      answer({ ok: false, why: 'too-long' });
    };

    const bytes = body === undefined ? undefined : new TextEncoder().encode(body);
    const lines = Object.entries({
      host: `127.0.0.1:${port}`,
      connection: 'keep-alive',
      ...headers,
      ...(bytes && { 'content-length': String(bytes.length) }),
    });
    const server = loopback.open(
      { address: '127.0.0.1', port },
      { method, url: path, headers: lines },
      {
        head: (received) => {
          head = received;
        },
        data: (chunk) => take(decoder.decode(chunk, { stream: true })),
        end: () => {
          take(decoder.decode());
          answer({ ok: true, status: head?.status ?? 0, headers: headersOf(head), body: text });
        },
        fail: (why) => answer({ ok: false, why: why === 'ECONNREFUSED' ? 'refused' : 'cut-off' }),
      },
    );
    open.set(id, server);
    if (bytes) server.data(bytes);
    server.end();
  }

  return {
    ask,
    abort: (id: number): void => {
      open.get(id)?.gone();
      open.delete(id);
    },
  };
}

/** Each header once, in lower case, as many and as long as the host takes them. */
function headersOf(head: ResponseHead | undefined): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of (head?.headers ?? []).slice(0, LIMITS.answerHeaders)) {
    const key = name.toLowerCase().slice(0, LIMITS.textChars);
    const before = Object.hasOwn(headers, key) ? `${headers[key]}, ` : '';
    headers[key] = (before + value).slice(0, LIMITS.textChars);
  }
  return headers;
}
