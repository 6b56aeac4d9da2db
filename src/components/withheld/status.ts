import type { WatcherEnd, WatcherPhase } from '#src/components/pair-stats/watcher.svelte.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { withheld as messages } from '#src/i18n/messages/withheld.ts';
import { WATCH_DEADLINE_MS } from '#src/live/watch-pairs.ts';
import { type Known, learnedByA } from './view.ts';

/** What the status depends on. */
export interface StatusOf {
  readonly phase: WatcherPhase;
  readonly ended: WatcherEnd | undefined;
  readonly lost: 'none' | 'b' | 'both';
  /** How many candidates of B's arrived. */
  readonly toldToA: number;
  readonly known: readonly Known[];
}

/** The status line, and how it looks. */
export interface Status {
  readonly words: string;
  readonly tone: 'plain' | 'success' | 'failure' | 'waiting';
}

/** Says in one sentence how the connection stands. */
export function statusOf({ phase, ended, lost, toldToA, known }: StatusOf, locale: Locale): Status {
  const words = messages[locale].status;
  switch (phase) {
    case 'missing':
    case 'blocked':
      return { words: words[phase], tone: 'failure' };
    case 'connecting':
      return { words: lost === 'both' ? words.nowhere : words.connecting, tone: 'waiting' };
    case 'connected':
      return {
        words: toldToA === 0 ? words.connectedAnyway(learnedByA(known)) : words.connected,
        tone: 'success',
      };
    default:
      return ended === undefined ? { words: words.idle, tone: 'plain' } : ofEnd(ended, locale);
  }
}

function ofEnd(ended: WatcherEnd, locale: Locale): Status {
  const words = messages[locale].status;
  if (ended === 'timeout') return { words: words.timeout(WATCH_DEADLINE_MS / 1_000), tone: 'failure' };
  const isPlain = ended === 'stopped' || ended === 'left';
  return { words: words[ended], tone: isPlain ? 'plain' : 'failure' };
}
