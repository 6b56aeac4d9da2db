import { NEW_WATCH, type Watch } from './watch.ts';

/** What an idle demo shows: a run of Chromium 156, as it was. B was taken away after 11 s. */
export const EXAMPLE: Watch = {
  ...NEW_WATCH,
  happenings: [
    { atMs: 0, what: 'ufrag', ufrag: 'YYGt', before: undefined },
    { atMs: 20, what: 'state', state: 'connecting' },
    { atMs: 20, what: 'state', state: 'connected' },
    { atMs: 11_030, what: 'gone' },
    { atMs: 11_040, what: 'channel-closed' },
    { atMs: 18_160, what: 'state', state: 'disconnected' },
    { atMs: 28_200, what: 'state', state: 'failed' },
  ],
  checks: { requestsSent: 84, responsesReceived: 8 },
};
