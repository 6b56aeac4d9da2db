import { describe, expect, it } from 'vitest';
import { exportText, mergeServers, parseExport, type MyData } from './my-data.ts';

const data: MyData = {
  drafts: [{ exercise: 'a', files: { 'exercise.ts': 'x' }, startHash: 'h', savedAtMs: 1, revision: 1 }],
  versions: [{ id: 1, exercise: 'a', files: { 'exercise.ts': 'w' }, savedAtMs: 0, reason: 'reset' }],
  progress: [{ exercise: 'a', passedAtMs: 2 }],
  iceServers: [{ urls: 'turn:192.0.2.1', username: 'me', credential: 'secret' }],
};

describe('an export', () => {
  it('can be read back', () => {
    expect(parseExport(exportText(data, 3, true))).toEqual({
      format: 'icebreaker-1',
      exportedAtMs: 3,
      ...data,
    });
  });

  it('holds no credential unless asked', () => {
    const text = exportText(data, 3, false);
    expect(text).not.toContain('secret');
    expect(parseExport(text)?.iceServers).toEqual([{ urls: 'turn:192.0.2.1' }]);
  });
});

describe('a file that is no export', () => {
  const changed = (change: object) => JSON.stringify({ ...JSON.parse(exportText(data, 3, true)), ...change });

  it.each([
    ['no JSON', 'hello'],
    ['another format', changed({ format: 'icebreaker-9' })],
    ['a draft without files', changed({ drafts: [{ exercise: 'a' }] })],
    ['files that are no text', changed({ drafts: [{ ...data.drafts[0], files: { a: 1 } }] })],
    ['an unknown reason', changed({ versions: [{ ...data.versions[0], reason: 'else' }] })],
    ['progress without a time', changed({ progress: [{ exercise: 'a' }] })],
    // ECMAScript: "±8.64 × 10^15" ms is as far as a Date reaches; showing a later one throws.
    [
      'a time that no calendar shows',
      changed({ versions: [{ ...data.versions[0], savedAtMs: 8.64e15 + 1 }] }),
    ],
    ['servers without URLs', changed({ iceServers: [{}] })],
    ['no list', changed({ drafts: {} })],
    ['null', 'null'],
  ])('%s', (_, text) => {
    expect(parseExport(text)).toBeUndefined();
  });
});

describe('imported servers', () => {
  it('are added to those that are here', () => {
    const here = [{ urls: 'stun:192.0.2.1' }, { urls: ['turn:192.0.2.2'], credential: 'mine' }];
    expect(mergeServers(here, [{ urls: 'turn:192.0.2.2' }, { urls: 'stun:192.0.2.3' }])).toEqual([
      ...here,
      { urls: 'stun:192.0.2.3' },
    ]);
  });
});
