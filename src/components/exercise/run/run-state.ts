import type { RunReport } from './report.ts';

/** Where an exercise's run stands. `data-state` of its section is `stateName` of this. */
export type RunState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running'; readonly run: number; readonly stopping: boolean }
  | {
      readonly phase: 'done';
      readonly run: number;
      readonly report: RunReport;
      /** The text has changed since: the verdicts are those of an older text. */
      readonly stale: boolean;
    };

export type RunEvent =
  | { readonly kind: 'run' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'report'; readonly run: number; readonly report: RunReport }
  | { readonly kind: 'edit' };

export type StateName = 'idle' | 'running' | RunReport['state'];

export const IDLE: RunState = { phase: 'idle' };

/** The next state; an event that means nothing here (a report of an older run, a second Run) changes nothing. */
export function nextState(state: RunState, event: RunEvent): RunState {
  switch (event.kind) {
    case 'run':
      return state.phase === 'running'
        ? state
        : { phase: 'running', run: state.phase === 'done' ? state.run + 1 : 1, stopping: false };
    case 'stop':
      return state.phase === 'running' ? { ...state, stopping: true } : state;
    case 'report':
      return state.phase === 'running' && state.run === event.run
        ? { phase: 'done', run: state.run, report: event.report, stale: false }
        : state;
    case 'edit':
      return state.phase === 'done' && !state.stale ? { ...state, stale: true } : state;
  }
}

export function stateName(state: RunState): StateName {
  return state.phase === 'done' ? state.report.state : state.phase;
}
