import { click } from '../../../tests/e2e/driver/queries.ts';
import { inChromium } from './page.ts';

/** The session of the Lab's own page is over by then. */
const PLAYED_MS = 8_000;
const TASK = 'RunTask';

/** What a trace of Chromium has of a task; times in µs. */
interface Traced {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly args: { readonly name?: string };
}

/** Runs the Lab's scene and lets it play: how long each task of the page's main thread took from then on, in ms, the longest first. */
export function tasksOfPlaying(lab: string): Promise<readonly number[]> {
  return inChromium(
    lab,
    async (page) => {
      await page.tracing.start({ categories: ['-*', 'disabled-by-default-devtools.timeline', '__metadata'] });
      await click(page, 'button', 'Run');
      await new Promise((resolve) => setTimeout(resolve, PLAYED_MS));
      const trace = new TextDecoder().decode(await page.tracing.stop());
      return mainThreadTasks((JSON.parse(trace) as { readonly traceEvents: readonly Traced[] }).traceEvents);
    },
    { reducedMotion: false },
  );
}

/** Of the renderer that has most to do: others stand by. */
function mainThreadTasks(events: readonly Traced[]): readonly number[] {
  const threads = events
    .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
    .map(({ pid, tid }) =>
      events
        .filter((event) => event.name === TASK && event.pid === pid && event.tid === tid)
        .map(({ dur = 0 }) => dur / 1_000),
    );
  const [busiest = []] = threads.toSorted((a, b) => sum(b) - sum(a));
  return busiest.toSorted((a, b) => b - a);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
