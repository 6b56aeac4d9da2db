import type { Locale } from '#src/i18n/locales.ts';
import { relayCall as messages } from '#src/i18n/messages/relay-call.ts';
import { CALL_DEADLINE_MS } from '#src/live/relay-call.ts';
import type { Call } from './call.ts';
import type { CallerPhase } from './caller.svelte.ts';

/** The status line, and how it looks. */
export interface Status {
  readonly words: string;
  readonly tone: 'plain' | 'success' | 'failure' | 'waiting';
  /** Whether a server has to be configured before anything can work. */
  readonly needsServer: boolean;
}

/** What the status depends on. */
export interface StatusOf {
  readonly phase: CallerPhase;
  readonly call: Call | undefined;
  readonly expiredAtMs: number | undefined;
  readonly isPaused: boolean;
}

/** Says in one sentence how the call stands. */
export function statusOf(state: StatusOf, locale: Locale): Status {
  const words = messages[locale].status;
  const { phase, call } = state;
  switch (phase) {
    case 'missing':
    case 'blocked':
      return { words: words[phase], tone: 'failure', needsServer: false };
    case 'calling':
      return { words: words.calling, tone: 'waiting', needsServer: false };
    case 'running':
      return ofRunning(state, locale);
    default:
      return call?.end === undefined
        ? { words: words.idle, tone: 'plain', needsServer: false }
        : ofEnded(call, call.end, locale);
  }
}

function ofRunning({ call, expiredAtMs, isPaused }: StatusOf, locale: Locale): Status {
  const words = messages[locale].status;
  const isCut = call?.states.a === 'disconnected' || call?.states.b === 'disconnected';
  const tone = isPaused || isCut ? 'waiting' : 'success';
  const said = isCut
    ? words.disconnected
    : isPaused
      ? words.paused
      : expiredAtMs !== undefined
        ? words.expired
        : words.running;
  return { words: said, tone, needsServer: false };
}

function ofEnded({ credentials }: Call, end: NonNullable<Call['end']>, locale: Locale): Status {
  const words = messages[locale].status.ended;
  switch (end) {
    case 'no-relay':
      return { words: words.noRelay[credentials], tone: 'failure', needsServer: false };
    case 'hung-up':
      return { words: words.hungUp, tone: 'plain', needsServer: false };
    case 'left':
      return { words: words.left, tone: 'plain', needsServer: false };
    case 'timeout':
      return { words: words.timeout(CALL_DEADLINE_MS / 1_000), tone: 'failure', needsServer: false };
    case 'failed':
      return { words: words.failed, tone: 'failure', needsServer: false };
    case 'lost':
      return { words: words.lost, tone: 'failure', needsServer: false };
    case 'no-turn':
      return { words: words.noTurn, tone: 'failure', needsServer: true };
    case 'no-leg':
      return { words: words.noLeg, tone: 'failure', needsServer: true };
    case 'no-list':
      return { words: words.noList, tone: 'failure', needsServer: true };
    case 'refused-servers':
      return { words: words.refusedServers, tone: 'failure', needsServer: true };
  }
}
