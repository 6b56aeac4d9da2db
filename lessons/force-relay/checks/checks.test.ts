import { describe, expect, it } from 'vitest';
import type { CallOutcome, Json, Observation, Verdict } from '#lessons/contract.ts';
import exercise from './index.ts';
import type { Observed, Run } from './observed.ts';

const SERVERS = [
  { urls: ['stun:192.0.2.2:3478'] },
  { urls: ['turn:192.0.2.2:3478?transport=udp'], username: '1:a', credential: 'c' },
];
const WITH_TURN = { iceServers: SERVERS };

const RELAYED = { local: 'relay', remote: 'relay' };
const DIRECT = { local: 'host', remote: 'host' };

type Types = { local: string; remote: string };

/** What the runner observes of a good call; connections are numbered from `first`. */
function observationsOf(policy: Run['policy'], text: string, types: Types, first: number): Observation[] {
  const configuration = { iceServers: SERVERS, iceTransportPolicy: policy } as unknown as Json;
  return [
    { kind: 'connection-created', connection: first, atMs: 1, configuration },
    { kind: 'connection-created', connection: first + 1, atMs: 1, configuration },
    {
      kind: 'candidate',
      connection: first,
      atMs: 40,
      candidate: 'candidate:1 1 udp 50340095 192.0.2.2 50000 typ relay raddr 0.0.0.0 rport 0',
    },
    { kind: 'selected-pair', connection: first, atMs: 300, localType: types.local, remoteType: types.remote },
    {
      kind: 'selected-pair',
      connection: first + 1,
      atMs: 301,
      localType: types.local,
      remoteType: types.remote,
    },
    { kind: 'message', connection: first + 1, channel: 2, atMs: 400, text },
    { kind: 'connection-closed', connection: first, atMs: 500 },
    { kind: 'connection-closed', connection: first + 1, atMs: 500 },
  ];
}

function run(policy: Run['policy'], types: Types, first: number, changes: Partial<Run> = {}): Run {
  const text = `${policy}-text`;
  const answer: CallOutcome = { ok: true, value: { a: types, b: types } };
  return { policy, text, answer, observations: observationsOf(policy, text, types, first), ...changes };
}

function observed(relayed: Partial<Run> = {}, direct: Partial<Run> = {}): Observed {
  return { relayed: run('relay', RELAYED, 1, relayed), direct: run('all', DIRECT, 3, direct) };
}

function check(id: string, what: Observed, context = WITH_TURN): Verdict | undefined {
  return exercise.checks[id]?.(what, context);
}

const without = (kind: Observation['kind'], { relayed }: Observed): Observation[] =>
  relayed.observations.filter((one) => one.kind !== kind);

describe('force-relay', () => {
  it('passes a call that was really relayed and a direct one that is told as such', () => {
    for (const id of Object.keys(exercise.checks)) {
      expect([id, check(id, observed())]).toEqual([id, { verdict: 'pass' }]);
    }
  });

  it('fails the policy on one side only', () => {
    const observations = observed().relayed.observations.map((one) =>
      one.kind === 'connection-created' && one.connection === 2
        ? { ...one, configuration: { iceServers: SERVERS } as unknown as Json }
        : one.kind === 'selected-pair' && one.connection === 2
          ? { ...one, localType: 'host' }
          : one,
    );
    const onOneSide = observed({ observations });
    expect(check('relay-only', onOneSide)).toMatchObject({ verdict: 'fail', hint: 'each-side-decides' });
    expect(check('both-relayed', onOneSide)).toMatchObject({
      verdict: 'fail',
      hint: 'each-side-decides',
      seen: { en: 'relay, host' },
    });
  });

  it('fails an answer that says relay whatever happened', () => {
    const always = observed({}, { answer: { ok: true, value: { a: RELAYED, b: RELAYED } } });
    expect(check('from-stats', always)).toMatchObject({
      verdict: 'fail',
      hint: 'ask-the-transport',
      seen: { en: 'a.local: "relay", in use: host' },
    });
  });

  it('takes a remote prflx for what it is: an address that came before its name', () => {
    const first = { local: 'relay', remote: 'prflx' };
    expect(
      check('from-stats', observed({ answer: { ok: true, value: { a: first, b: RELAYED } } }))?.verdict,
    ).toBe('pass');
    const host = { local: 'host', remote: 'prflx' };
    expect(
      check('from-stats', observed({}, { answer: { ok: true, value: { a: host, b: DIRECT } } }))?.verdict,
    ).toBe('pass');
  });

  it('believes no invented type, and no answer without one', () => {
    for (const value of [null, {}, { a: { local: 'relayed', remote: 'relay' }, b: RELAYED }]) {
      expect(check('from-stats', observed({ answer: { ok: true, value } }))?.verdict).toBe('fail');
    }
  });

  it('fails a text that did not arrive, in either call', () => {
    const lost = observed({ observations: without('message', observed()) });
    expect(check('text-arrives', lost)).toMatchObject({ verdict: 'fail', seen: { en: 'no message' } });
    const other = observed({}, { text: 'another' });
    expect(check('text-arrives', other)).toMatchObject({ verdict: 'fail', seen: { en: 'other messages' } });
  });

  it('says what was thrown when the text was sent too early', () => {
    const error = { kind: 'thrown', name: 'InvalidStateError', message: 'not open' } as const;
    const threw: Observed = {
      relayed: run('relay', RELAYED, 1, {
        answer: { ok: false, error },
        observations: without('message', observed()),
      }),
      direct: undefined,
    };
    expect(check('text-arrives', threw)).toMatchObject({ verdict: 'fail', hint: 'wait-for-open' });
    expect(check('text-arrives', threw)?.seen?.en).toContain('InvalidStateError');
    expect(check('from-stats', threw)?.verdict).toBe('fail');
  });

  it('fails connections that stay open', () => {
    expect(
      check('closes', observed({ observations: without('connection-closed', observed()) })),
    ).toMatchObject({ verdict: 'fail', hint: 'close-in-finally', seen: { en: '2 still open' } });
  });

  it('blames nobody where there is no relay to be had', () => {
    const none = { iceServers: SERVERS.slice(0, 1) };
    for (const id of ['both-relayed', 'text-arrives', 'from-stats']) {
      expect(check(id, observed(), none)?.verdict).toBe('error');
    }
    const refused: Observation = {
      kind: 'candidate-error',
      connection: 1,
      atMs: 60,
      url: 'turn:192.0.2.2:3478?transport=udp',
      errorCode: 401,
      errorText: 'Unauthorized',
    };
    const observations = [...without('candidate', observed()), refused];
    expect(check('both-relayed', observed({ observations }))?.seen?.en).toContain('401 Unauthorized');
  });
});
