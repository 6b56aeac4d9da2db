import { Buffer } from 'buffer/';
import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';

const HASHES = { md5, sha1, sha224, sha256, sha384, sha512 } as const;
type Encoding = 'hex' | 'base64' | 'base64url' | 'latin1' | 'utf8' | 'binary';
type Data = string | ArrayBufferView;

const { crypto: web } = globalThis;

function hashNamed(name: string) {
  const hash = HASHES[name.toLowerCase().replace(/^sha-/, 'sha') as keyof typeof HASHES];
  if (hash === undefined) {
    throw Object.assign(
      new Error(`Digest method not supported: the browser runner has ${Object.keys(HASHES).join(', ')}`),
      {
        code: 'ERR_CRYPTO_INVALID_DIGEST',
      },
    );
  }
  return hash;
}

const toBytes = (data: Data, encoding: BufferEncoding = 'utf8'): Uint8Array =>
  typeof data === 'string'
    ? new Uint8Array(Buffer.from(data, encoding))
    : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

/** `update()` as often as you like, `digest()` once: Node's Hash and Hmac. */
class Digest {
  readonly #state: { update(data: Uint8Array): unknown; digest(): Uint8Array };
  #isDone = false;

  constructor(state: { update(data: Uint8Array): unknown; digest(): Uint8Array }) {
    this.#state = state;
  }

  update(data: Data, encoding?: BufferEncoding): this {
    this.#mustBeOpen();
    this.#state.update(toBytes(data, encoding));
    return this;
  }

  digest(): Buffer;
  digest(encoding: Encoding): string;
  digest(encoding?: Encoding): Buffer | string {
    this.#mustBeOpen();
    this.#isDone = true;
    const bytes = Buffer.from(this.#state.digest());
    return encoding === undefined ? bytes : bytes.toString(encoding);
  }

  #mustBeOpen(): void {
    if (this.#isDone)
      throw Object.assign(new Error('Digest already called'), { code: 'ERR_CRYPTO_HASH_FINALIZED' });
  }
}

/** The browser gives this much at once. */
const RANDOM_CHUNK = 65_536;

function randomFill<T extends Uint8Array>(bytes: T): T {
  for (let at = 0; at < bytes.length; at += RANDOM_CHUNK)
    web.getRandomValues(bytes.subarray(at, at + RANDOM_CHUNK) as Uint8Array<ArrayBuffer>);
  return bytes;
}

/** `node:crypto`, as far as hashes, HMAC and chance go. */
export const crypto = Object.freeze({
  createHash: (name: string): Digest => new Digest(hashNamed(name).create()),
  createHmac: (name: string, key: Data): Digest => new Digest(hmac.create(hashNamed(name), toBytes(key))),
  getHashes: (): string[] => Object.keys(HASHES),
  hash: (name: string, data: Data, encoding: Encoding = 'hex'): string =>
    new Digest(hashNamed(name).create()).update(data).digest(encoding),
  randomBytes: (size: number, callback?: (error: null, bytes: Buffer) => void): Buffer | undefined => {
    const bytes = randomFill(Buffer.alloc(size));
    if (!callback) return bytes;
    queueMicrotask(() => callback(null, bytes));
    return undefined;
  },
  randomFillSync: randomFill,
  randomInt: (from: number, below?: number): number => {
    const [min, max] = below === undefined ? [0, from] : [from, below];
    if (!(max > min))
      throw new RangeError('The value of "max" is out of range: it must be greater than "min".');
    const range = max - min;
    // What is left over at the end would make small numbers likelier.
    const limit = 2 ** 48 - (2 ** 48 % range);
    for (;;) {
      const bytes = randomFill(new Uint8Array(6));
      const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
      if (number < limit) return min + (number % range);
    }
  },
  randomUUID: (): string => {
    const bytes = randomFill(Buffer.alloc(16));
    // RFC 9562 §5.4: version 4, variant 10.
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  },
  timingSafeEqual: (a: ArrayBufferView, b: ArrayBufferView): boolean => {
    const [left, right] = [toBytes(a), toBytes(b)];
    if (left.length !== right.length) throw new RangeError('Input buffers must have the same byte length');
    return left.reduce((difference, byte, index) => difference | (byte ^ (right[index] ?? 0)), 0) === 0;
  },
  webcrypto: web,
});
