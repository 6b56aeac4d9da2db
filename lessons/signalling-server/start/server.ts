import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { Mailbox } from './mailbox.ts';

/** A signalling server for rooms of two; it doesn't listen yet. */
export function createSignallingServer(): Server {
  const mailbox = new Mailbox();
  return createServer((request, response) => {
    // One mailbox for everybody, and always empty.
    console.log(request.method, request.url);
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(mailbox.messages));
  });
}
