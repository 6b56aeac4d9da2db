import assert from 'node:assert/strict';
import { once } from 'node:events';
import test from 'node:test';
import { Mailbox } from './mailbox.ts';
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

test('a mailbox keeps the order, and gives each message away once', () => {
  const mailbox = new Mailbox();
  const seen: unknown[][] = [];
  mailbox.put('first');
  mailbox.put('second');
  mailbox.collect((messages) => seen.push(messages));
  mailbox.collect((messages) => seen.push(messages));
  mailbox.put('third');
  assert.deepEqual(seen, [['first', 'second'], ['third']]);
});

test('who no longer waits takes nothing', () => {
  const mailbox = new Mailbox();
  const takeBack = mailbox.collect(() => assert.fail('nobody is there'));
  takeBack();
  mailbox.put('kept');
  mailbox.collect((messages) => assert.deepEqual(messages, ['kept']));
});
