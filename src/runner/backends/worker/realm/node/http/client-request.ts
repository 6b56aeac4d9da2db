import type { Later } from '../../tasks.ts';
import { nodeError } from '../errors.ts';
import { addressOf, refused, unreachable } from './destination.ts';
import { headerEntries } from './headers.ts';
import { IncomingMessage } from './incoming.ts';
import type { HeaderLines, HttpLoopback, ResponseHead, ServerEnd } from './loopback.ts';
import { lengthLine, OutgoingMessage, type Carrier } from './outgoing.ts';
import type { RequestOptions } from './request-options.ts';
import { createSocket } from './socket.ts';

/** What `http.request` answers: a request that is being written. */
export class ClientRequest extends OutgoingMessage {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly protocol = 'http:';
  aborted = false;
  #server: ServerEnd | undefined;
  #response: IncomingMessage | undefined;
  readonly #options: RequestOptions;
  readonly #loopback: HttpLoopback;

  constructor(
    options: RequestOptions,
    { loopback, later }: { readonly loopback: HttpLoopback; readonly later: Later },
    listener?: (response: IncomingMessage) => void,
  ) {
    super(later);
    this.#options = options;
    this.#loopback = loopback;
    this.method = options.method;
    this.path = options.path;
    this.host = options.host;
    for (const [name, value] of headerEntries(options.headers)) this.outgoing.set(name, value);
    if (!this.outgoing.has('host')) this.outgoing.set('Host', `${options.host}:${options.port}`);
    if (listener) this.once('response', listener as (...args: unknown[]) => void);
    const { signal } = options;
    if (signal?.aborted) this.#abortBy();
    else signal?.addEventListener('abort', () => this.#abortBy(), { once: true });
  }

  /** Node's timeout is of silence on a connection; an exchange here has none. */
  setTimeout(): this {
    return this;
  }

  setNoDelay(): void {}

  abort(): void {
    this.aborted = true;
    this.destroy();
  }

  /** Goes away, whether there was an answer or not. */
  destroy(error?: Error): this {
    if (this.destroyed) return this;
    this.#server?.gone();
    this.#end(this.#response ? error : (error ?? nodeError('ECONNRESET', 'socket hang up')));
    this.#response?.cutOff();
    return this;
  }

  #abortBy(): void {
    this.destroy(Object.assign(nodeError('ABORT_ERR', 'The operation was aborted'), { name: 'AbortError' }));
  }

  #end(error: Error | undefined): void {
    this.destroyed = true;
    queueMicrotask(() => {
      if (error) this.emit('error', error);
      this.emit('close');
    });
  }

  protected override get carrier(): Carrier | undefined {
    if (this.destroyed) return undefined;
    return {
      head: (headers) => this.#open(headers),
      data: (chunk) => this.#server?.data(chunk),
      end: () => this.#server?.end(),
    };
  }

  protected override get hasBody(): boolean {
    return true;
  }

  protected override finishHead(own: HeaderLines, length: number | undefined): HeaderLines {
    const lines: [string, string][] = this.outgoing.has('connection') ? [] : [['Connection', 'keep-alive']];
    const isBodyless = /^(GET|HEAD|DELETE|OPTIONS|TRACE|CONNECT)$/.test(this.method) && !length;
    return [...own, ...lines, ...(isBodyless ? [] : lengthLine(own, length))];
  }

  #open(headers: HeaderLines): void {
    const { method, path, host, port } = this.#options;
    const to = { address: addressOf(host), port };
    const problem = unreachable(to);
    if (problem) return this.#end(problem);
    this.#server = this.#loopback.open(
      to,
      { method, url: path, headers },
      {
        head: (head) => this.#answer(head),
        data: (chunk) => this.#response?.receive(chunk),
        end: () => {
          this.#response?.receiveEnd();
          if (!this.destroyed) this.#end(undefined);
        },
        fail: (why) => {
          if (this.destroyed) return;
          if (this.#response) {
            this.#end(undefined);
            return this.#response.cutOff();
          }
          this.#end(why === 'ECONNREFUSED' ? refused(to) : nodeError('ECONNRESET', 'socket hang up'));
        },
      },
    );
  }

  #answer({ status, statusText, headers }: ResponseHead): void {
    if (this.destroyed) return;
    const { host, port } = this.#options;
    const socket = createSocket({ remote: { address: host, port }, local: { address: host, port: 0 } }, () =>
      this.destroy(),
    );
    const response = new IncomingMessage(headers, socket);
    response.statusCode = status;
    response.statusMessage = statusText;
    this.#response = response;
    // Without anybody to hear it, an answer is read all the same, so that the exchange ends.
    if (!this.emit('response', response)) response.resume();
  }
}
