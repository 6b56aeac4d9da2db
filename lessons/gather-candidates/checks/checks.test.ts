import { describe, expect, it } from 'vitest';
import type { CallOutcome, Json, Observation, Verdict } from '#lessons/contract.ts';
import exercise from './index.ts';
import type { Observed } from './observed.ts';
import { RECORDINGS, SERVERS, UNSORTED_ARRIVAL } from './recordings.ts';
import type { Recording } from './recordings.ts';

type CheckId = keyof typeof exercise.checks;

const WITH_TURN = { iceServers: SERVERS };
const WITHOUT_TURN = { iceServers: [{ urls: 'stun:192.0.2.2:38478' }] };

/** What the browser's own properties of a candidate say, read from its line by position. */
function asData(line: string): { [key: string]: Json } {
  const [, , transport, priority, address, port, , type] = line.split(' ');
  return {
    type: type ?? '',
    protocol: transport?.toLowerCase() ?? '',
    address: address ?? '',
    port: Number(port),
    priority: Number(priority),
    candidate: line,
  };
}

function rightAnswer({ lines }: Recording): { [key: string]: Json }[] {
  return lines.map(asData);
}

/** A run in which the answer came after `seenAtAnswer` observations (just before `close()` by default). */
function run(recording: Recording, value: Json, changes: Partial<Observed> = {}): Observed {
  const { observations } = recording;
  return { answer: { ok: true, value }, seenAtAnswer: observations.length, observations, ...changes };
}

function check(id: CheckId, observed: Observed, context = WITH_TURN): Verdict {
  const made = exercise.checks[id];
  if (!made) throw new Error(`no check ${id}`);
  return made(observed, context);
}

function hintOf(verdict: Verdict): string | undefined {
  return verdict.verdict === 'fail' ? verdict.hint : undefined;
}

describe.each(RECORDINGS)('gather-candidates, as $browser reported it', (recording) => {
  const right = rightAnswer(recording);
  const without = (kind: Observation['kind']): Observation[] =>
    recording.observations.filter((seen) => seen.kind !== kind);

  it('passes a list of everything that was gathered, in order', () => {
    for (const id of Object.keys(exercise.checks)) {
      expect([id, check(id, run(recording, right)).verdict]).toEqual([id, 'pass']);
    }
  });

  it('fails a list written by hand', () => {
    const byHand = [asData('candidate:1 1 udp 2130706431 192.0.2.3 45664 typ host')];
    const nothingHappened = run(recording, byHand, { observations: [], seenAtAnswer: 0 });
    expect(hintOf(check('creates-connection', nothingHappened))).toBe('ask-the-browser');
    expect(hintOf(check('waits-for-the-end', nothingHappened))).toBe('ask-the-browser');
    expect(hintOf(check('all-candidates', nothingHappened))).toBe('ask-the-browser');
    expect(hintOf(check('relay-needs-turn', nothingHappened))).toBe('ask-the-browser');
    // Nor does it help to gather for show and to answer with something else.
    expect(hintOf(check('all-candidates', run(recording, byHand)))).toBe('ask-the-browser');
  });

  it('fails a connection that was not given the servers', () => {
    const observations = recording.observations.map((seen) =>
      seen.kind === 'connection-created' ? { ...seen, configuration: null } : seen,
    );
    expect(hintOf(check('creates-connection', run(recording, right, { observations })))).toBe(
      'ask-the-browser',
    );
  });

  it('fails an answer that came before the end, and says how many came after it', () => {
    const early = run(recording, right.slice(0, 2), { seenAtAnswer: 4 });
    expect(hintOf(check('waits-for-the-end', early))).toBe('wait-for-the-end');
    const verdict = check('all-candidates', early);
    expect(hintOf(verdict)).toBe('wait-for-the-end');
    expect(verdict.seen?.en).toBe(`${right.length - 2} of them missing`);
  });

  it('sends who closed before gathering began to the end, and who had nothing to gather for elsewhere', () => {
    const opened = recording.observations.slice(0, 1);
    const closedAtOnce: Observation[] = [...opened, { kind: 'connection-closed', connection: 1, atMs: 12 }];
    const closedLater: Observation[] = [...opened, { kind: 'connection-closed', connection: 1, atMs: 3000 }];
    const empty = (observations: Observation[]): Observed =>
      run(recording, [], { observations, seenAtAnswer: observations.length });
    expect(hintOf(check('waits-for-the-end', empty(closedAtOnce)))).toBe('wait-for-the-end');
    expect(hintOf(check('waits-for-the-end', empty(closedLater)))).toBe('something-to-gather-for');
    expect(hintOf(check('all-candidates', empty(closedLater)))).toBe('something-to-gather-for');
  });

  it('fails a function that never answers, and tells a missing start from a missing end', () => {
    const never = { answer: undefined };
    expect(hintOf(check('waits-for-the-end', run(recording, null, never)))).toBe('wait-for-the-end');
    const notStarted = { ...never, observations: recording.observations.slice(0, 1) };
    expect(hintOf(check('all-candidates', run(recording, null, notStarted)))).toBe('something-to-gather-for');
  });

  it('blames no learner for a server that keeps the browser gathering', () => {
    const silent = { answer: undefined, observations: recording.observations.slice(0, 4) };
    const verdicts = Object.keys(exercise.checks).map(
      (id) => check(id, run(recording, null, silent)).verdict,
    );
    expect(verdicts).not.toContain('fail');
    expect(verdicts).toContain('error');
  });

  it('fails a candidate that is missing, repeated, or a mark of the end', () => {
    expect(hintOf(check('all-candidates', run(recording, right.slice(1))))).toBe('one-event-each');
    expect(hintOf(check('all-candidates', run(recording, [...right, ...right.slice(-1)])))).toBe(
      'one-event-each',
    );
    const mark = { type: '', protocol: '', address: '', port: 0, priority: 0, candidate: '' };
    expect(hintOf(check('all-candidates', run(recording, [...right, mark])))).toBe('wait-for-the-end');
  });

  it.each(['type', 'protocol', 'address', 'port', 'priority', 'candidate'])(
    'fails an entry without its %s',
    (field) => {
      const list = right.map((entry) =>
        Object.fromEntries(Object.entries(entry).filter(([k]) => k !== field)),
      );
      const verdict = check('plain-data', run(recording, list));
      expect(hintOf(verdict)).toBe('plain-data');
      expect(verdict.seen?.en).toContain(field);
    },
  );

  it('fails the related address given as the address', () => {
    const list = right.map((entry) => (entry.type === 'srflx' ? { ...entry, address: '0.0.0.0' } : entry));
    expect(check('plain-data', run(recording, list)).seen?.en).toContain('address');
  });

  it('fails an answer that is no data', () => {
    const answer: CallOutcome = {
      ok: false,
      error: {
        kind: 'not-cloneable',
        name: '',
        message: '',
        problem: { kind: 'no-data', path: '[0].send', what: 'function' },
      },
    };
    const verdict = check('plain-data', run(recording, null, { answer }));
    expect(hintOf(verdict)).toBe('plain-data');
    expect(verdict.seen?.en).toBe('an answer that is no plain data: answer[0].send is a function');
    // They came in time, all the same.
    expect(check('waits-for-the-end', run(recording, null, { answer })).verdict).toBe('pass');
  });

  it('says what ended the call, and where, rather than the engine’s words for it', () => {
    const answer: CallOutcome = {
      ok: false,
      error: {
        kind: 'recursion',
        name: 'RangeError',
        message: 'Maximum call stack size exceeded',
        place: { file: 'exercise.ts', line: 3, column: 5 },
      },
    };
    expect(check('plain-data', run(recording, null, { answer })).seen).toEqual({
      en: 'a function calls itself without end (exercise.ts, line 3)',
      'zh-cn': '有个函数无休止地调用自己（exercise.ts 第 3 行）',
    });
  });

  it('fails an empty list, with the hint that explains it', () => {
    expect(hintOf(check('sorted', run(recording, [])))).toBe('one-event-each');
    const opened = recording.observations.slice(0, 1);
    const started = run(recording, [], { observations: opened, seenAtAnswer: 1 });
    expect(hintOf(check('plain-data', started))).toBe('something-to-gather-for');
  });

  it('fails the order of the alphabet', () => {
    const byAlphabet = right.toSorted((a, b) => String(a.type).localeCompare(String(b.type)));
    expect(hintOf(check('sorted', run(recording, byAlphabet)))).toBe('an-order-of-your-own');
  });

  it('makes no verdict on relay candidates where no TURN server is configured', () => {
    const noRelay = right.filter(({ type }) => type !== 'relay');
    expect(check('relay-needs-turn', run(recording, noRelay), WITHOUT_TURN).verdict).toBe('error');
    expect(check('relay-needs-turn', run(recording, noRelay)).verdict).toBe('fail');
  });

  it('credits no relay candidate that was written by hand', () => {
    expect(right.some(({ type }) => type === 'relay')).toBe(true);
    const observations = recording.observations.filter(({ kind }) => kind !== 'candidate');
    expect(check('relay-needs-turn', run(recording, right, { observations })).verdict).toBe('fail');
  });

  it('names the refusal of a TURN server instead of blaming the learner', () => {
    const refusal: Observation = {
      kind: 'candidate-error',
      connection: 1,
      atMs: 60,
      url: 'turn:192.0.2.2:38478?transport=udp',
      errorCode: 401,
      errorText: 'Unauthorized',
    };
    const observations = [
      ...recording.observations.filter(
        (seen) => !(seen.kind === 'candidate' && seen.candidate?.includes('relay')),
      ),
      refusal,
    ];
    const list = right.filter(({ type }) => type !== 'relay');
    const verdict = check('relay-needs-turn', run(recording, list, { observations }));
    expect(verdict.verdict).toBe('error');
    expect(verdict.seen?.en).toContain('401');
  });

  it('fails a connection that stays open', () => {
    expect(
      hintOf(check('closes', run(recording, right, { observations: without('connection-closed') }))),
    ).toBe('close-in-finally');
  });
});

it('takes no order of arrival for the order that was asked for', () => {
  const answer: CallOutcome = { ok: true, value: UNSORTED_ARRIVAL.map(asData) };
  const verdict = check('sorted', { answer, seenAtAnswer: 0, observations: [] });
  expect(verdict.seen?.en).toBe('host, host, relay, host, host');
});
