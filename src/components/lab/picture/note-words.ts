import type { Locale } from '#src/i18n/locales.ts';
import { labPicture as messages } from '#src/i18n/messages/lab/index.ts';
import { formatTransportAddress } from '#src/protocol/bytes/address.ts';
import type { TraceEvent } from '#src/simulator/index.ts';

export type NoteTone = 'plain' | 'success' | 'failure';

/** What a picture says beside something that happened at a node, in two to four words, and how good that is. */
export interface NoteWords {
  readonly words: string;
  readonly tone: NoteTone;
}

/** Undefined for what isn't noted. */
export function noteWords(locale: Locale, event: TraceEvent): NoteWords | undefined {
  const text = messages[locale];
  switch (event.kind) {
    case 'dropped':
      return failure(text.drop[event.why]);
    case 'mapping':
      return mappingWords(locale, event);
    case 'agent':
      return agentWords(locale, event);
    case 'change':
      return plain(text.note.change[event.change.do]);
    case 'settled':
      return {
        words: text.note.settled[event.outcome],
        tone: event.outcome === 'failed' ? 'failure' : 'success',
      };
    case 'name':
      return event.address === undefined
        ? failure(text.note['name-not-found'](event.name))
        : plain(text.note.name(event.name));
    default:
      return undefined;
  }
}

function mappingWords(
  locale: Locale,
  event: Extract<TraceEvent, { kind: 'mapping' }>,
): NoteWords | undefined {
  const { note } = messages[locale];
  const { mapping } = event;
  if (event.event === 'mapping-made') return plain(note['mapping-made'](mapping.outside.port));
  if (event.event === 'mapping-ended') return plain(note['mapping-ended'](mapping.outside.port));
  const last = mapping.contacted.at(-1);
  if (!event.isNewEndpoint || !last) return undefined;
  const { address, port } = last;
  return plain(
    note['endpoint-let-in'](port === undefined ? address : formatTransportAddress({ address, port })),
  );
}

function agentWords(locale: Locale, event: Extract<TraceEvent, { kind: 'agent' }>): NoteWords | undefined {
  const { note } = messages[locale];
  switch (event.event) {
    case 'candidate':
      return plain(note.candidate(event.candidate.type));
    case 'selected':
      return success(note.selected(event.pair.local.type, event.pair.remote.type));
    case 'end-of-candidates':
      return plain(note['end-of-candidates']);
    case 'state':
      return { words: note.state(event.state), tone: event.state === 'failed' ? 'failure' : 'success' };
    case 'role':
      return plain(note.role(event.role));
    case 'consent-expired':
      return failure(note['consent-expired']);
    case 'ice':
      return iceWords(locale, event.ice);
    default:
      return undefined;
  }
}

function iceWords(
  locale: Locale,
  ice: Extract<TraceEvent, { kind: 'agent'; event: 'ice' }>['ice'],
): NoteWords | undefined {
  const { note } = messages[locale];
  switch (ice.event) {
    case 'pair-state':
      if (ice.to === 'succeeded') return success(note.succeeded(ice.pair));
      return ice.to === 'failed' ? failure(note.failed(ice.pair)) : undefined;
    case 'nominated':
      return success(note.nominated(ice.pair));
    case 'peer-reflexive':
      return plain(note.prflx);
    case 'role-switched':
      return plain(note.role(ice.role));
    case 'restarted':
      return plain(note.restarted);
    case 'consent-expired':
      return failure(note['consent-expired']);
    default:
      return undefined;
  }
}

function plain(words: string): NoteWords {
  return { words, tone: 'plain' };
}

function success(words: string): NoteWords {
  return { words, tone: 'success' };
}

function failure(words: string): NoteWords {
  return { words, tone: 'failure' };
}
