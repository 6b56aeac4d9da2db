/**
 * Runs learner code. Load it when the first run is asked for; the parsers come along with its worker. What runs
 * programs is apart, in `programs.ts`: it is ten times as heavy.
 */
export { createFrameBackend, type FrameBackendOptions } from './backends/frame/index.ts';
export { RunEnded } from './session.ts';
export type * from './contract.ts';
