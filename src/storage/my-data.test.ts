import { describe, expect, it } from 'vitest';
import { KEPT_VERSIONS, MAX_TEXT_CHARS, type KeptVersion } from './drafts.ts';
import { MAX_ICE_SERVERS } from './ice-servers.ts';
import { exportText, mergeServers, parseExport, readExport, versionsToAdd, type MyData } from './my-data.ts';

const data: MyData = {
  drafts: [{ exercise: 'a', files: { 'exercise.ts': 'x' }, startHash: 'h', savedAtMs: 1, revision: 1 }],
  versions: [{ id: 1, exercise: 'a', files: { 'exercise.ts': 'w' }, savedAtMs: 0, reason: 'reset' }],
  progress: [{ exercise: 'a', state: 'solved', passedAtMs: 2 }],
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

it('an export says which texts came by a link', () => {
  const shared: MyData = {
    ...data,
    drafts: data.drafts.map((draft) => ({ ...draft, fromLink: true })),
    versions: data.versions.map((version) => ({ ...version, fromLink: true })),
  };
  expect(parseExport(exportText(shared, 3, false))).toMatchObject({
    drafts: [{ fromLink: true }],
    versions: [{ fromLink: true }],
  });
});

describe('a file that is no export', () => {
  const changed = (change: object) => JSON.stringify({ ...JSON.parse(exportText(data, 3, true)), ...change });
  const longText = 'x'.repeat(MAX_TEXT_CHARS + 1);
  const tooManyUrls = Array.from({ length: MAX_ICE_SERVERS + 1 }, (_, n) => `stun:${n}.example.org`);

  it.each([
    ['no JSON', 'hello'],
    ['another format', changed({ format: 'icebreaker-9' })],
    ['a draft without files', changed({ drafts: [{ exercise: 'a' }] })],
    ['files that are no text', changed({ drafts: [{ ...data.drafts[0], files: { a: 1 } }] })],
    ['a source that is none', changed({ drafts: [{ ...data.drafts[0], fromLink: 'no' }] })],
    ['an earlier text of no source', changed({ versions: [{ ...data.versions[0], fromLink: false }] })],
    ['an unknown reason', changed({ versions: [{ ...data.versions[0], reason: 'else' }] })],
    ['progress without a time', changed({ progress: [{ exercise: 'a' }] })],
    ['an unknown state', changed({ progress: [{ exercise: 'a', state: 'done', passedAtMs: 2 }] })],
    ['a state of solved without a time', changed({ progress: [{ exercise: 'a', state: 'solved' }] })],
    // ECMAScript: "±8.64 × 10^15" ms is as far as a Date reaches; showing a later one throws.
    [
      'a time that no calendar shows',
      changed({ versions: [{ ...data.versions[0], savedAtMs: 8.64e15 + 1 }] }),
    ],
    ['servers without URLs', changed({ iceServers: [{}] })],
    ['a text too long for any editor', changed({ drafts: [{ ...data.drafts[0], files: { a: longText } }] })],
    ['an earlier text as long', changed({ versions: [{ ...data.versions[0], files: { a: longText } }] })],
    ['a file name as long', changed({ drafts: [{ ...data.drafts[0], files: { [longText]: 'x' } }] })],
    ['an exercise as long', changed({ progress: [{ exercise: longText, passedAtMs: 2 }] })],
    ['a URL as long', changed({ iceServers: [{ urls: longText }] })],
    ['a password as long', changed({ iceServers: [{ urls: 'turn:192.0.2.1', credential: longText }] })],
    ['more servers than anybody asks', changed({ iceServers: tooManyUrls.map((urls) => ({ urls })) })],
    ['more URLs than anybody asks', changed({ iceServers: [{ urls: tooManyUrls }] })],
    ['no list', changed({ drafts: {} })],
    ['null', 'null'],
  ])('%s', (_, text) => {
    expect(parseExport(text)).toBeUndefined();
  });
});

describe('a file that cannot be taken in', () => {
  const problemOf = (text: string) => {
    const read = readExport(text);
    return 'problem' in read ? read.problem : undefined;
  };
  const changed = (change: object) => JSON.stringify({ ...JSON.parse(exportText(data, 3, true)), ...change });

  it('says whether it is none at all, or which part of it is damaged', () => {
    expect(problemOf('hello')).toEqual({ kind: 'no-export' });
    expect(problemOf(changed({ format: 'icebreaker-9' }))).toEqual({ kind: 'no-export' });
    expect(problemOf(' '.repeat(20_000_001))).toEqual({ kind: 'too-large' });
    for (const part of ['drafts', 'versions', 'progress', 'iceServers'] as const) {
      expect(problemOf(changed({ [part]: [1] }))).toEqual({ kind: 'damaged', part });
    }
    expect(problemOf(changed({ exportedAtMs: 'now' }))).toEqual({ kind: 'damaged', part: 'time' });
    expect(problemOf(changed({}))).toBeUndefined();
  });
});

it('an export of an older edition says solved by the time alone', () => {
  const old = JSON.stringify({
    ...JSON.parse(exportText(data, 3, true)),
    progress: [{ exercise: 'a', passedAtMs: 2 }],
  });
  expect(parseExport(old)?.progress).toEqual([{ exercise: 'a', state: 'solved', passedAtMs: 2 }]);
});

it('an export may hold texts and servers up to the limits', () => {
  const text = 'x'.repeat(MAX_TEXT_CHARS);
  const urls = Array.from({ length: MAX_ICE_SERVERS }, (_, n) => `stun:${n}.example.org`);
  const largest = {
    ...data,
    versions: [{ ...data.versions[0], files: { 'exercise.ts': text } } as KeptVersion],
    iceServers: [{ urls }],
  };
  expect(parseExport(exportText(largest, 3, true))).toMatchObject(largest);
});

describe('imported earlier texts', () => {
  const version = (text: string): KeptVersion => ({
    exercise: 'a',
    files: { 'exercise.ts': text },
    savedAtMs: 1,
    reason: 'reset',
  });
  const versions = (count: number, name: string) =>
    Array.from({ length: count }, (_, n) => version(`${name} ${n}`));

  it('are added in their order, each text once', () => {
    const imported = [version('one'), version('here'), version('two'), version('one')];
    const texts = versionsToAdd([version('here')], imported).map(({ files }) => files['exercise.ts']);
    expect(texts).toEqual(['two', 'one']);
  });

  it('stay what they are: own, or from a link', () => {
    const [own, shared] = [version('one'), { ...version('two'), fromLink: true } as const];
    expect(versionsToAdd([], [own, shared])).toEqual([own, shared]);
    // The same words as the learner's own are another text when they came by a link.
    expect(versionsToAdd([version('two')], [shared])).toEqual([shared]);
  });

  it('fill what room there is, the newest first, and push out none that is here', () => {
    const imported = versions(50_000, 'imported');
    expect(versionsToAdd(versions(KEPT_VERSIONS - 2, 'here'), imported)).toEqual(imported.slice(-2));
    expect(versionsToAdd([], imported)).toHaveLength(KEPT_VERSIONS);
    expect(versionsToAdd(versions(KEPT_VERSIONS + 5, 'here'), imported)).toEqual([]);
  });
});

describe('imported servers', () => {
  it('are added as long as there is room', () => {
    const many = (name: string) =>
      Array.from({ length: MAX_ICE_SERVERS - 1 }, (_, n) => ({ urls: [`stun:${n}.${name}.example.org`] }));
    const merged = mergeServers(many('here'), many('imported'));
    expect(merged).toEqual([...many('here'), ...many('imported').slice(0, 1)]);
  });

  it('are added to those that are here', () => {
    const here = [{ urls: 'stun:192.0.2.1' }, { urls: ['turn:192.0.2.2'], credential: 'mine' }];
    expect(mergeServers(here, [{ urls: 'turn:192.0.2.2' }, { urls: 'stun:192.0.2.3' }])).toEqual([
      ...here,
      { urls: 'stun:192.0.2.3' },
    ]);
  });
});
