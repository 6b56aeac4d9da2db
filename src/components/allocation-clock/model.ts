/** What the server holds for a client, and lets go by itself (RFC 8656 §7.2, §9, §12). */
export type Clock = 'allocation' | 'permission' | 'channel';

/**
 * What the client goes on doing after it has set everything up at second 0: renew each in time, only the allocation,
 * or nothing but send data.
 */
export type Habit = 'all' | 'allocation' | 'none';

export const CLOCKS: readonly Clock[] = ['allocation', 'permission', 'channel'];

export const LIFETIME_S: Readonly<Record<Clock, number>> = { allocation: 600, permission: 300, channel: 600 };

/** RFC 8656 §8: "It is suggested that the client refresh the allocation roughly 1 minute before it expires." */
const MARGIN_S = 60;

/** A request that winds clocks. */
export interface Renewal {
  readonly atS: number;
  readonly method: 'Refresh' | 'CreatePermission' | 'ChannelBind';
}

/** How things stand at a second. */
export interface Moment {
  readonly leftS: Readonly<Record<Clock, number>>;
  /** Whether data passes: it needs the allocation and the permission, and with these habits the channel lasts longer. */
  readonly passes: boolean;
  /** The next request, if one comes at all. */
  readonly next: Renewal | undefined;
}

const METHOD_OF = {
  allocation: 'Refresh',
  permission: 'CreatePermission',
  channel: 'ChannelBind',
} as const satisfies Record<Clock, Renewal['method']>;

/** What stands at second `atS` of a client with this habit. */
export function momentAt(atS: number, habit: Habit): Moment {
  const leftS = {
    allocation: left('allocation', atS, habit),
    permission: left('permission', atS, habit),
    channel: left('channel', atS, habit),
  };
  // §9: "If an allocation expires, all its permissions expire with it."
  return { leftS, passes: leftS.allocation > 0 && leftS.permission > 0, next: nextOf(atS, habit) };
}

function isKept(clock: Clock, habit: Habit): boolean {
  return habit === 'all' || habit === clock;
}

function left(clock: Clock, atS: number, habit: Habit): number {
  const every = LIFETIME_S[clock] - MARGIN_S;
  const woundAtS = isKept(clock, habit) ? Math.floor(atS / every) * every : 0;
  // §12.1: "A ChannelBind transaction also creates or refreshes a permission towards the peer".
  const byChannel = clock === 'permission' && isKept('channel', habit) ? lastOf('channel', atS) : 0;
  return Math.max(0, LIFETIME_S[clock] - (atS - Math.max(woundAtS, byChannel)));
}

function lastOf(clock: Clock, atS: number): number {
  const every = LIFETIME_S[clock] - MARGIN_S;
  return Math.floor(atS / every) * every;
}

function nextOf(atS: number, habit: Habit): Renewal | undefined {
  return CLOCKS.filter((clock) => isKept(clock, habit))
    .map((clock) => ({
      atS: lastOf(clock, atS) + LIFETIME_S[clock] - MARGIN_S,
      method: METHOD_OF[clock],
    }))
    .toSorted((a, b) => a.atS - b.atS)[0];
}
