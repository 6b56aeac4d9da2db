import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { headersFor, parseHeadersFile } from '#src/ice-server/preview/headers-file.ts';
import type { NodeExercise } from './assemble.ts';
import { loadExercises } from './load.ts';
import { canUseWebContainer } from './offers.ts';

const exercises = await loadExercises();
const nodeExercise = exercises.find((exercise) => exercise.runtime === 'node') as NodeExercise;
const withStart = (text: string): NodeExercise => ({
  ...nodeExercise,
  start: { 'a.ts': text },
  solution: { 'a.ts': '' },
  checkFiles: {},
});

describe('whether an exercise can run in a WebContainer', () => {
  it.each([
    "import dgram from 'node:dgram';",
    'import { createSocket } from "dgram";',
    "import {\n  createSocket,\n} from 'node:dgram';",
    "const { createSocket } = await import('node:dgram');",
    "import 'node:dgram';",
    "export * from 'node:dgram';",
  ])('no: %s', (text) => {
    expect(canUseWebContainer(withStart(text))).toBe(false);
    const start = withStart('');
    expect(canUseWebContainer({ ...start, solution: { 'a.ts': text } })).toBe(false);
    expect(canUseWebContainer({ ...start, checkFiles: { 'checks/a.check.ts': text } })).toBe(false);
  });

  it.each(["import http from 'node:http';", '// In life this would be node:dgram.', "const text = 'dgram';"])(
    'yes: %s',
    (text) => {
      expect(canUseWebContainer(withStart(text))).toBe(true);
    },
  );

  it('is known of those that are there', () => {
    const able = exercises.filter(canUseWebContainer).map(({ id }) => id);
    expect(able).toContain('stun-codec');
    expect(able).not.toContain('stun-over-udp');
    expect(able).not.toContain('gather-candidates');
  });
});

describe("the site's _headers file", () => {
  const text = readFileSync(new URL('../../../../public/_headers', import.meta.url), 'utf8');
  const rules = parseHeadersFile(text);
  const isIsolated = (path: string): boolean => {
    const headers = headersFor(rules, path);
    return (
      headers.get('Cross-Origin-Opener-Policy') === 'same-origin' &&
      // Safari has no `credentialless`.
      headers.get('Cross-Origin-Embedder-Policy') === 'require-corp'
    );
  };

  it.each(exercises.map((exercise) => [exercise.id, canUseWebContainer(exercise)] as const))(
    'isolates the pages of %s: %s',
    (id, able) => {
      expect(isIsolated(`/exercises/${id}/`)).toBe(able);
      expect(isIsolated(`/zh-cn/exercises/${id}/`)).toBe(able);
    },
  );

  it('isolates no other page', () => {
    const paths = text.split('\n').filter((line) => /^\/(zh-cn\/)?exercises\/[^*]/.test(line));
    const able = exercises.filter(canUseWebContainer).map(({ id }) => `/exercises/${id}/`);
    expect(paths.toSorted()).toEqual([...able, ...able.map((path) => `/zh-cn${path}`)].toSorted());
    expect(['/', '/learn/', '/learn/stun/', '/zh-cn/', '/tools/gather/'].filter(isIsolated)).toEqual([]);
  });

  it('lets isolated pages have the frame of learner code, also from the other loopback name, and workers', () => {
    const frame = headersFor(rules, '/sandbox/frame/');
    expect(frame.get('Cross-Origin-Embedder-Policy')).toBe('require-corp');
    expect(frame.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
    expect(headersFor(rules, '/_astro/workers/worker.js').get('Cross-Origin-Embedder-Policy')).toBe(
      'require-corp',
    );
  });
});
