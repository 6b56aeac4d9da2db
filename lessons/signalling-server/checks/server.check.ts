import assert from 'node:assert/strict';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSignallingServer } from '../solution/server.ts';

const MAX_BYTES = 65_536;
const PATIENCE_MS = 2_000;
/** How long nothing must come before it counts as waiting. */
const SILENCE_MS = 120;

test('delivers', () =>
  withRoom(async (room) => {
    const { ann, ben } = drawNames();
    const fromAnn = drawMessages();
    const fromBen = drawMessages();
    // Ben isn't there yet; afterwards nothing has to wait.
    for (const message of fromAnn) await post(room, ann, message);
    assert.deepEqual(await collect(room, ben), fromAnn, 'What the second peer collects');
    for (const message of fromBen) await post(room, ben, message);
    assert.deepEqual(await collect(room, ann), fromBen, 'What the first peer collects');
    // Also when its first request is a GET, a peer gets what comes later.
    const more = drawMessages();
    for (const message of more) await post(room, ben, message);
    assert.deepEqual(await collect(room, ann), more, 'What the first peer collects the next time');
  }));

test('each-once', () =>
  withRoom(async (room) => {
    const { ann, ben } = drawNames();
    const sent = Array.from({ length: 4 }, drawMessages).flat();
    const posting = (async () => {
      for (const message of sent) {
        await post(room, ann, message);
        if (randomInt(3) === 0) await sleep(5);
      }
    })();
    posting.catch(() => undefined); // it is awaited below
    const seen: unknown[] = [];
    const end = performance.now() + PATIENCE_MS;
    while (seen.length < sent.length && performance.now() < end) {
      const messages = await collect(room, ben);
      seen.push(...messages);
      // An answer without messages is no fault here, but asking again at once would starve everybody else.
      if (messages.length === 0) await sleep(5);
    }
    await posting;
    assert.deepEqual(seen, sent, 'All that was collected, in the order in which it came');
    await staysUnanswered(room, ben, 'Nothing is left after all messages were collected');
  }));

test('waits', () =>
  withRoom(async (room, otherRoom) => {
    const { ann, ben } = drawNames();
    const message = drawMessage();
    const waiting = openGet(room, ben);
    await post(otherRoom, ann, drawMessage());
    await post(room, ben, drawMessage());
    await sleep(SILENCE_MS);
    assert.equal(waiting.isSettled(), false, 'A GET is answered before there is a message for this peer');
    await post(room, ann, message);
    assert.deepEqual(await waiting.messages(), [message], 'What a GET that waited is answered with');

    const older = openGet(room, ben);
    await sleep(SILENCE_MS);
    const newer = openGet(room, ben);
    assert.deepEqual(await older.messages(), [], 'What an older GET is answered with when a newer one comes');
    const next = drawMessage();
    await post(room, ann, next);
    assert.deepEqual(await newer.messages(), [next], 'What the newer GET is answered with');
  }));

test('goes-away', () =>
  withRoom(async (room) => {
    const { ann, ben } = drawNames();
    for (let round = 0; round < 3; round++) {
      const gone = openGet(room, ben);
      await sleep(SILENCE_MS / 2);
      gone.abort();
      await sleep(SILENCE_MS / 2);
      const message = drawMessage();
      await post(room, ann, message);
      assert.deepEqual(
        await collect(room, ben),
        [message],
        'What is collected after a client went away while it waited',
      );
    }
  }));

test('rooms-of-two', () =>
  withRoom(async (room, otherRoom) => {
    const { ann, ben, cid } = drawNames();
    const [fromAnn, fromBen] = [drawMessage(), drawMessage()];
    await post(room, ann, fromAnn);
    await post(room, ben, fromBen);
    assert.equal((await ask(room, cid, { method: 'POST', body: '{}' })).status, 409, 'A third peer’s POST');
    assert.equal((await ask(room, cid)).status, 409, 'A third peer’s GET');
    assert.deepEqual(await collect(room, ann), [fromBen], 'What the first peer collects');
    assert.deepEqual(await collect(room, ben), [fromAnn], 'What the second peer collects');
    const elsewhere = drawMessage();
    await post(otherRoom, cid, elsewhere);
    assert.deepEqual(await collect(otherRoom, ann), [elsewhere], 'What is collected in another room');
  }));

test('refuses', () =>
  withRoom(async (room) => {
    const { ann, ben } = drawNames();
    const { origin, pathname } = new URL(room);
    const strange = ['/', '/rooms', pathname, `${pathname}/`, `${pathname}/${ann}/x`, `${pathname}/${ann}/`];
    for (const path of [...strange, `/rooms//${ann}`, `/room/x/${ann}`, `${pathname}/a%20b`]) {
      assert.equal((await fetchWithin(origin + path)).status, 404, `GET ${path}`);
    }
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const { status, headers } = await ask(room, ann, { method });
      assert.equal(status, 405, `${method} on a room’s path`);
      const allowed = (headers.get('allow') ?? '').split(',').map((name) => name.trim());
      assert.deepEqual(allowed.sort(), ['GET', 'POST'], `The header Allow of the answer to ${method}`);
    }
    for (const body of ['', '{', 'offer', "{'a': 1}", `{"a": ${randomInt(99)}`]) {
      const { status } = await ask(room, ann, { method: 'POST', body });
      assert.equal(status, 400, `A body that is no JSON: ${body || 'nothing'}`);
    }
    // Less than the limit in characters, more in bytes.
    const tooLarge = JSON.stringify('é'.repeat(MAX_BYTES / 2 + randomInt(100)));
    const refused = await ask(room, ann, { method: 'POST', body: tooLarge });
    assert.equal(refused.status, 413, `A body of ${Buffer.byteLength(tooLarge)} bytes`);
    const largest = 'x'.repeat(MAX_BYTES - 2);
    await post(room, ann, largest);
    const last = drawMessage();
    await post(room, ann, last);
    const kept = await collect(room, ben);
    assert.equal(kept.length, 2, 'How many messages wait after these');
    assert.ok(kept[0] === largest, 'A body of 65,536 bytes is delivered');
    assert.deepEqual(kept[1], last, 'The last of the messages');
  }));

test('every-origin', () =>
  withRoom(async (room) => {
    const { ann, ben, cid } = drawNames();
    const { origin } = new URL(room);
    const post = (body: string): RequestInit => ({ method: 'POST', body });
    const answers: readonly (readonly [string, Response])[] = [
      ['a message', await ask(room, ann, post('[1]'))],
      ['a GET', await ask(room, ben)],
      ['a third peer', await ask(room, cid)],
      ['an unknown path', await fetchWithin(`${origin}/nowhere`)],
      ['another method', await ask(room, ann, { method: 'DELETE' })],
      ['a body that is no JSON', await ask(room, ann, post('{'))],
      ['a body that is too large', await ask(room, ann, post(JSON.stringify('x'.repeat(2 * MAX_BYTES))))],
    ];
    for (const [what, { headers }] of answers) {
      const header = headers.get('access-control-allow-origin');
      assert.equal(header, '*', `Access-Control-Allow-Origin of the answer to ${what}`);
    }
  }));

/** Starts a server, gives the addresses of two rooms in it, and stops it again. */
async function withRoom(use: (room: string, otherRoom: string) => Promise<void>): Promise<void> {
  const server = createSignallingServer();
  server.listen(0, '127.0.0.1');
  await within('The server listens', once(server, 'listening'));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const room = (): string => `http://127.0.0.1:${port}/rooms/room-${randomBytes(4).toString('hex')}`;
  try {
    await use(room(), room());
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

async function post(room: string, peer: string, message: unknown): Promise<void> {
  const { status } = await ask(room, peer, { method: 'POST', body: JSON.stringify(message) });
  assert.equal(status, 204, 'The status that a message is answered with');
}

async function collect(room: string, peer: string): Promise<unknown[]> {
  return openGet(room, peer).messages();
}

interface Get {
  isSettled(): boolean;
  messages(): Promise<unknown[]>;
  abort(): void;
}

/** A GET that need not be answered soon. */
function openGet(room: string, peer: string): Get {
  const controller = new AbortController();
  const asked = (async () => {
    const response = await fetch(`${room}/${peer}`, { signal: controller.signal });
    assert.equal(response.status, 200, 'The status that a GET is answered with');
    const text = await response.text();
    return messagesOf(text);
  })();
  let isSettled = false;
  const settle = (): void => void (isSettled = true);
  asked.then(settle, settle);
  return {
    isSettled: () => isSettled,
    messages: () => within('A GET is answered when there is a message', asked),
    abort: () => controller.abort(),
  };
}

function messagesOf(text: string): unknown[] {
  let messages: unknown;
  try {
    messages = JSON.parse(text);
  } catch {
    assert.fail(`A GET is answered with a JSON array, not with ${text.slice(0, 60) || 'nothing'}`);
  }
  assert.ok(Array.isArray(messages), 'A GET is answered with a JSON array');
  return messages;
}

async function staysUnanswered(room: string, peer: string, words: string): Promise<void> {
  const get = openGet(room, peer);
  await sleep(SILENCE_MS);
  if (get.isSettled()) assert.deepEqual(await get.messages(), ['(no answer yet)'], words);
  get.abort();
}

async function ask(room: string, peer: string, init?: RequestInit): Promise<Response> {
  return fetchWithin(`${room}/${peer}`, init);
}

async function fetchWithin(url: string, init: RequestInit = {}): Promise<Response> {
  const what = `${init.method ?? 'GET'} ${new URL(url).pathname} is answered`;
  return within(what, fetch(url, init));
}

/** Fails rather than waits for ever. */
async function within<T>(what: string, work: Promise<T>): Promise<T> {
  let limit: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    const error = new Error(`${what}: waited ${PATIENCE_MS / 1000} seconds for it`);
    limit = setTimeout(() => reject(error), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(limit);
  }
}

/** Names that no list has, and that begin alike. */
function drawNames(): { readonly ann: string; readonly ben: string; readonly cid: string } {
  const name = (): string => `peer_${randomBytes(5).toString('hex')}`;
  return { ann: name(), ben: name(), cid: name() };
}

/** Candidates that come before their description and after it, and the end of them. */
function drawMessages(): unknown[] {
  const some = (): unknown[] => Array.from({ length: 1 + randomInt(3) }, drawMessage);
  return [...some(), { type: 'offer', sdp: `v=0\r\nünïcode ${randomInt(1e6)}\r\n` }, ...some(), null];
}

function drawMessage(): unknown {
  const port = 1024 + randomInt(60_000);
  return {
    candidate: `candidate:1 1 udp ${randomInt(2 ** 31)} 192.0.2.1 ${port} typ host`,
    sdpMLineIndex: 0,
  };
}
