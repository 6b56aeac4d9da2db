import type { Call } from './call.ts';

/** What can be said about a call that stands or stood; each has its words in `messages/relay-call.ts`. */
export type Note =
  'bothRelayed' | 'twice' | 'legSaid' | 'legNotSaid' | 'udpBehindTcp' | 'prflx' | 'expiredRunning' | 'paused';

/** What the notes depend on. */
export interface NotesOf {
  readonly call: Call | undefined;
  readonly isExpired: boolean;
  readonly isPaused: boolean;
}

/** What a reader may notice in this call, in the order of reading. */
export function notesOn({ call, isExpired, isPaused }: NotesOf): Note[] {
  const { a, b } = call?.sample ?? {};
  if (!a || !b) return [];
  const legs = [a.local.relayProtocol, b.local.relayProtocol];
  const overTcp = legs.some((leg) => leg === 'tcp' || leg === 'tls');
  return [
    ...when(isExpired, 'expiredRunning'),
    ...when(isPaused, 'paused'),
    ...when(a.local.type === 'relay' && b.local.type === 'relay', 'bothRelayed'),
    ...when(true, 'twice'),
    ...(legs.includes(undefined) ? when(true, 'legNotSaid') : when(!overTcp, 'legSaid')),
    ...when(overTcp, 'udpBehindTcp'),
    ...when(a.remote.type === 'prflx' || b.remote.type === 'prflx', 'prflx'),
  ];
}

function when(condition: boolean, note: Note): Note[] {
  return condition ? [note] : [];
}
