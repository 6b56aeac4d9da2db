/** Runs each scene that it is sent. Who wants to stop it ends the worker. */
import type { Scene } from '#src/simulator/index.ts';
import { portionsOf } from './portions.ts';

addEventListener('message', ({ data }: MessageEvent<Scene>) => {
  for (const message of portionsOf(data)) postMessage(message);
});
