import type { Locale } from '#src/i18n/locales.ts';
import { lab as messages } from '#src/i18n/messages/lab/index.ts';
import type { Lab } from './lab.svelte.ts';
import type { Run } from './worker/messages.ts';

export type StatusTone = 'plain' | 'success' | 'failure' | 'waiting';

export interface Status {
  readonly words: string;
  readonly tone: StatusTone;
}

/**
 * How the Lab stands: what it came to, with the types of the selected pair, or why it failed.
 * @param failure why the session failed, where it did and that is known
 */
export function statusOf(locale: Locale, lab: Lab, failure: string): Status {
  const text = messages[locale].status;
  if (lab.hasFailed) return { words: text.crashed, tone: 'failure' };
  if (lab.phase === 'running') {
    return { words: text.running(lab.progress.atMs, lab.progress.packets), tone: 'waiting' };
  }
  const { words, tone } = restingStatus(locale, lab, failure);
  const { lastDone } = lab;
  // A host that was dragged is seen to move; this says it as well.
  const said = lastDone?.do === 'move' ? text.moved(lastDone.node, lastDone.to.network, words) : words;
  return { words: said, tone };
}

function restingStatus(locale: Locale, lab: Lab, failure: string): Status {
  const text = messages[locale].status;
  if (!lab.run) return { words: lab.isFromLink ? text.fromLink : text.idle, tone: 'plain' };
  const ended = endWords(locale, lab.run, failure);
  return lab.run.isCutShort ? { words: `${ended.words} ${text.cutShort}`, tone: 'failure' } : ended;
}

function endWords(locale: Locale, { trace }: Run, why: string): Status {
  const text = messages[locale].status;
  const { outcome, settledAt, endedAt, selected } = trace.result;
  const [first] = selected;
  const types = first ? text.pair(first.pair.local.type, first.pair.remote.type) : '';
  const ms = settledAt ?? endedAt;
  switch (outcome) {
    case 'direct':
    case 'relayed':
      return { words: text[outcome](types, ms), tone: 'success' };
    case 'failed':
      return { words: `${text.failed(ms)} ${why}`.trim(), tone: 'failure' };
    case 'undecided':
      return { words: text.undecided(endedAt), tone: 'waiting' };
  }
}
