import { type Purpose, ask, sent } from './ask.ts';
import { type Lease, dueAt, isDue } from './lease.ts';
import { handleSilence } from './responses.ts';
import type { ClientState } from './state.ts';
import type { TurnClientAction } from './types.ts';

/** Sends again what nobody answered, gives it up, and refreshes what would expire. */
export function handleTimeout(state: ClientState, at: number): TurnClientAction[] {
  const { again, failed } = state.transactions.takeDue(at);
  const actions = again.flatMap(({ context: { purpose }, transactionId, bytes }) =>
    sent(at, purpose, transactionId, bytes, 'no-answer-yet'),
  );
  for (const transaction of failed) {
    actions.push(...handleSilence(state, at, transaction));
    // Whatever else was asked is void with the allocation.
    if (state.phase === 'over') return actions;
  }
  for (const { lease, purpose } of kept(state)) {
    if (!isDue(lease, at)) continue;
    lease.isAsked = true;
    actions.push(...ask(state, at, purpose, 'refresh'));
  }
  return actions;
}

/** When `handleTimeout` has something to do next. */
export function nextTimeoutAt(state: ClientState): number | undefined {
  let next = state.transactions.nextAt() ?? Infinity;
  // Asked after each packet: no list is made for it.
  for (const leases of [state.permissions.values(), state.channels.values()])
    for (const lease of leases) next = Math.min(next, dueAt(lease) ?? Infinity);
  if (state.allocation) next = Math.min(next, dueAt(state.allocation) ?? Infinity);
  return next === Infinity ? undefined : next;
}

/** Everything that is kept alive, with the request that does it. */
function kept({ allocation, permissions, channels }: ClientState): { lease: Lease; purpose: Purpose }[] {
  return [
    ...(allocation ? [{ lease: allocation, purpose: { kind: 'refresh' } as const }] : []),
    ...[...permissions.values()].map((permission) => ({
      lease: permission,
      purpose: { kind: 'permit', permission } as const,
    })),
    ...[...channels.values()].map((channel) => ({
      lease: channel,
      purpose: { kind: 'bind-channel', channel } as const,
    })),
  ];
}
