import type { Milestones } from './race.ts';
import type { Lane } from './timeline.ts';

/** A run as Firefox 153 showed it, with a delay of 300 ms and a silent server; times are rounded. */
const TRICKLE: Milestones = {
  offer: { sentMs: 20, arrivedMs: 320, candidates: 0 },
  answer: { sentMs: 320, arrivedMs: 620, candidates: 0 },
  gatheredMs: { a: undefined, b: undefined },
  connectedMs: 630,
  openMs: 635,
  answererPathMs: 630,
  candidates: 14,
};

const WAIT: Milestones = {
  offer: { sentMs: 3_010, arrivedMs: 3_310, candidates: 7 },
  answer: { sentMs: 6_315, arrivedMs: 6_615, candidates: 7 },
  gatheredMs: { a: undefined, b: undefined },
  connectedMs: 6_620,
  openMs: 6_630,
  answererPathMs: 6_620,
  candidates: 14,
};

export const EXAMPLE_MILESTONES = { trickle: TRICKLE, wait: WAIT } as const;

const FOUND_MS = [23, 66, 85];

export const EXAMPLE_LANES: Readonly<Record<'trickle' | 'wait', Lane>> = {
  trickle: {
    flights: [
      { from: 'a', what: 'offer', fromMs: 20, toMs: 320 },
      ...FOUND_MS.map((fromMs) => ({ from: 'a', what: 'candidate', fromMs, toMs: fromMs + 300 }) as const),
      { from: 'b', what: 'answer', fromMs: 321, toMs: 621 },
      ...FOUND_MS.map((ms) => ({ from: 'b', what: 'candidate', fromMs: ms + 302, toMs: ms + 602 }) as const),
    ],
    gathering: [
      { peer: 'a', fromMs: 20, toMs: undefined },
      { peer: 'b', fromMs: 321, toMs: undefined },
    ],
    candidates: FOUND_MS.flatMap((atMs) => [
      { peer: 'a', atMs },
      { peer: 'b', atMs: atMs + 302 },
    ]),
    connectedMs: 630,
    openMs: 635,
  },
  wait: {
    flights: [
      { from: 'a', what: 'offer', fromMs: 3_010, toMs: 3_310 },
      { from: 'b', what: 'answer', fromMs: 6_315, toMs: 6_615 },
    ],
    gathering: [
      { peer: 'a', fromMs: 20, toMs: undefined },
      { peer: 'b', fromMs: 3_312, toMs: undefined },
    ],
    candidates: FOUND_MS.flatMap((atMs) => [
      { peer: 'a', atMs },
      { peer: 'b', atMs: atMs + 3_292 },
    ]),
    connectedMs: 6_620,
    openMs: 6_630,
  },
};
