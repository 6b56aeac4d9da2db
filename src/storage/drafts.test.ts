import { describe, expect, it } from 'vitest';
import { asKept, crowdedOut, KEPT_VERSIONS, planSave, sameFiles, sameText, type Draft } from './drafts.ts';

const stored: Draft = {
  exercise: 'gather-candidates',
  files: { 'exercise.ts': 'theirs' },
  startHash: 'start-1',
  savedAtMs: 1_000,
  revision: 1_000,
};

const request = {
  exercise: 'gather-candidates',
  files: { 'exercise.ts': 'mine' },
  startHash: 'start-1',
  basedOn: 1_000,
  atMs: 2_000,
};

describe('saving a draft', () => {
  it('replaces the draft that the text grew from', () => {
    const plan = planSave(stored, request);
    expect(plan.draft.files).toEqual({ 'exercise.ts': 'mine' });
    expect(plan.overtaken).toBeUndefined();
  });

  it('puts aside what another tab wrote in between', () => {
    expect(planSave({ ...stored, revision: 1_500 }, request).overtaken?.files).toEqual({
      'exercise.ts': 'theirs',
    });
  });

  it('puts aside a draft that this tab never saw', () => {
    expect(planSave(stored, { ...request, basedOn: undefined }).overtaken).toBe(stored);
  });

  it('puts nothing aside when both tabs wrote the same', () => {
    const same = { ...stored, revision: 1_500, files: request.files };
    expect(planSave(same, request).overtaken).toBeUndefined();
  });

  it('overtakes nothing when the draft was deleted meanwhile', () => {
    expect(planSave(undefined, request).overtaken).toBeUndefined();
  });

  it('makes a greater revision even when the clock goes backwards', () => {
    expect(planSave(stored, { ...request, atMs: 10 }).draft.revision).toBeGreaterThan(stored.revision);
    expect(planSave(undefined, { ...request, atMs: 10 }).draft.revision).toBeGreaterThan(request.basedOn);
  });
});

describe('a text that came by a link', () => {
  const shared = { ...request, fromLink: true } as const;

  it('is saved as such, and not once it is replaced', () => {
    const { draft } = planSave(stored, shared);
    expect(draft.fromLink).toBe(true);
    expect('fromLink' in planSave(draft, { ...request, basedOn: draft.revision }).draft).toBe(false);
  });

  it('is put aside as such', () => {
    expect(asKept(planSave(stored, shared).draft, 'reset')).toEqual({
      exercise: 'gather-candidates',
      files: request.files,
      fromLink: true,
      savedAtMs: 2_000,
      reason: 'reset',
    });
    expect('fromLink' in asKept(stored, 'reset')).toBe(false);
  });

  it('is another text than the same words of the learner', () => {
    const { files } = request;
    expect(sameText({ files, fromLink: true }, { files, fromLink: true })).toBe(true);
    expect(sameText({ files, fromLink: true }, { files })).toBe(false);
  });
});

describe('the same text', () => {
  it('has the same files with the same content', () => {
    expect(sameFiles({ a: '1', b: '2' }, { b: '2', a: '1' })).toBe(true);
    expect(sameFiles({ a: '1' }, { a: '2' })).toBe(false);
    expect(sameFiles({ a: '1' }, { a: '1', b: '' })).toBe(false);
    expect(sameFiles({ a: '1' }, { b: '1' })).toBe(false);
  });
});

describe('one more earlier text', () => {
  const kept = (count: number) => Array.from({ length: count }, (_, id) => ({ id }));

  it('pushes out the oldest, so that no more than the limit are kept', () => {
    expect(crowdedOut(kept(KEPT_VERSIONS - 1))).toEqual([]);
    expect(crowdedOut(kept(KEPT_VERSIONS))).toEqual([0]);
    // As many as an older edition of this site may have left.
    expect(crowdedOut(kept(KEPT_VERSIONS + 2))).toEqual([0, 1, 2]);
  });

  it('pushes out none where an import puts it aside', () => {
    expect(crowdedOut(kept(KEPT_VERSIONS + 2), Infinity)).toEqual([]);
  });
});
