import { hundredth, tenth } from '../rounded.ts';

/** `120 ms`, `35.5 ms`, and from a second on `1.25 s`. */
export const duration = (ms: number): string =>
  ms < 1_000 ? `${tenth(ms)} ms` : `${hundredth(ms / 1_000)} s`;
