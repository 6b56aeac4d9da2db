import EventEmitter from 'events/';
import * as buffer from 'buffer/';
import type { Builtin } from '../../../builtins.ts';
import type { Handles } from './handles.ts';
import type { Exports } from './link.ts';
import type { DatagramNetwork } from './network.ts';
import { assert, strict } from './node/assert.ts';
import { crypto } from './node/crypto.ts';
import { createDgram } from './node/dgram.ts';
import { createHttp } from './node/http/index.ts';
import type { ServerHost } from './node/http/server.ts';
import { util } from './node/util.ts';
import { promisesOf, type Timers } from './timers.ts';

export interface BuiltinsContext {
  readonly handles: Handles;
  readonly network: DatagramNetwork;
  /** Where servers and clients of HTTP meet. */
  readonly http: ServerHost;
  readonly timers: Timers;
  readonly process: object;
  /** The `node:test` of one file. */
  readonly testOf: (file: string) => Exports & { readonly test: unknown };
}

/** What each module of Node exports here, for the file that imports it. */
export function createBuiltins(context: BuiltinsContext): (name: string, file: string) => Exports {
  const { handles, network, http, timers, process, testOf } = context;
  const once = EventEmitter.once as unknown;
  const promises = promisesOf(timers);
  const dgram = createDgram(network, handles, (call) => queueMicrotask(call));
  const withDefault = (value: object): Exports => ({ ...value, default: value });
  const shared: Record<Exclude<Builtin, 'node:test'>, Exports> = {
    'node:assert': { ...assert, default: assert },
    'node:assert/strict': { ...strict, default: strict },
    'node:buffer': withDefault({ ...buffer, Blob, atob, btoa }),
    'node:crypto': withDefault(crypto),
    'node:dgram': withDefault(dgram),
    'node:events': { EventEmitter, once, default: EventEmitter },
    'node:http': withDefault(createHttp(http)),
    'node:process': withDefault(process),
    'node:timers': withDefault({ ...timers, promises }),
    'node:timers/promises': withDefault(promises),
    'node:util': withDefault(util),
  };
  return (name, file) => {
    if (name !== 'node:test') return shared[name as keyof typeof shared];
    const exports = testOf(file);
    return { ...exports, default: exports.test };
  };
}
