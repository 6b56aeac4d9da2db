import type { ServerView } from './run.ts';

/** What an idle instrument shows: RFC 5737's and RFC 2606's addresses and names, always labelled as an example. */
export const EXAMPLE_SERVERS: readonly ServerView[] = [
  seen('stun:stun.example:3478', 54_322, 31),
  seen('turn:turn.example:3478?transport=udp', 54_323, 34),
];

function seen(url: string, port: number, atMs: number): ServerView {
  return { url, mappings: [{ address: '203.0.113.9', port }], atMs, ended: 'done', relayed: false, text: '' };
}
