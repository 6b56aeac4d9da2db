import { ipBytes, utf8Encode } from '#src/protocol/index.ts';
import { ByteWriter } from '#src/protocol/bytes/writer.ts';
import type { Id, Interface, Scene } from '../scene/types.ts';
import type { Trace } from '../trace.ts';
import { type CapturedPacket, capture } from './captured.ts';
import { encodeIpPacket } from './ip-packet.ts';

/** Block types of draft-ietf-opsawg-pcapng section 4, and the options that are used of them. */
const BLOCK = { section: 0x0a0d0d0a, interface: 1, nameResolution: 4, packet: 6 } as const;
const OPTION = { comment: 1, interfaceName: 2, timeResolution: 9, application: 4 } as const;
const NAME_RECORD = { end: 0, ipv4: 1, ipv6: 2 } as const;
/** Packets begin with their IP header. */
const LINKTYPE_RAW = 101;
/** 10^-6 s. */
const MICROSECONDS = 6;

type Option = readonly [code: number, value: Uint8Array];

/** So many packets are written at once. */
const PER_PORTION = 1_000;

/**
 * A trace as a capture file that Wireshark opens: an interface for each network, and each packet as it was there, with
 * what became of it in a comment where it was dropped. Its clock begins at 0, with the scene. It comes in portions.
 */
export function* traceToPcapng(trace: Trace): Generator<Uint8Array<ArrayBuffer>, void> {
  const { scene } = trace;
  yield written((out) => {
    writeSection(out);
    for (const { id } of scene.networks) writeInterface(out, id);
    writeNames(out, scene);
  });
  const numbers = new Map(scene.networks.map(({ id }, i) => [id, i]));
  const captured = capture(trace);
  for (let start = 0; start < captured.length; start += PER_PORTION)
    yield written((out) => {
      for (const one of captured.slice(start, start + PER_PORTION))
        writePacket(out, one, numbers.get(one.network) ?? 0);
    });
}

function written(write: (out: ByteWriter) => void): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter(1 << 16);
  write(out);
  return Uint8Array.from(out.written);
}

/** Section 4.1. The byte order of a section is that of its magic number: here, the network's. */
function writeSection(out: ByteWriter): void {
  const body = new ByteWriter();
  body.uint32(0x1a2b3c4d);
  body.uint16(1);
  body.uint16(0);
  // The length of the section isn't given: a reader goes on to the end of the file.
  body.uint64(0xffff_ffff_ffff_ffffn);
  writeOptions(body, [[OPTION.application, utf8Encode('Icebreaker')]]);
  writeBlock(out, BLOCK.section, body);
}

/** Section 4.2. */
function writeInterface(out: ByteWriter, network: Id): void {
  const body = new ByteWriter();
  body.uint16(LINKTYPE_RAW);
  body.uint16(0);
  // No limit to what is kept of a packet.
  body.uint32(0);
  writeOptions(body, [
    [OPTION.interfaceName, utf8Encode(network)],
    [OPTION.timeResolution, Uint8Array.of(MICROSECONDS)],
  ]);
  writeBlock(out, BLOCK.interface, body);
}

/** Section 4.3. */
function writePacket(
  out: ByteWriter,
  { atMs, packet, flow, hopLimit, dropped }: CapturedPacket,
  number: number,
): void {
  const { bytes, tcp, id } = packet;
  const data = encodeIpPacket({ flow, tcp, bytes, id, hopLimit });
  const body = new ByteWriter(64 + data.length);
  const microseconds = Math.round(atMs * 1000);
  body.uint32(number);
  body.uint32(Math.floor(microseconds / 2 ** 32));
  body.uint32(microseconds);
  body.uint32(data.length);
  body.uint32(data.length);
  writePadded(body, data);
  const comment = dropped && utf8Encode(`dropped by ${dropped.node}: ${dropped.why}`);
  writeOptions(body, comment ? [[OPTION.comment, comment]] : []);
  writeBlock(out, BLOCK.packet, body);
}

/** Section 4.5. In two homes one address can be two nodes: it has both names then. */
function writeNames(out: ByteWriter, scene: Scene): void {
  const body = new ByteWriter();
  for (const [address, names] of namesOf(scene)) {
    const bytes = ipBytes(address);
    if (!bytes) continue;
    const record = new ByteWriter();
    record.bytes(bytes);
    for (const name of names) record.bytes(utf8Encode(`${name}\0`));
    body.uint16(bytes.length === 4 ? NAME_RECORD.ipv4 : NAME_RECORD.ipv6);
    body.uint16(record.length);
    writePadded(body, record.written);
  }
  body.uint16(NAME_RECORD.end);
  body.uint16(0);
  writeBlock(out, BLOCK.nameResolution, body);
}

function namesOf({ nodes, changes }: Scene): Map<string, Set<Id>> {
  const names = new Map<string, Set<Id>>();
  const add = (address: string | undefined, node: Id) => {
    if (address !== undefined) names.set(address, (names.get(address) ?? new Set()).add(node));
  };
  const addInterface = (node: Id, { ipv4, ipv6 }: Interface) => {
    add(ipv4, node);
    add(ipv6, node);
  };
  for (const node of nodes) {
    const all = 'interfaces' in node ? node.interfaces : [node.inside, node.outside];
    for (const at of all) addInterface(node.id, at);
    if (node.kind === 'nat') for (const address of node.pool ?? []) add(address, node.id);
  }
  for (const change of changes) if (change.do === 'move') addInterface(change.node, change.to);
  return names;
}

/** Section 3.5. */
function writeOptions(out: ByteWriter, options: readonly Option[]): void {
  if (options.length === 0) return;
  for (const [code, value] of options) {
    out.uint16(code);
    out.uint16(value.length);
    writePadded(out, value);
  }
  out.uint32(0);
}

/** Section 3.1: the length stands before and behind the body, so that a reader can go both ways. */
function writeBlock(out: ByteWriter, type: number, body: ByteWriter): void {
  const length = 12 + body.length;
  out.uint32(type);
  out.uint32(length);
  out.bytes(body.written);
  out.uint32(length);
}

/** Everything begins at a multiple of four bytes. */
function writePadded(out: ByteWriter, bytes: Uint8Array): void {
  out.bytes(bytes);
  out.zeros(-bytes.length & 3);
}
