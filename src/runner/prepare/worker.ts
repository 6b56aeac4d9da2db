/** Reads learner code where it can be ended: a few characters may keep a parser busy for ever. */
import type { PrepareReply, PrepareRequest } from './in-worker.ts';
import { prepareModule } from './module.ts';
import type { Preparation } from './prepared.ts';
import { prepareProgram } from './program.ts';

const reply = (message: PrepareReply): void => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<PrepareRequest>) => {
  reply({ type: 'prepared', preparation: prepare(data) });
});
reply({ type: 'ready' });

function prepare(request: PrepareRequest): Preparation {
  return request.kind === 'module'
    ? prepareModule(request.files, request.entry, request.guardName)
    : prepareProgram(request.files, request.roots, request.areTests);
}
