import type { Clock, TimerEvent, TimerRequest } from './events.ts';

/** `channels`: the channel numbers that you may bind. */
export function createClock(channels: readonly number[]): Clock {
  function handle(event: TimerEvent): TimerRequest[] {
    switch (event.kind) {
      case 'allocated':
        console.log('allocated for', event.lifetimeS, 's, with channel numbers', channels);
        return [];
      case 'use':
        // Asked once, and never again.
        return [{ method: 'CreatePermission', peer: event.peer }];
      default:
        return [];
    }
  }

  return { handle };
}
