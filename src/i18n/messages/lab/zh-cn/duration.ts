import { hundredth, tenth } from '../rounded.ts';

/** As in English. */
export const duration = (ms: number): string =>
  ms < 1_000 ? `${tenth(ms)} 毫秒` : `${hundredth(ms / 1_000)} 秒`;
