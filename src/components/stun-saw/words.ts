import { addressScope } from '#src/components/candidate-line/address-scope.ts';
import { stunSaw } from '#src/i18n/messages/stun-saw.ts';
import type { Locale } from '#src/i18n/locales.ts';
import type { Comparison } from '#src/live/compare-mappings.ts';
import { isTurnUrl } from '#src/live/ice-server-url.ts';
import { ASK_DEADLINE_MS, isAskedOverUdp } from '#src/live/mapped.ts';
import { outcomeOf, type Run, type ServerView } from './run.ts';

/** What follows from a result, and what doesn't. */
export interface Verdict {
  readonly says: string;
  readonly not: string;
  /** Whether mappings were really compared: then it must be said that this is nothing about filtering. */
  readonly compared: boolean;
}

/** What a row of the table says besides the mapping, or instead of it. */
export function outcomeWords(server: ServerView, locale: Locale): string {
  const words = stunSaw[locale].outcome;
  const outcome = outcomeOf(server);
  switch (outcome) {
    case 'seen':
      return server.code === 401 ? words.seenUnauthorized : '';
    case 'silent':
      return words.silent(ASK_DEADLINE_MS / 1_000);
    case 'refused':
      return refusal(server, locale);
    case 'nothing':
      return isAskedOverUdp(server.url) ? words.nothing : words.nothingTcp;
    default:
      return words[outcome];
  }
}

/** The verdict on one comparison. */
export function verdictOn({ destinations, result }: Comparison, locale: Locale): Verdict {
  const words = stunSaw[locale].verdict;
  if (result === 'missing' || result === 'unclear') return { ...words[result], compared: false };
  const isSame = result === 'same';
  switch (destinations) {
    case 'one-place':
      return { ...(isSame ? words.onePlaceSame : words.onePlaceDifferent), compared: false };
    case 'one-host':
      return { ...(isSame ? words.oneHostSame : words.oneHostDifferent), compared: true };
    case 'several-hosts':
      return { ...(isSame ? words.hostsSame : words.hostsDifferent), compared: true };
  }
}

/** What a reader should notice, in words; `mask` hides addresses where that is asked for. */
export function notesOn(run: Run, locale: Locale, mask: (address: string) => string): string[] {
  const words = stunSaw[locale].notes;
  const seen = run.servers.filter((server) => server.mappings.length > 0);
  if (seen.length === 0) return [];
  const addresses = new Set(seen.flatMap(({ mappings }) => mappings.map(({ address }) => address)));
  const notes = [...addresses].map((address) => addressWords(address, locale)(mask(address)));
  const port = portWords(run);
  if (port) notes.push(words[port]);
  const ports = new Set(seen.flatMap(({ mappings }) => mappings.map((mapping) => mapping.port)));
  if (seen.length > 1 && ports.size > 1) notes.push(words.otherPorts);
  if (run.hidesBase) notes.push(words.hiddenBase);
  if (seen.some(({ url }) => isTurnUrl(url))) notes.push(words.turnToo);
  return notes;
}

function addressWords(address: string, locale: Locale): (address: string) => string {
  const words = stunSaw[locale].notes;
  const scope = addressScope(address);
  if (scope === 'loopback') return words.loopbackAddress;
  return scope === 'local' ? words.localAddress : words.publicAddress;
}

/** Ports can be compared on the shared connection only: there the host candidates are known. */
function portWords({ shared }: Run): 'portKept' | 'portChanged' | undefined {
  if (!shared || shared.mappings.length === 0 || shared.hostPorts.length === 0) return undefined;
  const kept = shared.mappings.filter(({ port }) => shared.hostPorts.includes(port)).length;
  if (kept === shared.mappings.length) return 'portKept';
  return kept === 0 ? 'portChanged' : undefined;
}

function refusal({ code }: ServerView, locale: Locale): string {
  const words = stunSaw[locale].outcome;
  if (code === 401) return words.unauthorized;
  if (code === 701) return words.unreachable;
  return typeof code === 'number' ? words.otherCode(String(code)) : words.refusedUrl;
}
