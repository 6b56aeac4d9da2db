import type { Later } from '../../tasks.ts';
import { nodeError } from '../errors.ts';
import { headerEntries } from './headers.ts';
import type { IncomingMessage } from './incoming.ts';
import type { ClientEnd, HeaderLines } from './loopback.ts';
import { lengthLine, OutgoingMessage, type Carrier } from './outgoing.ts';
import type { Socket } from './socket.ts';
import { STATUS_CODES } from './status-codes.ts';

/** What a server answers a request with. Its `close` comes when all was sent, or when the client went away. */
export class ServerResponse extends OutgoingMessage {
  statusCode = 200;
  statusMessage: string | undefined;
  readonly req: IncomingMessage;
  readonly socket: Socket;
  readonly #client: ClientEnd;

  constructor(later: Later, request: IncomingMessage, client: ClientEnd) {
    super(later);
    this.req = request;
    this.socket = request.socket;
    this.#client = client;
  }

  /** `writeHead(status, [message], [headers])` */
  writeHead(status: number, message?: unknown, headers?: unknown): this {
    if (this.headersSent) {
      throw nodeError('ERR_HTTP_HEADERS_SENT', 'Cannot write headers after they are sent to the client');
    }
    this.statusCode = validStatus(status);
    if (typeof message === 'string') this.statusMessage = message;
    for (const [name, value] of headerEntries(typeof message === 'string' ? headers : (message ?? headers))) {
      this.outgoing.set(name, value);
    }
    // How long the body is can't be told any more.
    this.fixHead(undefined);
    return this;
  }

  /** Cuts the connection. */
  destroy(): this {
    this.socket.destroy();
    return this;
  }

  /** The connection is gone before all was sent. */
  cutOff(): void {
    if (!this.destroyed) this.#close();
  }

  protected override get carrier(): Carrier | undefined {
    if (this.destroyed) return undefined;
    const client = this.#client;
    return {
      head: (headers) => {
        const status = validStatus(this.statusCode);
        const statusText = this.statusMessage ?? STATUS_CODES[status] ?? 'unknown';
        this.statusMessage = statusText;
        client.head({ status, statusText, headers });
      },
      data: (chunk) => client.data(chunk),
      end: () => client.end(),
    };
  }

  protected override get hasBody(): boolean {
    return this.req.method !== 'HEAD' && ![204, 304].includes(this.statusCode) && this.statusCode >= 200;
  }

  protected override finishHead(own: HeaderLines, length: number | undefined): HeaderLines {
    const has = (name: string): boolean => this.outgoing.has(name);
    const lines: [string, string][] = [];
    if (this.sendDate && !has('date')) lines.push(['Date', new Date().toUTCString()]);
    if (!has('connection')) lines.push(['Connection', 'keep-alive'], ['Keep-Alive', 'timeout=5']);
    return [...own, ...lines, ...(this.hasBody ? lengthLine(own, length) : [])];
  }

  protected override sent(): void {
    this.#close();
  }

  #close(): void {
    this.destroyed = true;
    queueMicrotask(() => this.emit('close'));
  }
}

function validStatus(status: number): number {
  const whole = Number(status) | 0;
  if (whole >= 100 && whole <= 999) return whole;
  throw nodeError('ERR_HTTP_INVALID_STATUS_CODE', `Invalid status code: ${status}`, RangeError);
}
