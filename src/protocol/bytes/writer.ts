/** Bytes that grow while they are written, in network byte order. */
export class ByteWriter {
  #bytes: Uint8Array;
  #length = 0;

  /** @param room how many bytes there is room for at first, or where to write them: what doesn't fit goes elsewhere. */
  constructor(room: number | Uint8Array = 256) {
    this.#bytes = typeof room === 'number' ? new Uint8Array(room) : room;
  }

  /** How many bytes were written. */
  get length(): number {
    return this.#length;
  }

  /** A view of what was written so far; good until the next write. */
  get written(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Makes room for `count` bytes and answers the offset of the first. */
  #claim(count: number): number {
    const start = this.#length;
    this.#length += count;
    if (this.#length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2));
      larger.set(this.#bytes.subarray(0, start));
      this.#bytes = larger;
    }
    return start;
  }

  uint8(value: number): void {
    const at = this.#claim(1);
    this.#bytes[at] = value;
  }

  uint16(value: number): void {
    const at = this.#claim(2);
    this.setUint16(at, value);
  }

  uint32(value: number): void {
    this.uint16(value >>> 16);
    this.uint16(value);
  }

  uint64(value: bigint): void {
    this.uint32(Number((value >> 32n) & 0xffff_ffffn));
    this.uint32(Number(value & 0xffff_ffffn));
  }

  bytes(value: Uint8Array): void {
    const at = this.#claim(value.length);
    this.#bytes.set(value, at);
  }

  zeros(count: number): void {
    const at = this.#claim(count);
    this.#bytes.fill(0, at, at + count);
  }

  /** Overwrites two bytes that were written before, such as a length known only at the end. */
  setUint16(offset: number, value: number): void {
    this.#bytes[offset] = value >>> 8;
    this.#bytes[offset + 1] = value;
  }
}
