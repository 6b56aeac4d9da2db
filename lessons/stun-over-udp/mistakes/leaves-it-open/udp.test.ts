import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import test from 'node:test';
import { askServer } from './client.ts';
import { startServer } from './server.ts';

test('the client learns its address from the server', async () => {
  const server = await startServer();
  try {
    const outcome = await askServer(server, { rto: 100 });
    assert.equal(outcome.kind, 'mapped');
    assert.equal(outcome.kind === 'mapped' && outcome.address, '127.0.0.1');
  } finally {
    await server.close();
  }
});

test('a server that says nothing is asked three times', async () => {
  const silent = createSocket('udp4');
  silent.bind(0, '127.0.0.1');
  await once(silent, 'listening');
  let requests = 0;
  silent.on('message', () => requests++);
  try {
    const outcome = await askServer(silent.address(), { rto: 20, rc: 3, rm: 2 });
    assert.deepEqual(outcome, { kind: 'timeout' });
    assert.equal(requests, 3);
  } finally {
    silent.close();
  }
});
