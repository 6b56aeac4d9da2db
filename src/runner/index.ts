/** Runs learner code. Load it when the first run is asked for: it brings a parser along. */
export { createFrameBackend, type FrameBackendOptions } from './backends/frame/index.ts';
export { RunEnded } from './session.ts';
export type * from './contract.ts';
