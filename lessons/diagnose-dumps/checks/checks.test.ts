import { describe, expect, it } from 'vitest';
import { createChance, seeded } from '#lessons/chance.ts';
import type { CallOutcome, Json } from '#lessons/contract.ts';
import { diagnose, type Dump } from '../solution/exercise.ts';
import { disguise } from './disguise.ts';
import { DIAGNOSES } from './dump.ts';
import exercise, { type Observed } from './index.ts';
import { RECORDED } from './recorded.ts';
import { CHECK_IDS, variantsOf, type CheckId } from './variants.ts';

type Diagnose = (dump: Dump) => unknown;

/** What the checks would observe of a function. */
function observed(judge: Diagnose, seed = 1): Observed {
  const variants = variantsOf(createChance(seeded(seed)));
  return Object.fromEntries(
    CHECK_IDS.map((id) => [
      id,
      variants[id].map((variant) => {
        const value = JSON.parse(JSON.stringify(judge(variant.dump as unknown as Dump) ?? null)) as Json;
        return { variant, outcome: { ok: true, value } satisfies CallOutcome };
      }),
    ]),
  ) as unknown as Observed;
}

const verdict = (id: CheckId, judge: Diagnose, seed?: number) =>
  exercise.checks[id]?.(observed(judge, seed), { iceServers: [] });

describe('diagnose-dumps', () => {
  it.each(DIAGNOSES)('the solution says of the dump %s as it was recorded what was done to it', (id) => {
    expect(diagnose(RECORDED[id] as unknown as Dump)).toBe(id);
  });

  it.each(CHECK_IDS)('%s accepts the solution, whatever is drawn', (id) => {
    for (let seed = 1; seed <= 50; seed++) expect(verdict(id, diagnose, seed)).toEqual({ verdict: 'pass' });
  });

  it('asks for each diagnosis in each run', () => {
    const asked = Object.values(variantsOf(createChance())).flatMap((all) =>
      all.map(({ diagnosis }) => diagnosis),
    );
    expect(new Set(asked)).toEqual(new Set(DIAGNOSES));
  });

  it('fails a function that always says the same', () => {
    for (const word of DIAGNOSES)
      expect(CHECK_IDS.filter((id) => verdict(id, () => word)?.verdict === 'pass')).toEqual([]);
  });

  it('fails one that knows the recorded dumps by heart', () => {
    const known = new Map(DIAGNOSES.map((id) => [JSON.stringify(RECORDED[id]), id]));
    const byHeart: Diagnose = (dump) => known.get(JSON.stringify(dump)) ?? 'direct';
    expect(CHECK_IDS.filter((id) => verdict(id, byHeart)?.verdict === 'pass')).toEqual([]);
  });

  it('says in both editions which dump was taken for what', () => {
    expect(verdict('reads-silence', () => 'no-turn')).toEqual({
      verdict: 'fail',
      expected: {
        en: 'servers that stay silent: udp-blocked',
        'zh-cn': '沉默的服务器：udp-blocked',
      },
      seen: { en: 'no-turn', 'zh-cn': 'no-turn' },
      hint: 'what-is-missing',
    });
  });
});

describe('a disguise', () => {
  it('shows no address, name or port of the recorded dump, and leads nowhere else', () => {
    for (const id of DIAGNOSES) {
      const dump = disguise(RECORDED[id], createChance(seeded(7)));
      const words = JSON.stringify(dump);
      expect(words).not.toContain('203.0.113.');
      for (const octet of (words.match(/\b\d+(?:\.\d+){3}\b/g) ?? []).join('.').split('.'))
        expect(Number(octet)).toBeLessThanOrEqual(255);
      const lines = RECORDED[id].events.flatMap((event) => ('candidate' in event ? [event.candidate] : []));
      for (const candidate of lines) {
        const [name] = /[0-9a-f-]{36}\.local/.exec(candidate) ?? [];
        if (name) expect(words).not.toContain(name);
      }
      for (const { reports } of dump.snapshots) {
        const ids = reports.map((report) => report.id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const pair of reports.filter(({ type }) => type === 'candidate-pair'))
          expect(ids).toEqual(expect.arrayContaining([pair['localCandidateId'], pair['remoteCandidateId']]));
      }
    }
  });

  it('lets a candidate of an event and of the statistics be the same still', () => {
    const { events, snapshots } = disguise(RECORDED.direct, createChance(seeded(3)));
    const lines = events.flatMap((event) => (event.kind === 'icecandidate' ? [event.candidate] : []));
    const reports = snapshots[0]?.reports ?? [];
    const srflx = reports.find((one) => one.type === 'local-candidate' && one['candidateType'] === 'srflx');
    expect(lines.some((line) => line.includes(`${srflx?.['address']} ${srflx?.['port']} typ srflx`))).toBe(
      true,
    );
  });
});
