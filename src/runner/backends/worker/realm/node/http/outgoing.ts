import EventEmitter from 'events/';
import type { Later } from '../../tasks.ts';
import { nodeError } from '../errors.ts';
import { bytesOf } from './body.ts';
import { OutgoingHeaders, type HeaderValue } from './headers.ts';
import type { HeaderLines } from './loopback.ts';

type Callback = (error?: Error) => void;

/** Where a message goes. */
export interface Carrier {
  head(headers: HeaderLines): void;
  data(chunk: Uint8Array): void;
  end(): void;
}

/** What a request and a response have in common while they are written. */
export abstract class OutgoingMessage extends EventEmitter {
  writableEnded = false;
  writableFinished = false;
  destroyed = false;
  sendDate = true;
  protected readonly outgoing = new OutgoingHeaders();
  readonly #later: Later;
  #head: HeaderLines | undefined;
  #isHeadSaid = false;

  constructor(later: Later) {
    super();
    this.#later = later;
  }

  /** Undefined once there is nowhere to write. */
  protected abstract get carrier(): Carrier | undefined;
  /** Whether a body belongs to this message at all. */
  protected abstract get hasBody(): boolean;
  /** The lines that Node adds; `length` is that of the body where it is known before the head goes out. */
  protected abstract finishHead(
    lines: readonly (readonly [string, string])[],
    length: number | undefined,
  ): HeaderLines;

  /** As soon as the head can't be changed any more, which is before anybody has seen it. */
  get headersSent(): boolean {
    return this.#head !== undefined;
  }

  get finished(): boolean {
    return this.writableEnded;
  }

  get writable(): boolean {
    return !this.writableEnded && !this.destroyed;
  }

  setHeader(name: string, value: HeaderValue): this {
    this.#mustHaveHeadersToSend('set');
    this.outgoing.set(name, value);
    return this;
  }

  appendHeader(name: string, value: HeaderValue): this {
    this.#mustHaveHeadersToSend('append');
    this.outgoing.append(name, value);
    return this;
  }

  setHeaders(headers: Iterable<readonly [string, string]>): this {
    for (const [name, value] of headers) this.setHeader(name, value);
    return this;
  }

  getHeader(name: string): HeaderValue | undefined {
    return this.outgoing.get(name);
  }

  getHeaders(): Record<string, HeaderValue> {
    return this.outgoing.all();
  }

  getHeaderNames(): string[] {
    return this.outgoing.names();
  }

  getRawHeaderNames(): string[] {
    return this.outgoing.rawNames();
  }

  hasHeader(name: string): boolean {
    return this.outgoing.has(name);
  }

  removeHeader(name: string): void {
    this.#mustHaveHeadersToSend('remove');
    this.outgoing.remove(name);
  }

  flushHeaders(): void {
    this.#sayHead(undefined);
  }

  /** `write(chunk, [encoding], [callback])`; false when it came too late. */
  write(chunk: unknown, encoding?: unknown, callback?: unknown): boolean {
    const done = callbackOf(encoding, callback);
    const bytes = bytesOf(chunk, encoding);
    if (this.writableEnded) {
      this.#fail('ERR_STREAM_WRITE_AFTER_END', 'write after end', done);
      return false;
    }
    if (this.destroyed) return false;
    this.#sayHead(undefined);
    if (this.hasBody && bytes.length > 0) this.carrier?.data(bytes);
    if (done) this.#later(() => done());
    return true;
  }

  /** `end([chunk], [encoding], [callback])`; a second one without a chunk is harmless. */
  end(chunk?: unknown, encoding?: unknown, callback?: unknown): this {
    if (typeof chunk === 'function') return this.end(undefined, undefined, chunk);
    const done = callbackOf(encoding, callback);
    const bytes = chunk === undefined || chunk === null ? undefined : bytesOf(chunk, encoding);
    if (this.writableEnded) {
      if (bytes) this.#fail('ERR_STREAM_WRITE_AFTER_END', 'write after end', done);
      else if (done && !this.writableFinished) this.once('finish', done);
      else if (done) {
        queueMicrotask(() =>
          done(nodeError('ERR_STREAM_ALREADY_FINISHED', 'Cannot call end after a stream was finished')),
        );
      }
      return this;
    }
    if (done) this.once('finish', done);
    this.#sayHead(bytes?.length ?? 0);
    this.writableEnded = true;
    if (this.hasBody && bytes && bytes.length > 0) this.carrier?.data(bytes);
    this.carrier?.end();
    this.#later(() => {
      if (this.destroyed) return;
      this.writableFinished = true;
      this.emit('finish');
      this.sent();
    });
    return this;
  }

  /** The last byte is on its way. */
  protected sent(): void {}

  protected fixHead(length: number | undefined): HeaderLines {
    return (this.#head ??= this.finishHead(this.outgoing.lines(), length));
  }

  #sayHead(length: number | undefined): void {
    const head = this.fixHead(length);
    if (!this.#isHeadSaid) this.carrier?.head(head);
    this.#isHeadSaid = true;
  }

  #mustHaveHeadersToSend(what: string): void {
    if (!this.headersSent) return;
    throw nodeError('ERR_HTTP_HEADERS_SENT', `Cannot ${what} headers after they are sent to the client`);
  }

  #fail(code: string, message: string, done: Callback | undefined): void {
    const error = nodeError(code, message);
    const isDestroyed = this.destroyed;
    queueMicrotask(() => {
      done?.(error);
      if (!isDestroyed) this.emit('error', error);
    });
  }
}

function callbackOf(...args: readonly unknown[]): Callback | undefined {
  return args.find((argument) => typeof argument === 'function') as Callback | undefined;
}

/** How a body's end is told: by its length where that is known, in chunks otherwise. */
export function lengthLine(
  lines: HeaderLines,
  length: number | undefined,
): readonly (readonly [string, string])[] {
  const isTold = lines.some(([name]) => /^(content-length|transfer-encoding)$/i.test(name));
  if (isTold) return [];
  return length === undefined ? [['Transfer-Encoding', 'chunked']] : [['Content-Length', String(length)]];
}
