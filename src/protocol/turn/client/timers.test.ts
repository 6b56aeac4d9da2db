import { describe, expect, it } from 'vitest';
import { METHOD } from '../../stun/index.ts';
import { PEER } from '../testing.ts';
import {
  GRANT,
  SHA1_INTEGRITY,
  type Link,
  challenge,
  createAllocatedLink,
  createLink,
  createTestClient,
  errorCode,
  requestOf,
  requestsOf,
  respond,
  told,
} from './testing.ts';
import type { TurnClient, TurnClientAction } from './types.ts';

/** When requests of this method are sent, in seconds from now, while time passes and answers come. */
function sentAt(link: Link, method: number, seconds: number): number[] {
  const start = link.world.at;
  return link
    .pass(seconds)
    .flatMap((action) =>
      action.kind === 'trace' && action.decision === 'asked' && action.method === method
        ? [(action.at - start) / 1000]
        : [],
    );
}

/** Lets a client's timers fire with nobody answering; answers with each moment and what it brought. */
function alone(client: TurnClient): (readonly [number, string])[] {
  const seen: (readonly [number, string])[] = [];
  for (let at = client.nextTimeoutAt(); at !== undefined; at = client.nextTimeoutAt()) {
    for (const { kind } of client.handleTimeout(at)) if (kind !== 'trace') seen.push([at, kind]);
  }
  return seen;
}

/** One that has its allocation, of so many seconds, since 0. */
function allocatedFor(lifetimeSeconds: number): TurnClient {
  const client = createTestClient();
  const first = requestOf(client.allocate(0));
  const second = requestOf(client.handlePacket(0, respond(first, 'error', challenge(401))));
  const granted = [...GRANT.slice(0, 2), { type: 'LIFETIME', lifetimeSeconds } as const];
  client.handlePacket(0, respond(second, 'success', granted, SHA1_INTEGRITY));
  return client;
}

describe('a request that nobody answers', () => {
  it('over UDP: again at 500, 1500, 3500, 7500, 15500 and 31500 ms, failed at 39500 ms (RFC 8489 §6.2.1)', () => {
    const client = createTestClient();
    client.allocate(0);
    expect(alone(client)).toEqual([
      ...[500, 1500, 3500, 7500, 15_500, 31_500].map((at) => [at, 'send']),
      [39_500, 'failed'],
    ]);
  });

  it('over TCP: never again, failed at 39500 ms (RFC 8489 §6.2.2)', () => {
    const client = createTestClient({ transport: 'tcp' });
    client.allocate(0);
    expect(alone(client)).toEqual([[39_500, 'failed']]);
  });

  it('with the RTO of an ICE agent: from that one (RFC 8445 §14.3)', () => {
    const client = createTestClient({ retransmission: { rtoMs: 100, rc: 2, rm: 4 } });
    client.allocate(1000);
    expect(alone(client)).toEqual([
      [1100, 'send'],
      [1500, 'failed'],
    ]);
  });

  it('is the same when it is sent again (RFC 8489 §6.2.1)', () => {
    const client = createTestClient();
    const first = client.allocate(0).filter(({ kind }) => kind === 'send');
    expect(client.handleTimeout(500).filter(({ kind }) => kind === 'send')).toEqual(first);
  });

  it('for a permission: refused; to delete: failed, and the allocation expires by itself', () => {
    const link = createAllocatedLink();
    link.isCut = true;
    link.perform(link.client.permit(link.world.at, PEER.address));
    expect(told(link.pass(40))).toEqual([
      { kind: 'refused', peerAddress: PEER.address, code: undefined, reason: 'no answer' },
    ]);
    link.perform(link.client.release(link.world.at));
    expect(told(link.pass(40))).toEqual([{ kind: 'failed', code: undefined, reason: 'no answer' }]);
  });
});

describe('what is kept alive', () => {
  it('the allocation, a minute before it expires: of 600 s at 540 s, then each 540 s (RFC 8656 §8)', () => {
    expect(sentAt(createAllocatedLink(), METHOD.Refresh, 1700)).toEqual([540, 1080, 1620]);
  });

  it.each([
    [3600, 3540],
    [600, 540],
    [120, 60],
    [90, 45],
    [1, 0.5],
  ])(
    'an allocation of %i s: after %f s, by the lifetime that was granted (RFC 8656 §7.3)',
    (lifetime, after) => {
      expect(allocatedFor(lifetime).nextTimeoutAt()).toBe(1000 * after);
    },
  );

  it('permissions, each 240 s of their 300 s (RFC 8656 §9)', () => {
    const link = createAllocatedLink();
    link.perform(link.client.permit(link.world.at, PEER.address));
    expect(sentAt(link, METHOD.CreatePermission, 1000)).toEqual([240, 480, 720, 960]);
  });

  it('channels, each 540 s of their 600 s, and their permissions more often (RFC 8656 §12, §12.1)', () => {
    const link = createAllocatedLink();
    link.perform(link.client.bindChannel(link.world.at, PEER));
    const start = link.world.at;
    const asked = link
      .pass(1200)
      .flatMap((action) =>
        action.kind === 'trace' && action.decision === 'asked' && action.method !== METHOD.Refresh
          ? [[(action.at - start) / 1000, action.method]]
          : [],
      );
    expect(asked).toEqual([
      [240, METHOD.CreatePermission],
      [480, METHOD.CreatePermission],
      [540, METHOD.ChannelBind], // which refreshes the permission, too
      [780, METHOD.CreatePermission],
      [1020, METHOD.CreatePermission],
      [1080, METHOD.ChannelBind],
    ]);
  });

  it('is told once, and works for hours', () => {
    const link = createAllocatedLink();
    link.perform(link.client.bindChannel(link.world.at, PEER));
    expect(told(link.pass(4 * 3600))).toEqual([]);
    link.perform(link.client.send(link.world.at, PEER, Uint8Array.of(1)));
    expect(link.toPeers).toHaveLength(1);
    expect(link.fromPeer(PEER, Uint8Array.of(2))).toMatchObject([{ kind: 'data' }]);
  });

  it('isn’t asked for again while an answer is awaited', () => {
    const link = createAllocatedLink();
    link.perform(link.client.permit(link.world.at, PEER.address));
    link.isCut = true;
    const ids = new Set<string>();
    for (const action of link.pass(279)) {
      if (action.kind === 'trace' && action.decision === 'asked') ids.add(action.transactionId);
    }
    expect(ids.size).toBe(1);
  });
});

describe('what can’t be kept alive', () => {
  it('an allocation whose Refresh is refused has failed (RFC 8656 §8.3: 437)', () => {
    const link = createAllocatedLink();
    link.world.perform(link.world.server.handleTimeout(link.world.at + 600_000));
    link.world.at += 540_000;
    expect(told(link.perform(link.client.handleTimeout(link.world.at)))).toMatchObject([
      { kind: 'failed', code: 437 },
    ]);
    expect(link.client.nextTimeoutAt()).toBeUndefined();
  });

  it('an allocation whose Refresh nobody answers has failed before it expires', () => {
    const link = createAllocatedLink();
    link.isCut = true;
    const start = link.world.at;
    const actions = link.pass(600);
    expect(told(actions)).toEqual([{ kind: 'failed', code: undefined, reason: 'no answer' }]);
    const last = actions.findLast((action) => action.kind === 'trace');
    expect(last?.kind === 'trace' && last.at - start).toBe(579_500);
  });

  it('whatever is asked, 437 says that there is no allocation any more (RFC 8656 §5)', () => {
    for (const call of ['permit', 'bindChannel'] as const) {
      const link = createAllocatedLink();
      link.world.perform(link.world.server.handleTimeout(link.world.at + 600_000));
      const asked: TurnClientAction[] =
        call === 'permit'
          ? link.client.permit(link.world.at, PEER.address)
          : link.client.bindChannel(link.world.at, PEER);
      expect(told(link.perform(asked))).toMatchObject([{ kind: 'failed', code: 437 }]);
    }
  });

  it('a channel that the server denies with 400 is out of sync: the allocation is deleted (RFC 8656 §12.3)', () => {
    const client = allocatedFor(600);
    const request = requestOf(client.bindChannel(0, PEER));
    const actions = client.handlePacket(0, respond(request, 'error', [errorCode(400)], SHA1_INTEGRITY));
    expect(requestsOf(actions)).toMatchObject([{ method: METHOD.Refresh }]);
    expect(told(actions)).toMatchObject([{ kind: 'failed', code: 400 }]);
  });

  it('a permission that isn’t renewed is refused; its address is cut off', () => {
    const client = allocatedFor(3600);
    const first = requestOf(client.permit(0, PEER.address));
    client.handlePacket(0, respond(first, 'success', [], SHA1_INTEGRITY));
    const second = requestOf(client.handleTimeout(240_000));
    const actions = client.handlePacket(240_000, respond(second, 'error', [errorCode(403)], SHA1_INTEGRITY));
    expect(told(actions)).toMatchObject([{ kind: 'refused', peerAddress: PEER.address, code: 403 }]);
    expect(requestsOf(client.send(240_000, PEER, Uint8Array.of(1)))).toEqual([]);
  });
});

describe('time that isn’t even', () => {
  it('a timer that comes hours late refreshes once, and finds out that all is gone', () => {
    const link = createAllocatedLink();
    link.perform(link.client.bindChannel(link.world.at, PEER));
    link.world.at += 5 * 3600_000;
    // What has expired is no longer used, even before the timer has come.
    expect(requestsOf(link.client.send(link.world.at, PEER, Uint8Array.of(1)))).toEqual([]);
    const actions = link.perform(link.client.handleTimeout(link.world.at));
    expect(told(actions)).toMatchObject([{ kind: 'failed', code: 437 }]);
  });

  it('a clock that steps back delays what is due and breaks nothing', () => {
    const link = createLink();
    link.world.at += 1_000_000;
    link.perform(link.client.allocate(link.world.at));
    link.perform(link.client.permit(link.world.at, PEER.address));
    const early = link.world.at - 900_000;
    expect(link.client.handleTimeout(early)).toEqual([]);
    expect(told(link.perform(link.client.permit(early, '127.0.0.2')))).toMatchObject([{ kind: 'permitted' }]);
    expect(link.client.relayedAddress).toBeDefined();
  });
});
