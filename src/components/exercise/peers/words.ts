import type { Locale } from '#src/i18n/locales.ts';
import { peersTrial } from '#src/i18n/messages/peers-trial.ts';
import type { Exchange, SignallingFault } from '#src/live/http-signalling.ts';
import { otherPeer, type Signal } from '#src/live/signalling.ts';
import { wordsOfError } from '../results/words.ts';
import type { Diagnosis } from './diagnosis.ts';

/** A diagnosis as a learner reads it: what happened, and where to look. */
export interface DiagnosisWords {
  readonly what: string;
  readonly looks: readonly string[];
}

/** Puts a diagnosis into words. */
export function wordsOf(diagnosis: Diagnosis, locale: Locale): DiagnosisWords {
  const { diagnosis: words, looks, flaws, peer, what, and } = peersTrial[locale];
  switch (diagnosis.kind) {
    case 'connected': {
      const ms = Math.round(diagnosis.ms);
      const silent = diagnosis.silent.map((name) => peer[name]).join(and);
      return {
        what: silent === '' ? words.connected(ms) : words.silent(ms, silent),
        looks: diagnosis.flaws.map((flaw) => flaws[flaw]),
      };
    }
    case 'never-listened':
      return { what: words.neverListened(diagnosis.seconds), looks: [looks.neverListened] };
    case 'exited':
      return { what: words.exited(diagnosis.code), looks: [looks.exited] };
    case 'fault':
      return wordsOfFault(diagnosis.fault, locale);
    case 'unanswered':
      return {
        what: words.unanswered(peer[diagnosis.peer], what[diagnosis.what]),
        looks: [looks.unanswered],
      };
    case 'lost': {
      const { from, lost } = diagnosis;
      const carried = carriedWords(lost, locale);
      return { what: words.lost(peer[from], peer[otherPeer(from)], carried), looks: [looks.lost] };
    }
    case 'flawed':
      return { what: words.flawed, looks: diagnosis.flaws.map((flaw) => flaws[flaw]) };
    case 'no-path':
      return { what: words.noPath(diagnosis.seconds), looks: [looks.noPath] };
    case 'peers-refused':
      return { what: words.peersRefused, looks: [looks.peersRefused] };
    case 'not-loaded':
      return { what: words.notLoaded(wordsOfError(diagnosis.error, locale)), looks: [] };
    case 'run-ended':
      return { what: words.ended[diagnosis.end], looks: [] };
  }
}

function wordsOfFault({ kind, exchange }: SignallingFault, locale: Locale): DiagnosisWords {
  const { diagnosis: words, looks } = peersTrial[locale];
  const request = requestWords(exchange, locale);
  const { outcome } = exchange;
  switch (kind) {
    case 'status': {
      const status = outcome && 'status' in outcome ? outcome.status : 0;
      const known = looks.status[status as keyof typeof looks.status];
      return { what: words.status(request, status), looks: [known ?? looks.status.other] };
    }
    case 'unreadable':
      return { what: words.unreadable(request), looks: [looks.unreadable] };
    case 'not-a-list':
      return { what: words.notAList(request), looks: [looks.notAList] };
    case 'foreign':
      return { what: words.foreign(request), looks: [looks.foreign] };
    case 'no-answer': {
      const why = outcome && 'why' in outcome ? outcome.why : 'refused';
      if (why === 'cut-off') return { what: words.cutOff(request), looks: [looks.cutOff] };
      if (why === 'too-long') return { what: words.tooLong(request), looks: [looks.tooLong] };
      return { what: words.refused(request), looks: [looks.refused] };
    }
  }
}

/** `POST /rooms/r/a (offer)` */
function requestWords({ method, path, carried }: Exchange, locale: Locale): string {
  return carried.length === 0 ? `${method} ${path}` : `${method} ${path} (${carriedWords(carried, locale)})`;
}

/** `offer, 3 × candidate, end of candidates`; nothing for nothing. */
export function carriedWords(carried: readonly Signal['what'][], locale: Locale): string {
  const { what, and, requests } = peersTrial[locale];
  const runs: { readonly what: Signal['what']; count: number }[] = [];
  for (const each of carried) {
    const last = runs.at(-1);
    if (last?.what === each) last.count += 1;
    else runs.push({ what: each, count: 1 });
  }
  return runs.map((run) => requests.times(run.count, what[run.what])).join(and);
}

/** What came of a request, for the list. */
export function outcomeWords({ outcome }: Exchange, locale: Locale): string {
  const { requests } = peersTrial[locale];
  if (!outcome) return requests.waiting;
  return 'status' in outcome ? String(outcome.status) : requests.why[outcome.why];
}
