import { LIMITS } from './limits.ts';

export interface Heartbeat {
  answered(ping: number): void;
  stop(): void;
}

/**
 * Asks a realm again and again whether it still answers. It counts questions, not time: while our own
 * page was busy no question was asked, and a slow machine is slow on both sides.
 */
export function startHeartbeat(ask: (ping: number) => void, onSilence: () => void): Heartbeat {
  let asked = 0;
  let last = 0;
  const timer = setInterval(() => {
    if (asked - last >= LIMITS.missedHeartbeats) return onSilence();
    asked += 1;
    ask(asked);
  }, LIMITS.heartbeatMs);
  return {
    answered: (ping) => {
      if (ping > last && ping <= asked) last = ping;
    },
    stop: () => clearInterval(timer),
  };
}
