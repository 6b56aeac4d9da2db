import { addressScope } from '#src/components/candidate-line/address-scope.ts';
import { isTurnUrl } from '#src/live/ice-server-url.ts';
import type { CandidateRow } from './run.ts';

/** A sentence about a result; the words are in `src/i18n/messages/gather.ts`, under `notes`. */
export type Note =
  | { readonly kind: 'mdns'; readonly count: number }
  | { readonly kind: 'natSeen' | 'noNatSeen'; readonly address: string }
  | { readonly kind: 'relay'; readonly count: number }
  | { readonly kind: 'hostsOnce' | 'ports' | 'noTurn' | 'noServers' | 'relayOnly' | 'relayOnlyNoTurn' };

export interface Result {
  readonly rows: readonly CandidateRow[];
  readonly policy: RTCIceTransportPolicy;
  readonly urls: readonly string[];
}

/** What a reader should notice in a result, in the order of the table's story: host, srflx, relay. */
export function notesOn({ rows, policy, urls }: Result): Note[] {
  const hasTurn = urls.some(isTurnUrl);
  const notes: Note[] = [];
  if (policy === 'relay') notes.push({ kind: hasTurn ? 'relayOnly' : 'relayOnlyNoTurn' });
  notes.push(...hostNotes(rows, urls), ...srflxNotes(rows));

  const relayed = rows.filter(({ candidate }) => candidate.type === 'relay').length;
  if (relayed > 0) notes.push({ kind: 'relay', count: relayed });
  if (policy === 'all' && urls.length === 0) notes.push({ kind: 'noServers' });
  if (policy === 'all' && !hasTurn) notes.push({ kind: 'noTurn' });
  return notes;
}

function hostNotes(rows: readonly CandidateRow[], urls: readonly string[]): Note[] {
  const hosts = rows.filter(({ candidate }) => candidate.type === 'host');
  const names = new Set(
    hosts.map(({ candidate }) => candidate.address).filter((address) => addressScope(address) === 'mdns'),
  );
  const notes: Note[] = [];
  if (names.size > 0) notes.push({ kind: 'mdns', count: names.size });
  if (hosts.length > 0 && urls.length > 0) notes.push({ kind: 'hostsOnce' });
  return notes;
}

function srflxNotes(rows: readonly CandidateRow[]): Note[] {
  const reflexive = rows.filter(({ candidate }) => candidate.type === 'srflx');
  const byAddress = new Map(
    reflexive.map(({ candidate }) => [candidate.address, addressScope(candidate.address)]),
  );
  const notes = [...byAddress].map(([address, scope]): Note => ({
    kind: scope === 'public' ? 'natSeen' : 'noNatSeen',
    address,
  }));
  const ports = new Set(reflexive.map(({ candidate }) => candidate.port));
  if (byAddress.size < reflexive.length && ports.size > 1) notes.push({ kind: 'ports' });
  return notes;
}
