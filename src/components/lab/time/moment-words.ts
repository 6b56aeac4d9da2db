import type { Locale } from '#src/i18n/locales.ts';
import { lab as messages } from '#src/i18n/messages/lab/index.ts';
import type { Timeline } from '#src/visuals/index.ts';
import { noteWords, type NoteTone } from '../picture/note-words.ts';

/** What was decided at a moment, in a few words each; at most three of them. Empty where nothing was. */
export function momentWords(locale: Locale, timeline: Timeline, ms: number): string {
  const { decided } = messages[locale];
  return marksAt(timeline, ms)
    .flatMap(({ event, node }) => {
      const words = wordsOf(locale, timeline, event)?.words;
      return words === undefined ? [] : [node === undefined ? words : decided.by(node, words)];
    })
    .slice(-3)
    .join(decided.and);
}

/** A tick on the time slider: where it stands, and how good what was decided there is. */
export interface SliderTick {
  /** 0 to 1. */
  readonly place: number;
  readonly tone: NoteTone;
}

/** As many as can be told apart: ticks that would stand on one place are one, and the worst of them is shown. */
export function sliderTicks(locale: Locale, timeline: Timeline, places = 300): SliderTick[] {
  const ticks = new Map<number, NoteTone>();
  for (const { atMs, event } of timeline.marks) {
    const place = Math.round((atMs / Math.max(1, timeline.endMs)) * places);
    const tone = wordsOf(locale, timeline, event)?.tone ?? 'plain';
    if (RANK[tone] >= RANK[ticks.get(place) ?? 'plain']) ticks.set(place, tone);
  }
  return Array.from(ticks, ([place, tone]) => ({ place: place / places, tone }));
}

const RANK: Record<NoteTone, number> = { plain: 0, success: 1, failure: 2 };

function wordsOf(locale: Locale, { trace }: Timeline, place: number): ReturnType<typeof noteWords> {
  const event = trace.events[place];
  return event && noteWords(locale, event);
}

function marksAt({ marks }: Timeline, ms: number): Timeline['marks'] {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.atMs ?? Infinity) < ms) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (marks[end]?.atMs === ms) end += 1;
  return marks.slice(low, end);
}
