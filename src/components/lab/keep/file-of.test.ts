import { describe, expect, it } from 'vitest';
import { traceToJson } from '#src/simulator/export/json.ts';
import { traceToPcapng } from '#src/simulator/export/pcapng.ts';
import { PRESETS, simulate } from '#src/simulator/index.ts';
import { fileOf } from './file-of.ts';

const scene = PRESETS['home-to-home'];
const trace = simulate(scene);

describe('the file of a scene’s trace', () => {
  it.each([
    { format: 'json', content: new Blob([...traceToJson(trace)]) },
    { format: 'pcapng', content: new Blob([...traceToPcapng(trace)]) },
  ] as const)('has what is written of the trace that the page has: $format', async ({ format, content }) => {
    const last = [...fileOf({ scene, format })].at(-1);
    if (last?.kind !== 'done') throw new Error(`It ended with ${last?.kind}`);
    expect(await last.file.bytes()).toEqual(await content.bytes());
    expect(last.file.type).toContain(format);
  });

  it('tells how far it is: packets, then bytes', () => {
    const kinds = [...fileOf({ scene, format: 'json' })].map(({ kind }) => kind);
    expect([...new Set(kinds)]).toEqual(['running', 'writing', 'done']);
  });

  it('is not made where it would be too large, and says so', () => {
    const news = [...fileOf({ scene, format: 'json' }, 10_000)];
    expect(news.at(-1)).toEqual({ kind: 'too-large' });
    expect(news.filter(({ kind }) => kind === 'done')).toEqual([]);
  });
});
