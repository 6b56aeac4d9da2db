import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { randomBytes, randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { askServer } from '../solution/client.ts';
import type { Outcome } from '../solution/client.ts';
import { startServer } from '../solution/server.ts';

const LOOPBACK = '127.0.0.1';
const HEADER = 20;
const REQUEST = 0x0001;
const INDICATION = 0x0011;
const SUCCESS = 0x0101;
const ERROR = 0x0111;
const XOR_MAPPED_ADDRESS = 0x0020;
const PATIENCE_MS = 2_000;

interface Address {
  readonly address: string;
  readonly port: number;
}

interface Packet {
  readonly bytes: Buffer;
  readonly sender: Address;
  readonly atMs: number;
}

test('answers', async () => {
  const server = await within('startServer', startServer());
  const peers = [await openPeer(), await openPeer(), await openPeer()];
  try {
    assert.ok(server.port > 0, 'The server says on which port it listens');
    for (const peer of peers) {
      const id = randomBytes(12);
      // Twice: as a client does that has lost the first answer.
      for (const count of [1, 2]) {
        peer.send(message(REQUEST, id), server);
        await peer.received(count, 'the server’s answer');
      }
      for (const { bytes } of peer.packets) checkAnswer(bytes, id, { address: LOOPBACK, port: peer.port });
    }
    for (const { packets } of peers) assert.equal(packets.length, 2, 'Every request has one answer');
  } finally {
    for (const peer of peers) peer.close();
    await within('close', server.close());
  }
});

test('stays-silent', async () => {
  const server = await within('startServer', startServer());
  const peer = await openPeer();
  try {
    const id = randomBytes(12);
    const request = message(REQUEST, randomBytes(12));
    const otherCookie = Buffer.from(request);
    otherCookie[4 + randomInt(4)] = 0;
    const strangers = [
      randomBytes(1),
      Buffer.from('hello, server, where do you see me from?'),
      request.subarray(0, HEADER - 1),
      otherCookie,
      message(INDICATION, randomBytes(12)),
      message(SUCCESS, randomBytes(12), xorMappedAddress(drawAddress())),
      message(ERROR, randomBytes(12), errorCode(400)),
      // A length that promises more than there is.
      Buffer.concat([request.subarray(0, 2), Buffer.of(0, 8), request.subarray(4)]),
    ];
    for (const packet of strangers) peer.send(packet, server);
    peer.send(message(REQUEST, id), server);
    await peer.received(1, 'the answer to a request that came after other packets');
    await sleep(50);
    const answered = peer.packets.map(({ bytes }) => bytes.toString('hex', 8, HEADER));
    assert.deepEqual(answered, [id.toString('hex')], 'The transaction ids that were answered');
  } finally {
    peer.close();
    await within('close', server.close());
  }
});

test('asks', async () => {
  const ids = new Set<string>();
  for (let round = 0; round < 4; round++) {
    const mapped = drawAddress();
    const server = await openPeer((packet) => {
      server.send(message(SUCCESS, idOf(packet), xorMappedAddress(mapped)), packet.sender);
    });
    try {
      const outcome = await ask(server, { rto: 300 });
      const [request] = server.packets;
      assert.ok(request, 'The server gets a request');
      const { bytes } = request;
      assert.equal(bytes.toString('hex', 0, 2), '0001', 'The type of the request');
      assert.equal(bytes.toString('hex', 4, 8), '2112a442', 'The cookie of the request');
      assert.equal(bytes.readUInt16BE(2), bytes.length - HEADER, 'The length of the request');
      ids.add(bytes.toString('hex', 8, HEADER));
      assert.deepEqual(
        { ...outcome },
        { kind: 'mapped', ...mapped },
        'The outcome is what the server answered',
      );
    } finally {
      server.close();
    }
  }
  assert.equal(ids.size, 4, 'Four calls have four transaction ids');
});

test('own-answer', async () => {
  const mapped = drawAddress();
  const decoys = (packet: Packet): Buffer[] => {
    const id = idOf(packet);
    const other = Buffer.from(id);
    const at = randomInt(12);
    other[at] = (id[at] ?? 0) ^ (1 << randomInt(8));
    const answer = message(SUCCESS, id, xorMappedAddress(drawAddress()));
    return [
      randomBytes(40),
      message(SUCCESS, other, xorMappedAddress(drawAddress())),
      message(ERROR, other, errorCode(400)),
      message(INDICATION, id),
      packet.bytes,
      answer.subarray(0, answer.length - 4),
    ];
  };

  const late = await openPeer((packet) => {
    if (late.packets.length > 1) return;
    for (const decoy of decoys(packet)) late.send(decoy, packet.sender);
    void sleep(60).then(() =>
      late.send(message(SUCCESS, idOf(packet), xorMappedAddress(mapped)), packet.sender),
    );
  });
  const code = 100 * (3 + randomInt(4)) + randomInt(100);
  const refusing = await openPeer((packet) => {
    for (const decoy of decoys(packet)) refusing.send(decoy, packet.sender);
    refusing.send(message(ERROR, idOf(packet), errorCode(code)), packet.sender);
  });
  const wrong = await openPeer((packet) => {
    for (const decoy of decoys(packet)) wrong.send(decoy, packet.sender);
  });
  try {
    const told = 'The outcome is that of the answer with its transaction id';
    assert.deepEqual({ ...(await ask(late, { rto: 500 })) }, { kind: 'mapped', ...mapped }, told);
    assert.deepEqual({ ...(await ask(refusing, { rto: 500 })) }, { kind: 'refused', code }, told);
    const nothing = await ask(wrong, { rto: 30, rc: 2, rm: 2 });
    assert.deepEqual({ ...nothing }, { kind: 'timeout' }, 'Other packets are no answer');
  } finally {
    for (const peer of [late, refusing, wrong]) peer.close();
  }
});

test('retransmits', async () => {
  const many = await openPeer();
  try {
    await ask(many, { rto: 4 });
    assert.equal(many.packets.length, 7, 'How many requests are sent when rc isn’t given');
  } finally {
    many.close();
  }

  // Clocks may be coarse and machines busy: of three tries the best one counts.
  let ratios: number[] = [];
  for (let attempt = 0; attempt < 3 && !isDoubling(ratios); attempt++) {
    const rto = 40 + randomInt(20);
    const server = await openPeer();
    try {
      const start = performance.now();
      await ask(server, { rto, rc: 5, rm: 1 });
      const { packets } = server;
      assert.equal(packets.length, 5, 'How many requests are sent when rc is 5');
      const contents = new Set(packets.map(({ bytes }) => bytes.toString('hex')));
      assert.equal(contents.size, 1, 'How many different requests there are in one transaction');
      const waits = packets.slice(1).map(({ atMs }, i) => atMs - (packets[i]?.atMs ?? 0));
      const whole = (packets.at(-1)?.atMs ?? 0) - start;
      assert.ok(
        whole >= 14 * rto,
        `The fifth request goes out after 15 RTO, not after ${(whole / rto).toFixed(1)}`,
      );
      ratios = waits.slice(1).map((wait, i) => wait / (waits[i] ?? 0));
    } finally {
      server.close();
    }
  }
  const seen = ratios.map((ratio) => ratio.toFixed(1)).join(', ');
  assert.ok(isDoubling(ratios), `Each wait is twice the one before; here the ratios are ${seen}`);
});

/** The first ratio says least: its waits are short. */
function isDoubling([first = 0, ...rest]: readonly number[]): boolean {
  return first >= 1.25 && rest.length > 0 && rest.every((ratio) => ratio >= 1.5 && ratio <= 3);
}

test('gives-up', async () => {
  const silent = await openPeer();
  const slow = await openPeer((packet) => {
    if (slow.packets.length < 2) return;
    // Later than a third request would have come.
    void sleep(3.5 * 60).then(() =>
      slow.send(message(SUCCESS, idOf(packet), xorMappedAddress(mapped)), packet.sender),
    );
  });
  const mapped = drawAddress();
  try {
    const start = performance.now();
    assert.deepEqual(
      { ...(await ask(silent, { rto: 100, rc: 2, rm: 1 })) },
      { kind: 'timeout' },
      'The outcome',
    );
    assert.ok(performance.now() - start < 1_000, 'Two requests and 1 RTO of waiting are over soon');
    assert.equal(silent.packets.length, 2, 'How many requests are sent when rc is 2');

    const begin = performance.now();
    await ask(silent, { rto: 40, rc: 1, rm: 5 });
    assert.ok(performance.now() - begin >= 4.5 * 40, 'It waits rm times the RTO before it gives up');
    assert.equal(silent.packets.length, 3, 'How many requests are sent when rc is 1');

    const outcome = await ask(slow, { rto: 60, rc: 2, rm: 10 });
    const told = 'An answer that comes within rm times the RTO after the last request counts';
    assert.deepEqual({ ...outcome }, { kind: 'mapped', ...mapped }, told);
  } finally {
    silent.close();
    slow.close();
  }
});

test('cleans-up', async () => {
  const rto = 30;
  const server = await openPeer((packet) => {
    server.send(message(SUCCESS, idOf(packet), xorMappedAddress(drawAddress())), packet.sender);
  });
  const silent = await openPeer();
  try {
    const outcome = await ask(server, { rto: 10 * rto });
    assert.equal(outcome.kind, 'mapped', 'The outcome when the server answers');
    await ask(silent, { rto, rc: 2, rm: 1 });
    assert.equal(silent.packets.length, 2, 'How many requests are sent when rc is 2');
    await sleep(15 * rto);
    assert.equal(server.packets.length, 1, 'Nothing is sent after the answer');
    assert.equal(silent.packets.length, 2, 'Nothing is sent after giving up');
    for (const { sender } of [...server.packets, ...silent.packets.slice(0, 1)]) {
      assert.ok(await isClosed(sender.port), 'The client’s socket is closed afterwards');
    }
  } finally {
    server.close();
    silent.close();
  }
});

async function ask(
  server: { readonly port: number },
  patience: Parameters<typeof askServer>[1],
): Promise<Outcome> {
  const outcome = await within('askServer', askServer({ address: LOOPBACK, port: server.port }, patience));
  // What was sent right before has to arrive before anybody counts it.
  await sleep(10);
  return outcome;
}

/** Fails rather than waits for ever. */
async function within<T>(what: string, work: Promise<T>): Promise<T> {
  let limit: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    const error = new Error(`${what} is not done after ${PATIENCE_MS / 1000} seconds`);
    limit = setTimeout(() => reject(error), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(limit);
  }
}

interface Peer {
  readonly port: number;
  readonly packets: readonly Packet[];
  send(bytes: Uint8Array, to: Address): void;
  received(count: number, what: string): Promise<void>;
  close(): void;
}

/** The other end of the learner’s code: a socket that remembers what it got. */
async function openPeer(onPacket: (packet: Packet) => void = () => undefined): Promise<Peer> {
  const socket = createSocket('udp4');
  const packets: Packet[] = [];
  let open = true;
  socket.on('error', () => undefined);
  socket.on('message', (bytes, { address, port }) => {
    const packet = { bytes: Buffer.from(bytes), sender: { address, port }, atMs: performance.now() };
    packets.push(packet);
    onPacket(packet);
  });
  socket.bind(0, LOOPBACK);
  await within('bind', once(socket, 'listening'));
  return {
    port: socket.address().port,
    packets,
    send: (bytes, { port }) => {
      if (open) socket.send(bytes, port, LOOPBACK);
    },
    async received(count, what) {
      const end = performance.now() + PATIENCE_MS / 2;
      while (packets.length < count) {
        if (performance.now() > end) assert.fail(`Waited one second for ${what}`);
        await sleep(5);
      }
    },
    close: () => {
      open = false;
      socket.close();
    },
  };
}

/** Whether nobody holds that port (any more). */
async function isClosed(port: number): Promise<boolean> {
  const end = performance.now() + PATIENCE_MS / 2;
  while (performance.now() < end) {
    const probe = createSocket('udp4');
    try {
      const isTaken = await within(
        'bind',
        new Promise<boolean>((resolve) => {
          probe.once('error', (error) => resolve('code' in error && error.code === 'EADDRINUSE'));
          probe.bind(port, LOOPBACK, () => resolve(false));
        }),
      );
      if (!isTaken) return true;
    } finally {
      probe.close();
    }
    await sleep(50);
  }
  return false;
}

function checkAnswer(bytes: Buffer, id: Buffer, expected: Address): void {
  assert.equal(bytes.toString('hex', 0, 2), '0101', 'The type of the answer');
  assert.equal(bytes.toString('hex', 4, 8), '2112a442', 'The cookie of the answer');
  assert.equal(bytes.toString('hex', 8, HEADER), id.toString('hex'), 'The transaction id of the answer');
  let at = HEADER;
  while (at + 4 <= bytes.length && bytes.readUInt16BE(at) !== XOR_MAPPED_ADDRESS) {
    at += 4 + Math.ceil(bytes.readUInt16BE(at + 2) / 4) * 4;
  }
  const seen = bytes.toString('hex', at);
  assert.equal(
    seen.slice(0, 24),
    xorMappedAddress(expected).toString('hex'),
    'XOR-MAPPED-ADDRESS of the answer',
  );
}

function message(type: number, id: Uint8Array, attributes: Uint8Array = new Uint8Array()): Buffer {
  const start = Buffer.from([0, 0, 0, 0, 0x21, 0x12, 0xa4, 0x42]);
  start.writeUInt16BE(type, 0);
  start.writeUInt16BE(attributes.length, 2);
  return Buffer.concat([start, id, attributes]);
}

/** RFC 8489 §14.2. */
function xorMappedAddress({ address, port }: Address): Buffer {
  const key = [0x21, 0x12, 0xa4, 0x42];
  const plain = [port >> 8, port & 0xff, ...address.split('.').map(Number)];
  const [p0 = 0, p1 = 0, ...rest] = plain;
  return Buffer.from([
    0,
    0x20,
    0,
    8,
    0,
    1,
    p0 ^ 0x21,
    p1 ^ 0x12,
    ...rest.map((byte, i) => byte ^ (key[i] ?? 0)),
  ]);
}

/** RFC 8489 §14.8, with no reason phrase. */
function errorCode(code: number): Buffer {
  return Buffer.from([0, 0x09, 0, 4, 0, 0, Math.floor(code / 100), code % 100]);
}

function idOf({ bytes }: Packet): Buffer {
  return bytes.subarray(8, HEADER);
}

/** An address of the documentation’s (RFC 5737): nobody can guess what the server will say. */
function drawAddress(): Address {
  return { address: `203.0.113.${1 + randomInt(254)}`, port: 1024 + randomInt(60_000) };
}
