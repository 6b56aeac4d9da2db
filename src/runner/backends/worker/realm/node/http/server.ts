import EventEmitter from 'events/';
import type { Handle, Handles } from '../../handles.ts';
import { isV6, type Taken } from '../../ports.ts';
import type { Later } from '../../tasks.ts';
import { nodeError } from '../errors.ts';
import { IncomingMessage } from './incoming.ts';
import { listenArguments } from './listen-arguments.ts';
import type { Addresses, ClientEnd, HttpLoopback, RequestHead, ServerEnd } from './loopback.ts';
import { ServerResponse } from './server-response.ts';
import { createSocket } from './socket.ts';

export type RequestListener = (request: IncomingMessage, response: ServerResponse) => void;

/** What a server needs of the place where it runs. */
export interface ServerHost {
  readonly loopback: HttpLoopback;
  readonly handles: Handles;
  readonly later: Later;
  readonly onListening: (address: string, port: number) => void;
}

const PROBLEMS = { EADDRINUSE: 'address already in use', EADDRNOTAVAIL: 'address not available' } as const;

/** `http.Server`: hears the requests of this program. It holds the program from `listen` until it is closed. */
export class Server extends EventEmitter {
  readonly #host: ServerHost;
  readonly #open = new Set<ServerResponse>();
  #taken: Taken | undefined;
  #handle: Handle | undefined;
  #isHeld = true;

  constructor(host: ServerHost, listener?: RequestListener) {
    super();
    this.#host = host;
    if (listener) this.on('request', listener as (...args: unknown[]) => void);
  }

  get listening(): boolean {
    return this.#taken !== undefined;
  }

  listen(...args: unknown[]): this {
    if (this.#taken) {
      throw nodeError(
        'ERR_SERVER_ALREADY_LISTEN',
        'Listen method has been called more than once without closing.',
      );
    }
    const { callback, ...wanted } = listenArguments(args);
    if (callback) this.once('listening', callback);
    const taken = this.#host.loopback.listen(wanted, (head, addresses, client) =>
      this.#accept(head, addresses, client),
    );
    if (typeof taken === 'string') {
      const { address, port } = wanted;
      const where = port === 0 ? address : `${address}:${port}`;
      const error = nodeError(taken, `listen ${taken}: ${PROBLEMS[taken]} ${where}`);
      queueMicrotask(() => this.emit('error', Object.assign(error, { syscall: 'listen', address, port })));
      return this;
    }
    this.#taken = taken;
    this.#handle = this.#host.handles.open();
    if (!this.#isHeld) this.#handle.unref();
    queueMicrotask(() => {
      if (this.#taken !== taken) return;
      this.#host.onListening(taken.address, taken.port);
      this.emit('listening');
    });
    return this;
  }

  address(): { address: string; family: string; port: number } | null {
    if (!this.#taken) return null;
    const { address, port } = this.#taken;
    return { address, family: isV6(address) ? 'IPv6' : 'IPv4', port };
  }

  /** Takes no more requests; `close` comes when those under way have been answered. */
  close(callback?: (error?: Error) => void): this {
    if (callback) {
      const isRunning = this.listening;
      this.once('close', () =>
        isRunning ? callback() : callback(nodeError('ERR_SERVER_NOT_RUNNING', 'Server is not running.')),
      );
    }
    this.#taken?.free();
    this.#taken = undefined;
    this.#closeIfDone();
    return this;
  }

  closeAllConnections(): void {
    for (const { socket } of this.#open) socket.destroy();
  }

  /** An exchange that is over leaves no connection behind here. */
  closeIdleConnections(): void {}

  setTimeout(): this {
    return this;
  }

  ref(): this {
    this.#isHeld = true;
    this.#handle?.ref();
    return this;
  }

  unref(): this {
    this.#isHeld = false;
    this.#handle?.unref();
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.listening) await new Promise<void>((resolve) => this.close(() => resolve()));
  }

  #closeIfDone(): void {
    if (this.#taken || this.#open.size > 0) return;
    this.#host.later(() => {
      if (this.#taken || this.#open.size > 0) return;
      this.#handle?.end();
      this.#handle = undefined;
      this.emit('close');
    });
  }

  #accept({ method, url, headers }: RequestHead, addresses: Addresses, client: ClientEnd): ServerEnd {
    const cutOff = (): void => {
      request.cutOff();
      response.cutOff();
    };
    const socket = createSocket(addresses, () => {
      client.fail('ECONNRESET');
      cutOff();
    });
    const request = Object.assign(new IncomingMessage(headers, socket), { method, url });
    const response = new ServerResponse(this.#host.later, request, client);
    this.#open.add(response);
    response.once('close', () => {
      this.#open.delete(response);
      // Nobody will read what is left of a request that has its answer.
      request.drop();
      if (!this.listening) this.#closeIfDone();
    });
    // A server that nobody asked to answer leaves its clients waiting, as in Node.
    this.emit('request', request, response);
    return {
      data: (chunk) => request.receive(chunk),
      end: () => request.receiveEnd(),
      gone: cutOff,
    };
  }
}
