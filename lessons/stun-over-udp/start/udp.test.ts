import assert from 'node:assert/strict';
import test from 'node:test';
import { askServer } from './client.ts';
import { startServer } from './server.ts';

// Tests of your own: the checks don't look at them.

test('the client learns its address from the server', async () => {
  const server = await startServer();
  try {
    const outcome = await askServer(server, { rto: 100 });
    assert.equal(outcome.kind, 'mapped');
  } finally {
    await server.close();
  }
});
