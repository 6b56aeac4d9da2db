/** Reads learner code where it can be ended: a few characters may keep a parser busy for ever. */
import { prepare } from './prepare.ts';
import type { PrepareRequest, PrepareReply } from './prepare-in-worker.ts';

const reply = (message: PrepareReply): void => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<PrepareRequest>) => {
  reply({ type: 'prepared', preparation: prepare(data.files, data.entry, data.guardName) });
});
reply({ type: 'ready' });
