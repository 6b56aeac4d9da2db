import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import test from 'node:test';
import { createClock } from '../solution/clock.ts';
import type { Address, Clock, TimerEvent, TimerRequest } from '../solution/events.ts';

/** RFC 8656 §9. */
const PERMISSION_S = 300;
/** RFC 8656 §12: how long a binding lasts, and how long its number and its peer rest after that. */
const BINDING_S = 600;
const REST_S = 300;
/** RFC 8489 §6.2.1: a request that nobody answers is given up after 39.5 s. So much has to be left for it. */
const IN_TIME_S = 40;
/** Answers come so soon. Whoever counts from the request instead of the answer is as right. */
const ANSWER_S = 3;
const GRACE_S = ANSWER_S + 2;

type Problem = 'allocation' | 'permission' | 'port' | 'binding' | 'early' | 'number';
const EXPECTED: Readonly<Record<Problem, string>> = {
  allocation: 'a Refresh while at least 40 s are left',
  permission: 'a request at once, and while at least 40 s are left',
  port: 'one request for one IP address, when at most half of the time is left',
  binding: 'a ChannelBind at once, and while at least 40 s are left',
  early: 'no request before it is needed',
  number: '5 minutes of rest for number and peer after a binding has ended',
};

type Happening = { readonly atS: number } & (
  | { readonly kind: 'use'; readonly peer: Address; readonly by: 'indications' | 'channel' }
  | { readonly kind: 'leave'; readonly peer: Address }
);

interface Script {
  readonly endS: number;
  readonly happenings: readonly Happening[];
  /** Without it, the default of RFC 8656 §7.2. */
  readonly lifetimeS?: () => number;
  readonly channels?: readonly number[];
}

test('allocation-lives', () => {
  const mixed = (): number => randomInt(180, 3600);
  holds(['allocation'], { endS: 4000, happenings: [] });
  // A channel is renewed again and again, and doesn't wind the allocation.
  holds(['allocation'], { endS: 4000, happenings: [use(randomInt(1, 90), newPeer(), 'channel')] });
  holds(['allocation'], { endS: 20_000, happenings: [], lifetimeS: mixed });
  // Each answer has a LIFETIME of its own: much shorter than the one before, and much longer.
  let turn = randomInt(2);
  const inTurns = (): number => (turn++ % 2 === 0 ? randomInt(180, 240) : randomInt(2400, 3600));
  holds(['allocation'], { endS: 16_000, happenings: [], lifetimeS: inTurns });
});

test('permissions-live', () => {
  for (let round = 0; round < 4; round++) {
    const peers = times(3, newPeer);
    const happenings = peers.map((peer) => use(randomInt(0, 400), peer, 'indications'));
    // One comes back when its permission has ended.
    const left = randomInt(900, 1200);
    happenings.push(leave(left, peers[0]), use(left + randomInt(400, 700), peers[0], 'indications'));
    holds(['permission'], { endS: 3000, happenings });
  }
});

test('ports-are-ignored', () => {
  for (let round = 0; round < 4; round++) {
    const first = newPeer();
    const second = { ...first, port: otherPort(first.port) };
    const third = { ...first, port: otherPort(first.port, second.port) };
    const at = randomInt(0, 300);
    const happenings = [
      use(at, first, 'indications'),
      use(at, second, 'indications'),
      use(at + randomInt(5, 100), third, 'indications'),
      // The permission goes on while one of them is left.
      leave(randomInt(900, 1100), first),
      leave(randomInt(1100, 1300), second),
    ];
    holds(['port', 'permission'], { endS: 2400, happenings });
  }
});

test('channels-live', () => {
  for (let round = 0; round < 4; round++) {
    const later = newPeer();
    const happenings = [
      use(randomInt(0, 200), later, 'indications'),
      use(randomInt(300, 600), later, 'channel'),
      ...times(3, newPeer).map((peer) => use(randomInt(0, 600), peer, 'channel')),
    ];
    holds(['binding', 'permission'], { endS: 3600, happenings });
  }
});

test('wastes-little', () => {
  const everything: readonly Problem[] = ['early', 'port'];
  holds(everything, { endS: 8000, happenings: [], lifetimeS: () => randomInt(600, 3600) });
  for (let round = 0; round < 6; round++) {
    const peers = times(4, newPeer);
    const neighbour = { ip: peers[0].ip, port: otherPort(peers[0].port) };
    const happenings = [...peers, neighbour].flatMap((peer, index) => {
      const from = randomInt(0, 500);
      const until = from + randomInt(300, 1500);
      return [use(from, peer, index % 2 === 0 ? 'channel' : 'indications'), leave(until, peer)];
    });
    holds(everything, { endS: 3200, happenings });
  }
});

test('numbers-rest', () => {
  for (let round = 0; round < 6; round++) {
    const happenings: Happening[] = [];
    let atS = randomInt(0, 60);
    const shortly = (peer: Address, pauseS: number): void => {
      happenings.push(use(atS, peer, 'channel'), leave(atS + 20, peer));
      atS += 20 + pauseS;
    };
    const back = newPeer();
    // While the binding lives, while it rests, and after that; then others, with few numbers to go round.
    shortly(back, randomInt(30, 500));
    shortly(back, randomInt(640, 860));
    shortly(back, randomInt(30, 120));
    shortly(newPeer(), randomInt(920, 1200));
    shortly(back, randomInt(310, 560));
    for (let count = 0; count < 6; count++) shortly(newPeer(), randomInt(310, 560));
    // At most three bindings live or rest at a time.
    holds(['number', 'binding'], { endS: atS + 60, happenings, channels: newChannels(3) });
  }
});

/** Lets a clock live through a script, and fails with the first problem of these kinds. */
function holds(kinds: readonly Problem[], script: Script): void {
  const channels = script.channels ?? newChannels(8);
  const server = new Server(channels);
  for (const [kind, words] of play(createClock(channels), server, script))
    // No message: what was expected and what was seen say it all.
    if (kinds.includes(kind)) assert.equal(words, EXPECTED[kind]);
}

function* play(clock: Clock, server: Server, script: Script): Generator<readonly [Problem, string]> {
  const startS = randomInt(1_000_000);
  const lifetimeS = script.lifetimeS ?? ((): number => 600);
  const happenings = [...script.happenings].sort((a, b) => a.atS - b.atS);
  const answers: { atS: number; request: TimerRequest }[] = [];
  for (let nowS = 0; nowS <= script.endS; nowS++) {
    const batch: TimerRequest[] = [];
    const tell = (event: Untimed): void => {
      batch.push(...requestsOf(clock, { ...event, atS: startS + nowS }));
    };
    if (nowS === 0) tell({ kind: 'allocated', lifetimeS: server.allocate(lifetimeS()) });
    for (const { request } of answers.filter(({ atS }) => atS === nowS))
      tell(server.answer(request, nowS, lifetimeS));
    for (const happening of happenings.filter(({ atS }) => atS === nowS)) {
      server.hear(happening);
      tell(happening);
    }
    tell({ kind: 'tick' });
    // ChannelBind first: it gives the permission, too, in whichever order they leave.
    for (const request of [...batch].sort(bindsFirst)) {
      yield* server.problemsOf(request, nowS);
      server.send(request, nowS);
      answers.push({ atS: nowS + randomInt(1, ANSWER_S + 1), request });
    }
    yield* server.late(nowS);
  }
}

type WithoutTime<T> = T extends unknown ? Omit<T, 'atS'> : never;
type Untimed = WithoutTime<TimerEvent>;

/** What the server holds at a moment, and what has been asked of it. Times count from the allocation. */
class Server {
  readonly #channels: readonly number[];
  readonly #users = new Map<string, { peer: Address; by: 'indications' | 'channel' }>();
  readonly #permissions = new Map<string, number>();
  #bindings: { peer: Address; channel: number; endS: number }[] = [];
  #underway: { request: TimerRequest; atS: number }[] = [];
  #allocationEndS = 0;
  #lifetimeS = 0;
  readonly #lastBindS = new Map<string, number>();

  constructor(channels: readonly number[]) {
    this.#channels = channels;
  }

  allocate(lifetimeS: number): number {
    this.#allocationEndS = lifetimeS;
    this.#lifetimeS = lifetimeS;
    return lifetimeS;
  }

  hear(happening: Happening): void {
    if (happening.kind === 'use') this.#users.set(keyOf(happening.peer), happening);
    else this.#users.delete(keyOf(happening.peer));
  }

  send(request: TimerRequest, atS: number): void {
    this.#underway.push({ request, atS });
  }

  answer(request: TimerRequest, nowS: number, drawS: () => number): Untimed {
    this.#underway = this.#underway.filter((one) => one.request !== request);
    switch (request.method) {
      case 'Refresh': {
        const lifetimeS = drawS();
        this.allocate(lifetimeS);
        this.#allocationEndS += nowS;
        return { kind: 'refreshed', lifetimeS };
      }
      case 'CreatePermission':
        this.#permissions.set(request.peer.ip, nowS + PERMISSION_S);
        return { kind: 'permitted', peer: request.peer };
      case 'ChannelBind': {
        const { peer, channel } = request;
        this.#permissions.set(peer.ip, nowS + PERMISSION_S);
        this.#bindings = this.#bindings.filter((one) => one.channel !== channel);
        this.#bindings.push({ peer, channel, endS: nowS + BINDING_S });
        return { kind: 'bound', peer, channel };
      }
    }
  }

  /** After a tick: what is needed, whose last chance to be asked for in time has gone by unused. */
  *late(nowS: number): Generator<readonly [Problem, string]> {
    const isAsked = (winds: (request: TimerRequest) => boolean): boolean =>
      this.#underway.some(({ request }) => winds(request));
    const tooLate = (what: string, leftS: number): string =>
      `${what} has ${Math.max(0, leftS)} s left, and no request for it is on its way, ${clock(nowS)}`;

    const allocationLeftS = this.#allocationEndS - nowS;
    if (allocationLeftS <= IN_TIME_S && !isAsked(({ method }) => method === 'Refresh'))
      yield ['allocation', tooLate('The allocation', allocationLeftS)];
    for (const { peer, by } of this.#users.values()) {
      const { ip } = peer;
      const permissionLeftS = (this.#permissions.get(ip) ?? nowS) - nowS;
      if (permissionLeftS <= IN_TIME_S && !isAsked((one) => one.method !== 'Refresh' && one.peer.ip === ip))
        yield ['permission', tooLate(`The permission for ${ip}`, permissionLeftS)];
      if (by !== 'channel') continue;
      const binding = this.#bindings.find((one) => isSame(one.peer, peer) && one.endS > nowS);
      const bindingLeftS = (binding?.endS ?? nowS) - nowS;
      if (
        bindingLeftS <= IN_TIME_S &&
        !isAsked((one) => one.method === 'ChannelBind' && isSame(one.peer, peer))
      )
        yield ['binding', tooLate(`The channel of ${told(peer)}`, bindingLeftS)];
    }
  }

  /** What is wrong with a request that is to be sent now. */
  *problemsOf(request: TimerRequest, nowS: number): Generator<readonly [Problem, string]> {
    switch (request.method) {
      case 'Refresh': {
        const leftS = this.#allocationEndS - nowS;
        const isAsked = this.#underway.some((one) => one.request.method === 'Refresh');
        if (isAsked || leftS > this.#lifetimeS / 2 + GRACE_S)
          yield [
            'early',
            isAsked ? twice('Refresh', nowS) : tooEarly('Refresh', leftS, this.#lifetimeS, nowS),
          ];
        return;
      }
      case 'CreatePermission':
        yield* this.#problemsOfPermission(request.peer, nowS);
        return;
      case 'ChannelBind':
        yield* this.#problemsOfBinding(request.peer, request.channel, nowS);
    }
  }

  *#problemsOfPermission(peer: Address, nowS: number): Generator<readonly [Problem, string]> {
    const { ip } = peer;
    const what = `CreatePermission for ${told(peer)}`;
    const users = [...this.#users.values()].filter((user) => user.peer.ip === ip);
    if (users.length === 0) yield ['early', `${what}, to which nothing is sent any more, ${clock(nowS)}`];
    const leftS = (this.#permissions.get(ip) ?? nowS) - nowS;
    const isAsked = this.#underway.some(
      ({ request }) => request.method !== 'Refresh' && request.peer.ip === ip,
    );
    if (!isAsked && leftS <= PERMISSION_S / 2 + GRACE_S) return;
    const words = isAsked ? twice(what, nowS) : tooEarly(what, leftS, PERMISSION_S, nowS);
    yield [users.length > 1 ? 'port' : 'early', words];
  }

  *#problemsOfBinding(peer: Address, channel: number, nowS: number): Generator<readonly [Problem, string]> {
    const what = `ChannelBind of ${hex(channel)} to ${told(peer)}`;
    if (!this.#channels.includes(channel))
      yield ['number', `${what}: not one of your numbers, ${clock(nowS)}`];
    const asked = this.#underway.flatMap(({ request }) =>
      request.method === 'ChannelBind' ? [{ ...request, endS: Infinity }] : [],
    );
    for (const other of [...this.#bindings, ...asked]) {
      if ((other.channel === channel) === isSame(other.peer, peer)) continue;
      const restS = nowS - other.endS;
      if (restS >= REST_S - GRACE_S) continue;
      const state = restS < 0 ? 'is still bound' : `has been unbound for ${restS} s only`;
      yield ['number', `${what}: ${hex(other.channel)} to ${told(other.peer)} ${state}, ${clock(nowS)}`];
    }
    const user = this.#users.get(keyOf(peer));
    if (user?.by !== 'channel') yield ['early', `${what}, which uses no channel (any more), ${clock(nowS)}`];
    const key = `${channel} ${keyOf(peer)}`;
    const sinceS = nowS - (this.#lastBindS.get(key) ?? -Infinity);
    if (sinceS < PERMISSION_S / 2 - GRACE_S)
      yield ['early', `${what}, ${sinceS} s after the last one, ${clock(nowS)}`];
    this.#lastBindS.set(key, nowS);
  }
}

function requestsOf(clockOfLearner: Clock, event: TimerEvent): readonly TimerRequest[] {
  const requests: unknown = clockOfLearner.handle(copyOf(event));
  if (!Array.isArray(requests)) assert.fail(`handle answers a list of requests, not ${String(requests)}`);
  return requests.map((request: unknown) => requestOf(request));
}

/** A copy of a request, so that later changes of the learner's change nothing; or a failure that says what is wrong. */
function requestOf(given: unknown): TimerRequest {
  const request = (given ?? {}) as { method?: unknown; peer?: Partial<Address>; channel?: unknown };
  if (request.method === 'Refresh') return { method: 'Refresh' };
  const { ip, port } = request.peer ?? {};
  if (typeof ip !== 'string' || typeof port !== 'number')
    return assert.fail(`No request: ${JSON.stringify(given)}`);
  const peer = { ip, port };
  if (request.method === 'CreatePermission') return { method: 'CreatePermission', peer };
  const { method, channel } = request;
  if (method === 'ChannelBind' && typeof channel === 'number') return { method, peer, channel };
  return assert.fail(`No request: ${JSON.stringify(given)}`);
}

function copyOf(event: TimerEvent): TimerEvent {
  return 'peer' in event ? { ...event, peer: { ...event.peer } } : { ...event };
}

function use(atS: number, peer: Address, by: 'indications' | 'channel'): Happening {
  return { atS, kind: 'use', peer, by };
}

function leave(atS: number, peer: Address): Happening {
  return { atS, kind: 'leave', peer };
}

function newPeer(): Address {
  return { ip: `198.51.${randomInt(1, 255)}.${randomInt(1, 255)}`, port: randomInt(1024, 65_536) };
}

function otherPort(...taken: number[]): number {
  const port = randomInt(1024, 65_536);
  return taken.includes(port) ? otherPort(...taken) : port;
}

/** Numbers of RFC 8656 §12, in no order. */
function newChannels(count: number): number[] {
  const numbers = new Set<number>();
  while (numbers.size < count) numbers.add(randomInt(0x4000, 0x5000));
  return [...numbers];
}

function bindsFirst(a: TimerRequest, b: TimerRequest): number {
  return Number(b.method === 'ChannelBind') - Number(a.method === 'ChannelBind');
}

function times<T>(count: number, make: () => T): [T, ...T[]] {
  return [make(), ...Array.from({ length: count - 1 }, make)];
}

function isSame(a: Address, b: Address): boolean {
  return keyOf(a) === keyOf(b);
}

function keyOf({ ip, port }: Address): string {
  return `${ip} ${port}`;
}

function told({ ip, port }: Address): string {
  return `${ip}:${port}`;
}

function hex(channel: number): string {
  return `0x${channel.toString(16)}`;
}

function clock(nowS: number): string {
  return `${nowS} s after the allocation began`;
}

function twice(what: string, nowS: number): string {
  return `${what} while a request that does the same has no answer yet, ${clock(nowS)}`;
}

function tooEarly(what: string, leftS: number, ofS: number, nowS: number): string {
  return `${what} with ${leftS} of ${ofS} s left, ${clock(nowS)}`;
}
