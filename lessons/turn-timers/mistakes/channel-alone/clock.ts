import type { Clock, TimerEvent, TimerRequest } from './events.ts';
import { type Binding, type Lease, bindingOf, keyOf } from './numbers.ts';

/** RFC 8656 §9 and §12. */
const PERMISSION_S = 300;
const BINDING_S = 600;
/** RFC 8656 §8 suggests it for the allocation; it does for the others as well. */
const BEFORE_THE_END_S = 60;

type Use = Extract<TimerEvent, { kind: 'use' }>;

export function createClock(channels: readonly number[]): Clock {
  const allocation: Lease = { endS: Infinity, isAsked: false };
  /** By IP address: the port doesn't matter. */
  const permissions = new Map<string, Lease>();
  const bindings: Binding[] = [];
  const used = new Map<string, Use>();

  function permissionOf(ip: string): Lease {
    const permission = permissions.get(ip) ?? { endS: -Infinity, isAsked: false };
    permissions.set(ip, permission);
    return permission;
  }

  function due(nowS: number): TimerRequest[] {
    const requests: TimerRequest[] = [];
    const isDue = ({ endS, isAsked }: Lease): boolean => !isAsked && endS - nowS <= BEFORE_THE_END_S;
    const ask = (request: TimerRequest, ...leases: Lease[]): void => {
      for (const lease of leases) lease.isAsked = true;
      requests.push(request);
    };

    if (isDue(allocation)) ask({ method: 'Refresh' }, allocation);
    // Channels first: a ChannelBind gives the permission, too.
    for (const { peer, by } of used.values()) {
      if (by !== 'channel') continue;
      const permission = permissionOf(peer.ip);
      const binding = bindingOf(peer, bindings, channels, nowS);
      if (!isDue(binding)) continue;
      ask({ method: 'ChannelBind', peer, channel: binding.channel }, permission, binding);
    }
    for (const { peer, by } of used.values()) {
      if (by === 'channel') continue;
      const permission = permissionOf(peer.ip);
      if (isDue(permission)) ask({ method: 'CreatePermission', peer }, permission);
    }
    return requests;
  }

  function handle(event: TimerEvent): TimerRequest[] {
    const { atS } = event;
    switch (event.kind) {
      case 'allocated':
      case 'refreshed':
        wind(allocation, atS + event.lifetimeS);
        return [];
      case 'permitted':
        wind(permissionOf(event.peer.ip), atS + PERMISSION_S);
        return [];
      case 'bound':
        wind(permissionOf(event.peer.ip), atS + PERMISSION_S);
        wind(bindingOf(event.peer, bindings, channels, atS), atS + BINDING_S);
        return [];
      case 'use':
        used.set(keyOf(event.peer), event);
        return [];
      case 'leave':
        used.delete(keyOf(event.peer));
        return [];
      case 'tick':
        return due(atS);
    }
  }

  return { handle };
}

function wind(lease: Lease, endS: number): void {
  lease.endS = endS;
  lease.isAsked = false;
}
