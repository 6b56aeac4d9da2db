import EventEmitter from 'events/';
import { Buffer } from 'buffer/';
import { nodeError } from '../errors.ts';
import { textDecoder } from './body.ts';
import { toIncomingHeaders, type IncomingHeaders } from './headers.ts';
import type { HeaderLines } from './loopback.ts';
import type { Socket } from './socket.ts';

/** What a message can be piped into. */
interface Sink {
  write(chunk: unknown): unknown;
  end(): unknown;
}

type Listener = (...args: unknown[]) => void;

/**
 * A request as its server sees it, or a response as its client does. As in Node, the body waits until somebody
 * listens for `data`, calls `resume`, or iterates.
 */
export class IncomingMessage extends EventEmitter {
  readonly httpVersion = '1.1';
  readonly httpVersionMajor = 1;
  readonly httpVersionMinor = 1;
  readonly headers: IncomingHeaders;
  readonly rawHeaders: readonly string[];
  readonly socket: Socket;
  /** Of a request. */
  method: string | undefined;
  url: string | undefined;
  /** Of a response. */
  statusCode: number | undefined;
  statusMessage: string | undefined;
  /** All of it has come. */
  complete = false;
  readableEnded = false;
  destroyed = false;
  aborted = false;
  #waiting: Uint8Array[] = [];
  #isFlowing: boolean | undefined;
  #isScheduled = false;
  #decode: ((chunk: Uint8Array) => string) | undefined;

  constructor(headers: HeaderLines, socket: Socket) {
    super();
    this.headers = toIncomingHeaders(headers);
    this.rawHeaders = headers.flat();
    this.socket = socket;
  }

  get connection(): Socket {
    return this.socket;
  }

  override on(event: string | symbol, listener: Listener): this {
    super.on(event, listener);
    if (event === 'data' && this.#isFlowing !== false) this.resume();
    return this;
  }

  override addListener(event: string | symbol, listener: Listener): this {
    return this.on(event, listener);
  }

  setEncoding(encoding = 'utf8'): this {
    this.#decode = textDecoder(encoding);
    return this;
  }

  pause(): this {
    this.#isFlowing = false;
    return this;
  }

  resume(): this {
    this.#isFlowing = true;
    this.#schedule();
    return this;
  }

  isPaused(): boolean {
    return this.#isFlowing === false;
  }

  pipe<T extends Sink>(sink: T): T {
    this.on('data', (chunk) => sink.write(chunk));
    this.on('end', () => sink.end());
    return sink;
  }

  /** Gives the rest up, and the connection with it. */
  destroy(error?: Error): this {
    if (this.destroyed) return this;
    const isCutOff = !this.readableEnded || !this.complete;
    this.#close(isCutOff ? (error ?? reset()) : error);
    if (isCutOff) this.socket.destroy();
    return this;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<unknown> {
    const chunks: unknown[] = [];
    let wake = (): void => undefined;
    let end: { readonly error?: unknown } | undefined = this.readableEnded ? {} : undefined;
    const finish = (how: { readonly error?: unknown }): void => {
      end ??= how;
      wake();
    };
    if (this.destroyed && !this.readableEnded) finish({ error: prematureClose() });
    this.on('error', (error) => finish({ error }));
    this.on('end', () => finish({}));
    this.on('close', () => finish({ error: prematureClose() }));
    this.on('data', (chunk) => {
      chunks.push(chunk);
      wake();
    });
    try {
      for (;;) {
        while (chunks.length > 0) yield chunks.shift();
        if (end) break;
        await new Promise<void>((resolve) => (wake = resolve));
      }
      if ('error' in end) throw end.error;
    } finally {
      // Who leaves in the middle wants no more of it. A server can still answer, so its connection stays.
      if (!this.readableEnded && this.method !== undefined) this.#close(undefined);
      else if (!this.readableEnded) this.destroy();
    }
  }

  /** For the two ends only: what has come. */
  receive(chunk: Uint8Array): void {
    if (this.destroyed) return;
    this.#waiting.push(chunk);
    this.#flow();
  }

  /** For the two ends only: that was all. */
  receiveEnd(): void {
    this.complete = true;
    this.#flow();
  }

  /** For the two ends only: reads to the end what nobody has begun to read. */
  drop(): void {
    if (this.#isFlowing === undefined) this.resume();
  }

  /** For the two ends only: the other side went away. */
  cutOff(): void {
    if (this.destroyed) return;
    this.#close(this.complete && this.readableEnded ? undefined : reset());
  }

  #close(error: Error | undefined): void {
    this.destroyed = true;
    this.#waiting = [];
    if (error && !this.aborted) {
      this.aborted = true;
      this.emit('aborted');
    }
    queueMicrotask(() => {
      if (error && this.listenerCount('error') > 0) this.emit('error', error);
      this.emit('close');
    });
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      this.#flow();
    });
  }

  #flow(): void {
    while (this.#isFlowing === true && this.#waiting.length > 0) {
      const chunk = this.#waiting.shift() ?? new Uint8Array();
      const data = this.#decode ? this.#decode(chunk) : Buffer.from(chunk);
      // The first bytes of a character that is still to come.
      if (data !== '') this.emit('data', data);
    }
    const isAll = this.complete && this.#isFlowing === true && this.#waiting.length === 0;
    if (!isAll || this.readableEnded || this.destroyed) return;
    this.readableEnded = true;
    queueMicrotask(() => {
      this.emit('end');
      this.destroyed = true;
      queueMicrotask(() => this.emit('close'));
    });
  }
}

const reset = (): Error => nodeError('ECONNRESET', 'aborted');
const prematureClose = (): Error => nodeError('ERR_STREAM_PREMATURE_CLOSE', 'Premature close');
