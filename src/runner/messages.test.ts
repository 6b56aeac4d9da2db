import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFrameMessage } from './messages.ts';

const candidate = {
  kind: 'candidate',
  connection: 1,
  atMs: 3.5,
  candidate: 'candidate:1 1 udp 1 a.local 9 typ host',
};
const error = { kind: 'thrown', name: 'TypeError', message: 'no', stack: '' };
const problem = { kind: 'no-data', path: '[0].x', what: 'function' };
const notCloneable = { kind: 'not-cloneable', name: '', message: '', stack: '', problem };

const NAME = 'n'.repeat(200);
const createdWith = (configuration: unknown) => ({
  kind: 'connection-created',
  connection: 1,
  atMs: 0,
  configuration,
});

const answerWith = (more: object) => ({ ok: true, status: 200, headers: {}, body: '', ...more });

describe('a message of the frame', () => {
  it.each([
    { type: 'loaded' },
    { type: 'load-failed', error },
    { type: 'answer', call: 1, value: new Array(50).fill('x'.repeat(20_000)) },
    { type: 'observation', observation: createdWith({ iceServers: [{ urls: ['stun:a'] }] }) },
    { type: 'answer', call: 1, value: { list: [1, 'x', null, true], nested: { a: [] } } },
    { type: 'failure', call: 1, error },
    { type: 'failure', call: 2, error: notCloneable },
    { type: 'observation', observation: candidate },
    { type: 'observation', observation: { ...candidate, candidate: null } },
    { type: 'output', atMs: 0, level: 'log', text: 'x' },
    {
      type: 'output',
      atMs: 0,
      level: 'log',
      text: '[1]',
      values: [{ text: 'Array(1)', content: { entries: [{ key: '0', value: { text: '1' } }], more: 0 } }],
    },
    { type: 'server-answer', id: 1, answer: { ok: true, status: 204, headers: { allow: 'GET' }, body: '' } },
    { type: 'server-answer', id: 1, answer: { ok: false, why: 'refused' } },
    { type: 'observation', observation: { kind: 'listening', atMs: 1, address: '::', port: 8080 } },
    { type: 'output-cut', atMs: 1 },
    { type: 'uncaught', atMs: 1, error },
    { type: 'blocked', atMs: 1, what: 'http://192.0.2.1/', directive: 'connect-src' },
    { type: 'loop', line: 1, column: 1 },
    { type: 'pong', ping: 7 },
  ])('is taken: $type', (message) => {
    expect(parseFrameMessage(message)).toEqual(message);
  });

  const cycle: unknown[] = [];
  cycle.push(cycle);

  it.each([
    ['nothing', undefined],
    ['a text', 'icebreaker:frame'],
    ['a list', [{ type: 'loaded' }]],
    [
      'an answer that is too long',
      { type: 'server-answer', id: 1, answer: answerWith({ body: 'x'.repeat(1_000_001) }) },
    ],
    [
      'an answer without a status',
      { type: 'server-answer', id: 1, answer: answerWith({ status: undefined }) },
    ],
    [
      'an answer whose headers are no texts',
      { type: 'server-answer', id: 1, answer: answerWith({ headers: { a: 1 } }) },
    ],
    [
      'an answer with a thousand headers',
      {
        type: 'server-answer',
        id: 1,
        answer: answerWith({
          headers: Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`x${i}`, ''])),
        }),
      },
    ],
    [
      'an answer that failed for no known reason',
      { type: 'server-answer', id: 1, answer: { ok: false, why: 'x' } },
    ],
    ['an unknown type', { type: 'verdict', pass: true }],
    ['a type from a prototype', { type: 'constructor' }],
    ['a missing field', { type: 'answer', call: 1 }],
    ['a call that is no count', { type: 'answer', call: -1, value: 1 }],
    ['a function of data', { type: 'answer', call: 1, value: new Map() }],
    ['a date as data', { type: 'answer', call: 1, value: [new Date(0)] }],
    ['a big integer as data', { type: 'answer', call: 1, value: 1n }],
    ['a cycle', { type: 'answer', call: 1, value: cycle }],
    ['a sparse list of thousands of millions', { type: 'answer', call: 1, value: new Array(2 ** 32 - 1) }],
    ['a list of too many', { type: 'answer', call: 1, value: new Array(20_001).fill(0) }],
    ['a text too long', { type: 'answer', call: 1, value: 'x'.repeat(20_001) }],
    ['too much text in all', { type: 'answer', call: 1, value: new Array(51).fill('x'.repeat(20_000)) }],
    ['too much text in names', { type: 'answer', call: 1, value: new Array(6_000).fill({ [NAME]: 1 }) }],
    [
      'a configuration of too much text',
      { type: 'observation', observation: createdWith('x'.repeat(16_001)) },
    ],
    [
      'a configuration of too many values',
      { type: 'observation', observation: createdWith(new Array(1_000).fill(0)) },
    ],
    ['a line too long', { type: 'output', atMs: 0, level: 'log', text: 'x'.repeat(4001) }],
    [
      'a line with values that are no previews',
      { type: 'output', atMs: 0, level: 'log', text: '', values: [1] },
    ],
    ['an unknown level', { type: 'output', atMs: 0, level: 'fatal', text: '' }],
    ['a time that is none', { type: 'output', atMs: NaN, level: 'log', text: '' }],
    ['an unknown observation', { type: 'observation', observation: { ...candidate, kind: 'passed' } }],
    [
      'an observation with a wrong field',
      { type: 'observation', observation: { ...candidate, candidate: 1 } },
    ],
    [
      'an unknown problem',
      { type: 'failure', call: 1, error: { ...notCloneable, problem: { kind: 'import' } } },
    ],
    [
      'a problem without its value',
      { type: 'failure', call: 1, error: { ...notCloneable, problem: { kind: 'too-deep', path: '' } } },
    ],
    ['an error of a kind that only we give', { type: 'failure', call: 1, error: { ...error, kind: 'loop' } }],
  ])('is dropped: %s', (_what, message) => {
    expect(parseFrameMessage(message)).toBeUndefined();
  });

  it('may be anything at all without an error', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withMap: true, withSparseArray: true }), (value) => {
        parseFrameMessage(value);
        parseFrameMessage({ type: 'answer', call: 1, value });
        parseFrameMessage({ type: 'observation', observation: value });
      }),
      { numRuns: 500 },
    );
  });
});
