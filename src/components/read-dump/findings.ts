import type { Dump } from '#lessons/diagnose-dumps/checks/dump.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { readDump as messages } from '#src/i18n/messages/read-dump.ts';
import { type Facts, factsOf } from './facts.ts';
import type { Mark } from './marks.ts';

/** What a dump answers to each of the questions, in words. */
export function findingsOf(dump: Dump, locale: Locale): Readonly<Record<Mark, string>> {
  const facts = factsOf(dump);
  const found = messages[locale].found;
  const space = locale === 'en' ? ' ' : '';
  const say = (...sentences: readonly string[]): string => sentences.join(space);
  const { own, theirs, checks, selected } = facts;
  const urls = dump.configuration.iceServers.flatMap((server) => server.urls);
  return {
    own: say(
      urls.length > 0 ? found.asked(urls.join(', ')) : found.askedNone,
      found.own(own.host, own.srflx, own.relay, own.names),
      facts.hasGatheringEnded ? found.ended : found.notEnded,
    ),
    errors:
      facts.errors.length === 0
        ? found.noErrors
        : say(...facts.errors.map(({ code, url }) => found.error(code, url))),
    theirs: theirs.all === 0 ? found.theirsNone : found.theirs(theirs.host, theirs.srflx, theirs.relay),
    checks: checks.sent === 0 ? found.noChecks : found.checks(checks.sent, checks.answered),
    pair: selected
      ? say(
          found.pair(selected.local, selected.remote),
          facts.isRelayed ? found.pairRelayed : found.pairDirect,
        )
      : found.noPair,
    states: statesOf(facts, locale),
  };
}

function statesOf({ lastState, lastStateAtMs, connectedAtMs, endsAtMs }: Facts, locale: Locale): string {
  const found = messages[locale].found;
  const seconds = (ms: number): string => (ms / 1_000).toFixed(1);
  if (lastState === 'new') return found.neverMoved(seconds(endsAtMs));
  const end = found.became(lastState, seconds(lastStateAtMs));
  if (connectedAtMs === undefined || lastState === 'connected') return end;
  return `${found.connectedFirst(seconds(connectedAtMs))}${locale === 'en' ? ' ' : ''}${end}`;
}
