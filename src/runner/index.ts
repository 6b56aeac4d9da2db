/** Runs learner code. Load it when the first run is asked for; the parsers come along with its worker. */
export { createFrameBackend, type FrameBackendOptions } from './backends/frame/index.ts';
export { RunEnded } from './session.ts';
export type * from './contract.ts';
