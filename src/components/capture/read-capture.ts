/** One packet of a capture file, from its link-layer header on. */
export interface Frame {
  /** Since the Unix epoch, in ms; undefined where the file doesn't tell it. */
  readonly atMs: number | undefined;
  /** A LINKTYPE_ value of the tcpdump group's registry. */
  readonly linkType: number;
  readonly bytes: Uint8Array;
}

/** Why a file was not read, or not to its end; `offset` is the byte at which its reader stopped. */
export interface CaptureProblem {
  readonly kind: 'not-a-capture' | 'cut-off' | 'broken';
  readonly offset: number;
}

/** The magic numbers of pcap (draft-ietf-opsawg-pcap section 4) and pcapng (draft-ietf-opsawg-pcapng section 4.1). */
const PCAP = { microseconds: 0xa1b2c3d4, nanoseconds: 0xa1b23c4d } as const;
const BLOCK = { section: 0x0a0d0d0a, interface: 1, oldPacket: 2, simplePacket: 3, packet: 6 } as const;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const OPTION = { end: 0, timeResolution: 9, timeOffset: 14 } as const;

/** No packet of a real capture is longer: what says so is broken, and would be read as garbage. */
const MAX_FRAME_BYTES = 1 << 20;

/** The packets of a capture file. Reads each byte once at most and never throws; ends with what stopped it, if anything did. */
export function* readCapture(file: Uint8Array): Generator<Frame, CaptureProblem | undefined> {
  if (file.length < 4) return { kind: 'not-a-capture', offset: 0 };
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (view.getUint32(0) === BLOCK.section) return yield* readPcapng(file, view);
  for (const isLittle of [false, true]) {
    const magic = view.getUint32(0, isLittle);
    if (magic === PCAP.microseconds) return yield* readPcap(file, view, isLittle, 1e-3);
    if (magic === PCAP.nanoseconds) return yield* readPcap(file, view, isLittle, 1e-6);
  }
  return { kind: 'not-a-capture', offset: 0 };
}

function* readPcap(
  file: Uint8Array,
  view: DataView,
  isLittle: boolean,
  msPerTick: number,
): Generator<Frame, CaptureProblem | undefined> {
  if (file.length < 24) return { kind: 'cut-off', offset: file.length };
  // The upper bits are about a checksum at each frame's end.
  const linkType = view.getUint32(20, isLittle) & 0xffff;
  let at = 24;
  while (at < file.length) {
    if (at + 16 > file.length) return { kind: 'cut-off', offset: at };
    const seconds = view.getUint32(at, isLittle);
    const ticks = view.getUint32(at + 4, isLittle);
    const length = view.getUint32(at + 8, isLittle);
    if (length > MAX_FRAME_BYTES) return { kind: 'broken', offset: at };
    if (at + 16 + length > file.length) return { kind: 'cut-off', offset: at };
    const bytes = file.subarray(at + 16, at + 16 + length);
    yield { atMs: seconds * 1000 + ticks * msPerTick, linkType, bytes };
    at += 16 + length;
  }
  return undefined;
}

interface CaptureInterface {
  readonly linkType: number;
  readonly msPerTick: number;
  readonly offsetMs: number;
}

function* readPcapng(file: Uint8Array, view: DataView): Generator<Frame, CaptureProblem | undefined> {
  let isLittle = false;
  let interfaces: CaptureInterface[] = [];
  let at = 0;
  while (at < file.length) {
    if (at + 12 > file.length) return { kind: 'cut-off', offset: at };
    if (view.getUint32(at) === BLOCK.section) {
      // Each section has a byte order of its own, and interfaces of its own.
      isLittle = view.getUint32(at + 8, true) === BYTE_ORDER_MAGIC;
      if (!isLittle && view.getUint32(at + 8) !== BYTE_ORDER_MAGIC) return { kind: 'broken', offset: at };
      interfaces = [];
    }
    const type = view.getUint32(at, isLittle);
    const length = view.getUint32(at + 4, isLittle);
    if (length < 12 || length % 4 !== 0) return { kind: 'broken', offset: at };
    if (at + length > file.length) return { kind: 'cut-off', offset: at };
    const body = new DataView(file.buffer, file.byteOffset + at + 8, length - 12);
    if (type === BLOCK.interface) {
      const added = readInterface(body, isLittle);
      if (!added) return { kind: 'broken', offset: at };
      interfaces.push(added);
    } else {
      const frame = readPacketBlock(type, body, isLittle, interfaces);
      if (frame === 'broken') return { kind: 'broken', offset: at };
      if (frame) yield frame;
    }
    at += length;
  }
  return undefined;
}

function readInterface(body: DataView, isLittle: boolean): CaptureInterface | undefined {
  if (body.byteLength < 8) return undefined;
  let msPerTick = 1e-3;
  let offsetMs = 0;
  for (let at = 8; at + 4 <= body.byteLength;) {
    const code = body.getUint16(at, isLittle);
    const length = body.getUint16(at + 2, isLittle);
    if (code === OPTION.end || at + 4 + length > body.byteLength) break;
    if (code === OPTION.timeResolution && length === 1) {
      const said = body.getUint8(at + 4);
      // The highest bit tells whether it is a power of 2 or of 10.
      msPerTick = 1000 / (said & 0x80 ? 2 ** (said & 0x7f) : 10 ** said);
    }
    if (code === OPTION.timeOffset && length === 8)
      offsetMs = Number(body.getBigInt64(at + 4, isLittle)) * 1000;
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return { linkType: body.getUint16(0, isLittle), msPerTick, offsetMs };
}

/** Undefined for a block that holds no packet. */
function readPacketBlock(
  type: number,
  body: DataView,
  isLittle: boolean,
  interfaces: readonly CaptureInterface[],
): Frame | 'broken' | undefined {
  if (type === BLOCK.simplePacket) {
    const [first] = interfaces;
    if (!first || body.byteLength < 4) return 'broken';
    const length = Math.min(body.getUint32(0, isLittle), body.byteLength - 4);
    return { atMs: undefined, linkType: first.linkType, bytes: bytesOf(body, 4, length) };
  }
  if (type !== BLOCK.packet && type !== BLOCK.oldPacket) return undefined;
  if (body.byteLength < 20) return 'broken';
  const number = type === BLOCK.packet ? body.getUint32(0, isLittle) : body.getUint16(0, isLittle);
  const own = interfaces[number];
  const length = body.getUint32(12, isLittle);
  if (!own || length > body.byteLength - 20) return 'broken';
  const ticks = body.getUint32(4, isLittle) * 2 ** 32 + body.getUint32(8, isLittle);
  return {
    atMs: ticks * own.msPerTick + own.offsetMs,
    linkType: own.linkType,
    bytes: bytesOf(body, 20, length),
  };
}

function bytesOf(view: DataView, start: number, length: number): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + start, length);
}
