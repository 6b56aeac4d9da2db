import { describe, expect, it } from 'vitest';
import { type Learner, defineLabChecks } from '#lessons/contract.ts';
import { PRESETS } from '#src/simulator/index.ts';
import { drawSeed, setUpLab } from './lab-checks.ts';

const learner: Learner = {
  call: () => Promise.reject(new Error('not called')),
  observations: [],
  waitFor: () => Promise.resolve(undefined),
  signal: new AbortController().signal,
};
const { nodes, ...rest } = PRESETS['home-to-home'];
/** A scene without agents: the program is the only one who talks. */
const scene = {
  ...rest,
  nodes: nodes.map((node) => {
    if (node.kind !== 'host') return node;
    const { id, kind, interfaces } = node;
    return { id, kind, interfaces };
  }),
};

describe('the checks of a Lab exercise', () => {
  const seeds: number[] = [];
  const { checks, network } = setUpLab(
    defineLabChecks({
      deadlineMs: 1_000,
      host: 'alice',
      scene: (seed) => {
        seeds.push(seed);
        return scene;
      },
      observe: (_, { lab }) => Promise.resolve(lab.trace()),
      checks: {
        'is-silent': (trace, { lab }) =>
          trace.packets.length === 0 && trace.scene.seed === lab.seed
            ? { verdict: 'pass' }
            : { verdict: 'error', seen: { en: 'noise', 'zh-cn': '杂音' } },
      },
    }),
    42,
  );

  it('see the trace of a scene that was made for the run', async () => {
    const observed = await checks.observe(learner, { iceServers: [] });
    expect(seeds).toEqual([42]);
    expect(checks.checks['is-silent']?.(observed, { iceServers: [] })).toEqual({ verdict: 'pass' });
  });

  it('put the program on the host that they name', () => {
    expect(network.addresses).toEqual(['192.168.1.10']);
  });

  it('come with a seed of 32 bits', () => {
    expect(drawSeed()).toBeLessThan(2 ** 32);
  });
});
