/** What every file begins with: a server for one test, and a few words to ask it. */
const HELPERS = `import http from 'node:http';
import { once } from 'node:events';
import test, { afterEach } from 'node:test';
import assert from 'node:assert/strict';

// Whatever became of a test: an open server would hold real Node.
const closes: (() => Promise<unknown>)[] = [];
afterEach(async () => { for (const close of closes.splice(0)) await close(); });

type Listener = (request: http.IncomingMessage, response: http.ServerResponse) => unknown;
async function serve(listener: Listener) {
  const server = http.createServer((request, response) => void listener(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const close = () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
  closes.push(close);
  return { server, port, url: 'http://127.0.0.1:' + port, close };
}
async function until(holds: () => boolean): Promise<void> {
  for (let left = 1000; !holds(); left -= 1) { assert.ok(left > 0, 'waited in vain'); await sleep(5); }
}
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
async function textOf(message: AsyncIterable<unknown>): Promise<string> {
  let text = '';
  for await (const chunk of message) text += String(chunk);
  return text;
}
function ask(url: string, options: http.RequestOptions, body?: string): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    http.request(url, options, resolve).on('error', reject).end(body);
  });
}
`;

/** Files of tests of `node:http` and `fetch`. All of them pass in Node, so they say what Node does. */
export const HTTP_PARITY: Readonly<Record<string, string>> = {
  'what a request carries': `
test('method, path and headers in lower case', async () => {
  const seen: unknown[] = [];
  const { url, port, close } = await serve((request, response) => {
    const { method, url, headers, httpVersion } = request;
    seen.push(method, url, headers.host, headers['x-room'], headers['x-two'], headers.accept, httpVersion);
    response.end();
  });
  await fetch(url + '/rooms/a%20b?x=1#part', { method: 'PUT', headers: { 'X-Room': 'Blue', 'x-two': '1' } });
  const host = '127.0.0.1:' + port;
  assert.deepEqual(seen.splice(0), ['PUT', '/rooms/a%20b?x=1', host, 'Blue', '1', '*/*', '1.1']);
  (await ask(url + '/p', { method: 'post', headers: { 'X-Two': ['1', '2'] } })).resume();
  assert.deepEqual(seen, ['POST', '/p', host, undefined, '1, 2', undefined, '1.1']);
  await close();
});
test('raw headers as they were written', async () => {
  const { url, close } = await serve(({ rawHeaders }, response) => response.end(JSON.stringify(rawHeaders)));
  const names = async (answer: Promise<string>) =>
    (JSON.parse(await answer) as string[]).filter((_, index) => index % 2 === 0);
  const headers = { 'X-Room': 'b', Origin: 'http://x.example' };
  assert.deepEqual(
    await names(fetch(url, { method: 'POST', body: 'b', headers }).then((r) => r.text())),
    ['host', 'connection', 'X-Room', 'Origin', 'content-type', 'accept', 'accept-language', 'sec-fetch-mode',
      'user-agent', 'accept-encoding', 'content-length'],
  );
  assert.deepEqual(await names(textOf(await ask(url, { method: 'POST', headers }, 'body'))),
    ['X-Room', 'Origin', 'Host', 'Connection', 'Content-Length']);
  assert.deepEqual(await names(textOf(await ask(url, {}))), ['Host', 'Connection']);
  await close();
});
test('a body, as text, as JSON, in pieces', async () => {
  const { url, close } = await serve(async (request, response) => {
    request.setEncoding('utf8');
    response.end(JSON.stringify([await textOf(request), request.headers['content-type'] ?? null, request.headers['content-length'] ?? null]));
  });
  const post = async (body: RequestInit['body']) => (await fetch(url, { method: 'POST', body })).json();
  assert.deepEqual(await post('hällo'), ['hällo', 'text/plain;charset=UTF-8', '6']);
  assert.deepEqual(await post(new Uint8Array([97, 98])), ['ab', null, '2']);
  assert.deepEqual(await post(new URLSearchParams({ a: 'b c' })), ['a=b+c', 'application/x-www-form-urlencoded;charset=UTF-8', '5']);
  const request = http.request(url, { method: 'POST' });
  request.write(Buffer.from('ä').subarray(0, 1));
  request.write(Buffer.from('ä').subarray(1));
  request.end('!');
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  assert.deepEqual(JSON.parse(await textOf(response)), ['ä!', null, null]);
  await close();
});
test('nothing of the body before somebody listens, and buffers without an encoding', async () => {
  const { url, close } = await serve(async (request, response) => {
    await sleep(20);
    assert.equal(request.readableEnded, false);
    const chunks: unknown[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => response.end(String(chunks.every(Buffer.isBuffer) && Buffer.concat(chunks as Buffer[]))));
  });
  assert.equal(await (await fetch(url, { method: 'POST', body: 'later' })).text(), 'later');
  await close();
});
test('a body that is piped back', async () => {
  const { url, close } = await serve((request, response) => request.pipe(response));
  assert.equal(await (await fetch(url, { method: 'POST', body: 'echo' })).text(), 'echo');
  await close();
});
test('a body of which only the first piece is read can still be answered', async () => {
  const { url, close } = await serve(async (request, response) => {
    for await (const chunk of request) { assert.ok(chunk); break; }
    response.writeHead(413).end('too large');
  });
  const response = await fetch(url, { method: 'POST', body: 'x'.repeat(200_000) });
  assert.deepEqual([response.status, await response.text()], [413, 'too large']);
  await close();
});`,

  'what a response carries': `
test('status, its name, and headers', async () => {
  const { url, close } = await serve((_, response) => {
    response.statusCode = 404;
    response.setHeader('X-Reason', 'none');
    assert.equal(response.getHeader('x-reason'), 'none');
    assert.equal(response.hasHeader('X-REASON'), true);
    assert.deepEqual(response.getHeaderNames(), ['x-reason']);
    response.end('no');
  });
  const response = await fetch(url + '/a#b');
  assert.deepEqual([response.status, response.statusText, response.ok, response.url, response.type, response.redirected],
    [404, 'Not Found', false, url + '/a', 'basic', false]);
  assert.deepEqual([...response.headers.keys()], ['connection', 'content-length', 'date', 'keep-alive', 'x-reason']);
  assert.equal(response.headers.get('content-length'), '2');
  const message = await ask(url, {});
  assert.deepEqual([message.statusCode, message.statusMessage, message.headers['x-reason']], [404, 'Not Found', 'none']);
  assert.deepEqual(message.rawHeaders.filter((_, i) => i % 2 === 0), ['X-Reason', 'Date', 'Connection', 'Keep-Alive', 'Content-Length']);
  message.resume();
  await close();
});
test('writeHead, with a message of its own', async () => {
  const { url, close } = await serve((_, response) => {
    response.setHeader('a', '1');
    assert.equal(response.writeHead(418, 'Short', { 'Content-Type': 'text/plain', a: '2' }), response);
    assert.equal(response.headersSent, true);
    assert.throws(() => response.setHeader('b', '1'), { code: 'ERR_HTTP_HEADERS_SENT' });
    assert.throws(() => response.writeHead(200), { code: 'ERR_HTTP_HEADERS_SENT' });
    response.end('tea');
  });
  const response = await fetch(url);
  assert.deepEqual([response.status, response.statusText, response.headers.get('a'), response.headers.get('content-type')],
    [418, 'Short', '2', 'text/plain']);
  assert.equal(response.headers.get('transfer-encoding'), 'chunked');
  assert.equal(await response.text(), 'tea');
  await close();
});
test('chunks as they are written, in order', async () => {
  let write = (_: string): unknown => undefined;
  let end = (): unknown => undefined;
  const { url, close } = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    write = (text) => response.write(text);
    end = () => response.end();
  });
  const response = await fetch(url);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const next = async () => (await reader.read()).value;
  assert.equal(write('data: 1\\n\\n'), true);
  assert.equal(await next(), 'data: 1\\n\\n');
  write('data: 2\\n\\n');
  assert.equal(await next(), 'data: 2\\n\\n');
  end();
  assert.equal((await reader.read()).done, true);
  await close();
});
test('a redirection, followed or not', async () => {
  const { url, close } = await serve(async (request, response) => {
    if (request.url === '/end') return response.end([request.method, await textOf(request), request.headers['content-type'] ?? 'none'].join());
    if (request.url === '/circle') return response.writeHead(302, { location: '/circle' }).end();
    response.writeHead(Number(request.url!.slice(1)), { location: '/end' }).end();
  });
  const post = { method: 'POST', body: 'b' };
  const ask = async (status: number) => (await fetch(url + '/' + status, post)).text();
  assert.deepEqual(
    [await ask(301), await ask(303), await ask(307), await ask(308)],
    ['GET,,none', 'GET,,none', 'POST,b,text/plain;charset=UTF-8', 'POST,b,text/plain;charset=UTF-8'],
  );
  const followed = await fetch(url + '/302');
  assert.deepEqual([followed.url, followed.redirected], [url + '/end', true]);
  await followed.text();
  const kept = await fetch(url + '/302', { redirect: 'manual' });
  assert.deepEqual([kept.status, kept.headers.get('location')], [302, '/end']);
  await kept.text();
  for (const path of ['/circle', '/302']) {
    await assert.rejects(fetch(url + path, { redirect: path === '/302' ? 'error' : 'follow' }), {
      name: 'TypeError',
      message: 'fetch failed',
    });
  }
  await close();
});
test('requests that nobody waits for, in the order of their calls', async () => {
  const seen: unknown[] = [];
  const { url, close } = await serve((request, response) => { seen.push(request.url); response.end(); });
  const body = 'text';
  await Promise.all([fetch(url + '/1'), fetch(url + '/2', { method: 'POST', body }), fetch(url + '/3')]);
  assert.deepEqual(seen.toSorted(), ['/1', '/2', '/3']);
  await close();
});
test('no body where none may be', async () => {
  const { url, close } = await serve((request, response) => {
    if (request.url === '/none') response.writeHead(204);
    response.write('a');
    response.end('b');
  });
  const none = await fetch(url + '/none');
  assert.deepEqual([none.status, await none.text(), none.headers.get('transfer-encoding')], [204, '', null]);
  assert.equal(await (await fetch(url, { method: 'HEAD' })).text(), '');
  assert.equal(await (await fetch(url)).text(), 'ab');
  await close();
});
test('end twice is harmless, a chunk after it is an error', async () => {
  const seen: unknown[] = [];
  const { url, close } = await serve((_, response) => {
    response.on('error', (error) => seen.push((error as { code?: string }).code));
    response.on('finish', () => seen.push('finish'));
    response.on('close', () => seen.push('close'));
    assert.equal(response.end('one'), response);
    assert.equal(response.end(), response);
    assert.equal(response.writableEnded, true);
    assert.equal(response.write('two'), false);
  });
  assert.equal(await (await fetch(url)).text(), 'one');
  await until(() => seen.length >= 3);
  assert.deepEqual([...seen].sort(), ['ERR_STREAM_WRITE_AFTER_END', 'close', 'finish']);
  await close();
});
test('refuses what is no header, no status and no chunk', async () => {
  const { url, close } = await serve((_, response) => {
    assert.throws(() => response.setHeader('a b', '1'), { code: 'ERR_INVALID_HTTP_TOKEN', name: 'TypeError' });
    assert.throws(() => response.setHeader('a', undefined as never), { code: 'ERR_HTTP_INVALID_HEADER_VALUE' });
    assert.throws(() => response.setHeader('a', 'x\\n'), { code: 'ERR_INVALID_CHAR' });
    assert.throws(() => response.writeHead(99), { code: 'ERR_HTTP_INVALID_STATUS_CODE', name: 'RangeError' });
    assert.throws(() => response.write(5 as never), { code: 'ERR_INVALID_ARG_TYPE', name: 'TypeError' });
    assert.throws(() => response.write(null as never), { code: 'ERR_STREAM_NULL_VALUES' });
    response.end(http.STATUS_CODES[410]);
  });
  assert.equal(await (await fetch(url)).text(), 'Gone');
  await close();
});
`,

  'who goes away': `
test('a client that aborts: close without finish', async () => {
  const seen: string[] = [];
  const { url, close } = await serve((request, response) => {
    seen.push('asked');
    request.on('close', () => seen.push('request'));
    response.on('finish', () => seen.push('finish'));
    response.on('close', () => seen.push(response.writableFinished + ' ' + response.destroyed));
  });
  const controller = new AbortController();
  const waiting = fetch(url, { signal: controller.signal });
  waiting.catch(() => undefined);
  await until(() => seen.length === 1);
  controller.abort();
  await assert.rejects(waiting, { name: 'AbortError' });
  await until(() => seen.length >= 3);
  assert.deepEqual(seen.toSorted(), ['asked', 'false true', 'request']);
  await assert.rejects(fetch(url, { signal: AbortSignal.abort() }), { name: 'AbortError' });
  await assert.rejects(fetch(url, { signal: AbortSignal.abort(new RangeError('mine')) }), RangeError);
  await assert.rejects(fetch(url, { signal: AbortSignal.timeout(20) }), { name: 'TimeoutError' });
  await close();
});
test('a client that aborts in the middle of the answer', async () => {
  const { url, close } = await serve((_, response) => response.write('a'));
  const controller = new AbortController();
  const response = await fetch(url, { signal: controller.signal });
  controller.abort();
  await assert.rejects(response.text(), { name: 'AbortError' });
  await close();
});
test('a reader that cancels', async () => {
  const gone = Promise.withResolvers<void>();
  const { url, close } = await serve((_, response) => { response.on('close', () => gone.resolve()); response.write('a'); });
  const response = await fetch(url);
  await response.body!.cancel();
  await gone.promise;
  await close();
});
test('errors of a request that is destroyed or aborted', async () => {
  const { url, close } = await serve(() => undefined);
  const codeOf = (request: http.ClientRequest) =>
    new Promise((resolve) => request.on('error', (error) => resolve([error.name, (error as { code?: string }).code])));
  const request = http.get(url);
  setTimeout(() => request.destroy(), 20);
  assert.deepEqual(await codeOf(request), ['Error', 'ECONNRESET']);
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 20);
  assert.deepEqual(await codeOf(http.get(url, { signal: controller.signal })), ['AbortError', 'ABORT_ERR']);
  await close();
});
test('a server that cuts the connection', async () => {
  const { url, close } = await serve((request, response) => {
    if (request.url === '/half') { response.write('a'); setTimeout(() => response.destroy(), 30); }
    else response.destroy();
  });
  await assert.rejects(fetch(url), (error: Error) => {
    const { name, code } = error.cause as { name: string; code: string };
    assert.deepEqual([error.name, error.message, name, code], ['TypeError', 'fetch failed', 'SocketError', 'UND_ERR_SOCKET']);
    return true;
  });
  const response = await fetch(url + '/half');
  await assert.rejects(response.text(), { name: 'TypeError', message: 'terminated' });
  const message = await ask(url + '/half', {});
  await assert.rejects(textOf(message), { code: 'ECONNRESET', message: 'aborted' });
  await close();
});
test('a request whose body stops in the middle', async () => {
  const reached = Promise.withResolvers<void>();
  const seen = Promise.withResolvers<unknown>();
  const { url, close } = await serve((request) => {
    reached.resolve();
    textOf(request).then(seen.resolve, seen.reject);
  });
  const request = http.request(url, { method: 'POST' });
  request.on('error', () => undefined);
  request.write('a');
  await reached.promise;
  request.destroy();
  await assert.rejects(seen.promise, { code: 'ECONNRESET' });
  await close();
});`,

  'servers that come and go': `
test('a free port, and the address', async () => {
  const server = http.createServer();
  assert.equal(server.address(), null);
  assert.equal(server.listening, false);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { address, family, port } = server.address() as { address: string; family: string; port: number };
  assert.deepEqual([address, family, port > 0, server.listening], ['127.0.0.1', 'IPv4', true, true]);
  assert.throws(() => server.listen(0), { code: 'ERR_SERVER_ALREADY_LISTEN' });
  await new Promise<void>((resolve) => server.close(() => resolve()));
  assert.equal(server.address(), null);
  server.listen({ port, host: 'localhost' });
  await once(server, 'listening');
  assert.equal((server.address() as { port: number }).port, port);
  await new Promise((resolve) => server.close(resolve));
});
test('all addresses, and localhost', async () => {
  const server = http.createServer((request, response) => response.end(request.headers.host));
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { address, family, port } = server.address() as { address: string; family: string; port: number };
  assert.deepEqual([address, family], ['::', 'IPv6']);
  for (const host of ['localhost', '127.0.0.1', '[::1]']) {
    const response = await fetch('http://' + host + ':' + port + '/');
    assert.equal(await response.text(), host + ':' + port);
  }
  await new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
});
test('a port that is taken, and one outside of the range', async () => {
  const { port, close } = await serve(() => undefined);
  const second = http.createServer();
  const [error] = (await new Promise<[unknown]>((resolve) => second.on('error', (e) => resolve([e])).listen(port, '127.0.0.1'))) as [{ code: string; syscall: string; port: number }];
  assert.deepEqual([error.code, error.syscall, error.port], ['EADDRINUSE', 'listen', port]);
  assert.throws(() => second.listen(65_536), { code: 'ERR_SOCKET_BAD_PORT' });
  await close();
});
test('nobody listens', async () => {
  const { port, url, close } = await serve((_, response) => response.end());
  await close();
  await assert.rejects(fetch(url), (error: Error) => {
    assert.deepEqual([error.name, error.message, (error.cause as { code: string }).code], ['TypeError', 'fetch failed', 'ECONNREFUSED']);
    return true;
  });
  await assert.rejects(ask(url, {}), { code: 'ECONNREFUSED', syscall: 'connect', port });
});
test('close waits for the answers that are due', async () => {
  const seen: string[] = [];
  let answer = (): unknown => undefined;
  const { server, url } = await serve((_, response) => { answer = () => response.end('at last'); });
  const waiting = fetch(url).then((response) => response.text());
  await until(() => String(answer).includes('last'));
  seen.push('asked');
  const closed = new Promise<void>((resolve) => server.close(() => { seen.push('closed'); resolve(); }));
  await sleep(20);
  await assert.rejects(fetch(url));
  seen.push('answering');
  answer();
  assert.equal(await waiting, 'at last');
  await closed;
  assert.deepEqual(seen, ['asked', 'answering', 'closed']);
});
test('closing what does not run', async () => {
  const error = await new Promise((resolve) => http.createServer().close(resolve));
  assert.equal((error as { code: string }).code, 'ERR_SERVER_NOT_RUNNING');
});
test('requests that come at once are all answered, each with its own', async () => {
  const { url, close } = await serve(async (request, response) => { await sleep(Math.random() * 20); response.end(request.url); });
  const paths = Array.from({ length: 40 }, (_, index) => '/' + index);
  assert.deepEqual(await Promise.all(paths.map(async (path) => (await fetch(url + path)).text())), paths);
  await close();
});
test('what is no address', async () => {
  await assert.rejects(fetch('/relative'), TypeError);
  assert.throws(() => http.request('https://127.0.0.1/'), { code: 'ERR_INVALID_PROTOCOL' });
  assert.throws(() => http.request('no address'), { code: 'ERR_INVALID_URL' });
  await assert.rejects(fetch('http://127.0.0.1:1/', { body: 'x' }), TypeError);
});`,
};

/** The file of tests of an entry. */
export const httpTest = (source: string): string => HELPERS + source;
