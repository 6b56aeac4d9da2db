/** Runs programs as Node would. Load it when the first run is asked for. */
export { createWorkerBackend } from './backends/worker/index.ts';
