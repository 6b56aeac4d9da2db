import type { Action, Course, Done, Happening, Settings } from './courses.ts';

/**
 * The rules of the task, written down again as a list of deadlines, to say what a drawn course should come to. A moment
 * in the script goes before one that is due in the same millisecond.
 */
export function actionsByRule({ settings, script }: Course): Done[] {
  const done: Done[] = [];
  const call = { due: undefined as Due | undefined, failures: 0, isOver: false };

  const restart = (atMs: number): void => {
    done.push({ atMs, action: 'restart' });
    call.isOver = false;
    call.due = { atMs: atMs + settings.attemptMs, what: 'end-of-attempt' };
  };
  const runOut = ({ atMs, what }: Due): void => {
    call.due = undefined;
    if (what !== 'end-of-attempt') return restart(atMs);
    call.failures += 1;
    if (call.failures < settings.attempts) {
      call.due = { atMs: atMs + pauseAfter(call.failures, settings), what: 'end-of-pause' };
      return;
    }
    call.isOver = true;
    done.push({ atMs, action: 'give-up' });
  };
  const hear = (happening: Happening, atMs: number): void => {
    const isBusy = call.due?.what === 'end-of-attempt';
    if (happening === 'connected') {
      Object.assign(call, { due: undefined, failures: 0, isOver: false });
    } else if (happening === 'network-changed' && !isBusy) {
      call.failures = 0;
      restart(atMs);
    } else if (happening === 'failed' && !call.isOver && (!call.due || call.due.what === 'end-of-patience')) {
      restart(atMs);
    } else if (happening === 'disconnected' && !call.isOver && !call.due) {
      call.due = { atMs: atMs + settings.patienceMs, what: 'end-of-patience' };
    }
  };

  const endMs = script.at(-1)?.atMs ?? 0;
  for (const { atMs, happening } of script) {
    while (call.due && call.due.atMs < atMs) runOut(call.due);
    hear(happening, atMs);
    // `time` is also when something may be due.
    if (happening === 'time' && call.due && call.due.atMs <= atMs) runOut(call.due);
  }
  return done.filter(({ atMs }) => atMs <= endMs);
}

interface Due {
  readonly atMs: number;
  readonly what: 'end-of-patience' | 'end-of-attempt' | 'end-of-pause';
}

function pauseAfter(failures: number, { pauseMs }: Settings): number {
  return pauseMs * 2 ** (failures - 1);
}

export const ACTIONS: readonly Action[] = ['wait', 'restart', 'give-up'];
