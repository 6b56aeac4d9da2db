import EventEmitter from 'events/';
import { Buffer } from 'buffer/';
import type { Handle, Handles } from '../handles.ts';
import type { Binding, Datagram, DatagramNetwork } from '../network.ts';
import type { Endpoint } from '../ports.ts';
import { nodeError, systemError, validPort } from './errors.ts';

/** The most that fits into a UDP datagram over IPv4 (RFC 768: 16 bits of length, with IP's 20 and UDP's 8 bytes). */
const MAX_PAYLOAD = 65_507;

type Family = 'udp4' | 'udp6';
type Data = string | ArrayBufferView | readonly (string | ArrayBufferView)[];
type SendCallback = (error: Error | null, bytes: number) => void;

const NAMES: Readonly<Record<string, Readonly<Record<Family, string>>>> = {
  localhost: { udp4: '127.0.0.1', udp6: '::1' },
  '': { udp4: '0.0.0.0', udp6: '::' },
};

/** `node:dgram` over a network that somebody gives: what exercises use of UDP, without multicast. */
export function createDgram(
  network: DatagramNetwork,
  handles: Handles,
  nextTick: (call: () => void) => void,
) {
  class Socket extends EventEmitter {
    readonly type: Family;
    #state: 'new' | 'binding' | 'bound' | 'closed' = 'new';
    #binding: Binding | undefined;
    #handle: Handle | undefined;
    #isHeld = true;
    #remote: Endpoint | undefined;
    #queue: (() => void)[] = [];

    constructor(type: Family, listener?: (message: Buffer, info: object) => void) {
      super();
      this.type = type;
      if (listener) this.on('message', listener as (...args: unknown[]) => void);
    }

    bind(...args: unknown[]): this {
      this.#mustBeOpen();
      if (this.#state !== 'new') throw nodeError('ERR_SOCKET_ALREADY_BOUND', 'Socket is already bound');
      const callback = args.find((argument) => typeof argument === 'function') as (() => void) | undefined;
      const options =
        typeof args[0] === 'object' && args[0] !== null ? args[0] : { port: args[0], address: args[1] };
      const { port, address } = options as { port?: unknown; address?: unknown };
      const wanted = {
        port: typeof port === 'number' ? validPort(port, true) : 0,
        address: this.#lookUp(typeof address === 'string' ? address : ''),
      };
      if (callback) this.once('listening', callback);
      this.#state = 'binding';
      nextTick(() => this.#bindNow(wanted));
      return this;
    }

    #bindNow(wanted: Endpoint): void {
      if (this.#state !== 'binding') return;
      const binding = network.bind(wanted, (datagram) => this.#receive(datagram));
      if (typeof binding === 'string') {
        this.#state = 'new';
        this.#queue = [];
        this.emit('error', systemError(binding, 'bind', wanted));
        return;
      }
      this.#state = 'bound';
      this.#binding = binding;
      this.#handle = handles.open();
      if (!this.#isHeld) this.#handle.unref();
      this.emit('listening');
      for (const send of this.#queue.splice(0)) send();
    }

    #receive({ from, data }: Datagram): void {
      if (this.#remote && (this.#remote.port !== from.port || this.#remote.address !== from.address)) return;
      const family = this.type === 'udp4' ? 'IPv4' : 'IPv6';
      this.emit('message', Buffer.from(data), { ...from, family, size: data.length });
    }

    /** `send(data, [offset, length,] [port [, address]] [, callback])` */
    send(data: Data, ...args: unknown[]): void {
      this.#mustBeOpen();
      const callback = typeof args.at(-1) === 'function' ? (args.pop() as SendCallback) : undefined;
      const numbers = args.filter((argument) => typeof argument === 'number');
      const address = args.find((argument) => typeof argument === 'string');
      const hasRange = numbers.length >= 2;
      const port = this.#remote ? undefined : hasRange ? numbers[2] : numbers[0];
      const whole = toBytes(data);
      const [offset = 0, length = whole.length] = hasRange ? numbers : [];
      if (offset + length > whole.length) {
        throw nodeError('ERR_BUFFER_OUT_OF_BOUNDS', '"length" is outside of buffer bounds', RangeError);
      }
      // A copy: what the sender does with its buffer afterwards doesn't change what is on the wire.
      const payload = new Uint8Array(whole.slice(offset, offset + length));
      if (!this.#remote && port === undefined) {
        throw nodeError(
          'ERR_SOCKET_BAD_PORT',
          'Port should be > 0 and < 65536. Received undefined.',
          RangeError,
        );
      }
      const to = this.#remote ?? {
        port: validPort(port ?? 0, false),
        address: this.#lookUp(address ?? 'localhost'),
      };
      const done = (error: Error | null): void => {
        if (callback) nextTick(() => callback(error, error ? 0 : payload.length));
        else if (error) nextTick(() => this.emit('error', error));
      };
      const send = (): void => {
        if (payload.length > MAX_PAYLOAD) return done(systemError('EMSGSIZE', 'send', to));
        this.#binding?.send(to, payload);
        done(null);
      };
      if (this.#state === 'new') this.bind();
      if (this.#state === 'bound') send();
      else this.#queue.push(send);
    }

    connect(port: number, address?: unknown, callback?: unknown): void {
      this.#mustBeOpen();
      const then = [address, callback].find((argument) => typeof argument === 'function');
      const connect = (): void => {
        this.#remote = {
          port: validPort(port, false),
          address: this.#lookUp(typeof address === 'string' ? address : 'localhost'),
        };
        this.emit('connect');
      };
      if (then) this.once('connect', then as () => void);
      if (this.#state === 'new') this.bind();
      if (this.#state === 'bound') nextTick(connect);
      else this.#queue.push(connect);
    }

    disconnect(): void {
      if (!this.#remote) throw nodeError('ERR_SOCKET_DGRAM_NOT_CONNECTED', 'Not connected');
      this.#remote = undefined;
    }

    address(): { address: string; family: string; port: number } {
      this.#mustBeOpen();
      if (!this.#binding) throw systemError('EBADF', 'getsockname', { address: '', port: 0 });
      const { address, port } = this.#binding;
      return { address, family: this.type === 'udp4' ? 'IPv4' : 'IPv6', port };
    }

    remoteAddress(): { address: string; family: string; port: number } {
      if (!this.#remote) throw nodeError('ERR_SOCKET_DGRAM_NOT_CONNECTED', 'Not connected');
      return { ...this.#remote, family: this.type === 'udp4' ? 'IPv4' : 'IPv6' };
    }

    close(callback?: () => void): this {
      this.#mustBeOpen();
      if (callback) this.once('close', callback);
      this.#state = 'closed';
      this.#queue = [];
      this.#binding?.close();
      this.#handle?.end();
      nextTick(() => this.emit('close'));
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
      if (this.#state === 'closed') return;
      await new Promise<void>((resolve) => this.close(resolve));
    }

    #mustBeOpen(): void {
      if (this.#state === 'closed') throw nodeError('ERR_SOCKET_DGRAM_NOT_RUNNING', 'Not running');
    }

    #lookUp(address: string): string {
      return NAMES[address]?.[this.type] ?? address;
    }
  }

  function createSocket(
    type: Family | { readonly type: Family },
    listener?: (message: Buffer, info: object) => void,
  ): Socket {
    const family = typeof type === 'string' ? type : type.type;
    if (family !== 'udp4' && family !== 'udp6') {
      throw nodeError(
        'ERR_SOCKET_BAD_TYPE',
        'Bad socket type specified. Valid types are: udp4, udp6',
        TypeError,
      );
    }
    return new Socket(family, listener);
  }

  return { Socket, createSocket };
}

function toBytes(data: Data): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (Array.isArray(data)) return Buffer.concat((data as readonly (string | ArrayBufferView)[]).map(toBytes));
  throw nodeError(
    'ERR_INVALID_ARG_TYPE',
    'The "buffer" argument must be of type string or an instance of Buffer, TypedArray, or DataView.',
    TypeError,
  );
}
