import type { Locale } from '#src/i18n/locales.ts';
import { pairStats } from '#src/i18n/messages/pair-stats.ts';
import { WATCH_DEADLINE_MS } from '#src/live/watch-pairs.ts';
import type { View } from './view.ts';
import type { WatcherEnd, WatcherPhase } from './watcher.svelte.ts';

/** The status line, and how it looks. */
export interface Status {
  readonly words: string;
  readonly tone: 'plain' | 'success' | 'failure' | 'waiting';
}

/** Says in one sentence how the comparison stands. */
export function statusOf(
  phase: WatcherPhase,
  ended: WatcherEnd | undefined,
  view: View | undefined,
  locale: Locale,
): Status {
  const words = pairStats[locale].status;
  switch (phase) {
    case 'missing':
    case 'blocked':
      return { words: words[phase], tone: 'failure' };
    case 'connecting':
      return {
        words: view && view.counts.pairs > 0 ? words.connecting(view.counts.pairs) : words.gathering,
        tone: 'waiting',
      };
    case 'connected':
      return { words: connected(view, locale), tone: 'success' };
    default:
      return ended === undefined ? { words: words.idle, tone: 'plain' } : ofEnd(ended, locale);
  }
}

function connected(view: View | undefined, locale: Locale): string {
  const rows = view?.rows ?? [];
  const both = rows.filter(({ ours, browsers, repeats }) => ours && browsers && repeats === undefined).length;
  const browsers = new Set(rows.flatMap((row) => row.browsers ?? [])).size;
  return pairStats[locale].status.connected(both, view?.counts.pairs ?? 0, browsers);
}

function ofEnd(ended: WatcherEnd, locale: Locale): Status {
  const words = pairStats[locale].status;
  switch (ended) {
    case 'stopped':
    case 'left':
      return { words: words[ended], tone: 'plain' };
    case 'timeout':
      return { words: words.timeout(WATCH_DEADLINE_MS / 1_000), tone: 'failure' };
    case 'failed':
    case 'refused':
      return { words: words[ended], tone: 'failure' };
  }
}
