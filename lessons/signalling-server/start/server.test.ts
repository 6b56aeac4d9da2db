import assert from 'node:assert/strict';
import { once } from 'node:events';
import test from 'node:test';
import { createSignallingServer } from './server.ts';

// Tests of your own: the checks don't look at them.

test('a message goes from one peer to the other', async () => {
  const server = createSignallingServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const room = `http://127.0.0.1:${port}/rooms/blue`;
  try {
    const posted = await fetch(`${room}/ann`, { method: 'POST', body: '{"type":"offer"}' });
    assert.equal(posted.status, 204);
    const collected = await fetch(`${room}/ben`);
    assert.deepEqual(await collected.json(), [{ type: 'offer' }]);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
