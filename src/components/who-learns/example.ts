import type { Learned } from './learned.ts';

/** What an idle instrument shows: RFC 5737's and RFC 2606's addresses and names, always labelled as an example. */
export const EXAMPLE: Learned = {
  lines: {
    host: [],
    name: ['3e2dc2d4-e585-424a-9718-bc0708b537e9.local'],
    reflexive: ['203.0.113.9'],
    relay: ['192.0.2.77'],
  },
  servers: [
    { url: 'stun:stun.example', isTurn: false, saw: ['203.0.113.9'], lent: [], atMs: 31, ended: 'done' },
    {
      url: 'turn:turn.example',
      isTurn: true,
      saw: ['203.0.113.9'],
      lent: ['192.0.2.77'],
      atMs: 58,
      ended: 'done',
    },
  ],
};
