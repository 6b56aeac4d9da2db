import { Buffer } from 'node:buffer';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Mailbox } from './mailbox.ts';

const PATH = /^\/rooms\/([\w-]+)\/([\w-]+)$/;
const MAX_BYTES = 65_536;

/** The first two who came, and a mailbox for each of them. */
interface Room {
  readonly names: string[];
  readonly mailboxes: readonly [Mailbox, Mailbox];
}

/** A signalling server for rooms of two; it doesn't listen yet. */
export function createSignallingServer(): Server {
  const rooms = new Map<string, Room>();

  /** The mailboxes of a peer and of the other one; undefined when the room is full without it. */
  function enter(roomName: string, peer: string): { own: Mailbox; other: Mailbox } | undefined {
    const room = rooms.get(roomName) ?? { names: [], mailboxes: [new Mailbox(), new Mailbox()] };
    rooms.set(roomName, room);
    const { names, mailboxes } = room;
    if (!names.includes(peer)) {
      if (names.length === mailboxes.length) return undefined;
      names.push(peer);
    }
    const [first, second] = mailboxes;
    return names[0] === peer ? { own: first, other: second } : { own: second, other: first };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Before anything else, so that refusals have it too.
    response.setHeader('Access-Control-Allow-Origin', '*');
    const { method = '', url = '' } = request;
    const [, roomName, peer] = PATH.exec(url) ?? [];
    if (roomName === undefined || peer === undefined) return refuse(response, 404);
    if (method !== 'GET' && method !== 'POST') {
      response.setHeader('Allow', 'GET, POST');
      return refuse(response, 405);
    }
    const mailboxes = enter(roomName, peer);
    if (!mailboxes) return refuse(response, 409);

    if (method === 'GET') {
      const takeBack = mailboxes.own.collect((messages) => {
        response.writeHead(200, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify(messages));
      });
      // Also comes after an answer, and then takes nothing back.
      response.on('close', takeBack);
      return;
    }

    const body = await readBody(request);
    if (body === undefined) return refuse(response, 413);
    const message = parse(body);
    if (!message) return refuse(response, 400);
    mailboxes.other.put(message.value);
    response.writeHead(204).end();
  }

  return createServer((request, response) => {
    // A body that stops in the middle has nobody left who could be answered.
    handle(request, response).catch(() => response.destroy());
  });
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}

/** The text of a body; undefined when it is too large. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  return text.length > MAX_BYTES ? undefined : text;
}

/** A value in an object, because `null` is a message like any other. */
function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
