import { LIMITS } from '../../../limits.ts';
import type { FrameError } from '../../../messages.ts';
import {
  createObject,
  get,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  getter,
  hasOwn,
  indexOf,
  isArray,
  jsonStringify,
  NativeError,
  ownKeys,
  slice,
} from './intrinsics.ts';

/** How much of a value one console line shows. */
const SHOWN = { depth: 4, items: 50, nodes: 500 } as const;

const candidateText = getter(
  typeof RTCIceCandidate === 'function' ? RTCIceCandidate.prototype : undefined,
  'candidate',
);

/** Whatever a property of a hostile object does, reading it for display never throws. */
function read(object: object, key: PropertyKey): unknown {
  try {
    return get(object, key);
  } catch {
    return undefined;
  }
}

function textOf(value: unknown, fallback: string): string {
  return typeof value === 'string' ? slice(value, 0, LIMITS.textChars) : fallback;
}

/** Any thrown value as data. */
export function describeError(thrown: unknown, kind: FrameError['kind'] = 'thrown'): FrameError {
  // A null prototype: fields of a message are its own, whatever stands on Object.prototype.
  const fields = createObject(null) as { -readonly [K in keyof FrameError]: FrameError[K] };
  fields.kind = kind;
  if (typeof thrown === 'object' && thrown !== null && isError(thrown)) {
    fields.name = textOf(read(thrown, 'name'), 'Error');
    fields.message = textOf(read(thrown, 'message'), '');
    fields.stack = stackOf(thrown);
  } else {
    fields.name = '';
    fields.message = textOf(describe(thrown), '');
    fields.stack = '';
  }
  return fields;
}

/** Stack frames of the bootstrap (it calls the learner's code, which calls the guard) say nothing to the learner. */
const OWN_URL = location.href;

function stackOf(error: object): string {
  const stack = textOf(read(error, 'stack'), '');
  let kept = '';
  for (let start = 0; start < stack.length;) {
    const newline = indexOf(stack, '\n', start);
    const end = newline < 0 ? stack.length : newline;
    const line = slice(stack, start, end);
    if (line !== '' && indexOf(line, OWN_URL, 0) < 0) kept += kept === '' ? line : `\n${line}`;
    start = end + 1;
  }
  return kept;
}

/** `TypeError: message` and the stack, which begins with that line in Chromium and lacks it in Firefox. */
function showError(error: object): string {
  const name = textOf(read(error, 'name'), 'Error');
  const message = textOf(read(error, 'message'), '');
  const head = message === '' ? name : `${name}: ${message}`;
  const stack = stackOf(error);
  if (stack === '') return head;
  return slice(stack, 0, head.length) === head ? stack : `${head}\n${stack}`;
}

function isError(object: object): boolean {
  try {
    return object instanceof NativeError || typeof read(object, 'message') === 'string';
  } catch {
    return false;
  }
}

/** The arguments of one console call as one line of text, within bounds; never throws. */
export function describeAll(values: readonly unknown[]): string {
  let line = '';
  for (let index = 0; index < values.length && line.length < LIMITS.outputLineChars; index += 1) {
    const value = values[index];
    const text = typeof value === 'string' ? value : describe(value);
    line = index === 0 ? text : `${line} ${text}`;
  }
  if (line.length <= LIMITS.outputLineChars) return line;
  return `${slice(line, 0, LIMITS.outputLineChars - 1)}…`;
}

/** One value as text: `{ a: 1, list: ["x"] }`. */
export function describe(value: unknown): string {
  let nodes = 0;

  function show(node: unknown, depth: number): string {
    nodes += 1;
    if (nodes > SHOWN.nodes) return '…';
    switch (typeof node) {
      case 'string':
        return jsonStringify(slice(node, 0, LIMITS.outputLineChars));
      case 'bigint':
        return `${node}n`;
      case 'symbol':
        return 'Symbol()';
      case 'function':
        return `[function ${textOf(read(node, 'name'), '')}]`;
      case 'object':
        return node === null ? 'null' : showObject(node, depth);
      default:
        return `${node as undefined}`;
    }
  }

  function showObject(object: object, depth: number): string {
    const candidate = ownCandidateText(object);
    if (candidate !== undefined) return `RTCIceCandidate ${jsonStringify(candidate)}`;
    if (isError(object)) return showError(object);
    if (depth >= SHOWN.depth) return isArray(object) ? '[…]' : '{…}';
    return isArray(object) ? showArray(object, depth) : showFields(object, depth);
  }

  function showArray(list: readonly unknown[], depth: number): string {
    const length = list.length;
    let text = '';
    for (let index = 0; index < length && index < SHOWN.items; index += 1) {
      text += `${index === 0 ? '' : ', '}${show(read(list, index), depth + 1)}`;
    }
    return length > SHOWN.items ? `[${text}, … ${length - SHOWN.items} more]` : `[${text}]`;
  }

  function showFields(object: object, depth: number): string {
    const keys = ownKeys(object);
    let text = '';
    let shown = 0;
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index];
      if (typeof key !== 'string') continue;
      const descriptor = getOwnPropertyDescriptor(object, key);
      if (!descriptor?.enumerable) continue;
      if (shown === SHOWN.items) {
        text += ', …';
        break;
      }
      const item = hasOwn(descriptor, 'value') ? show(descriptor.value, depth + 1) : '[getter]';
      text += `${shown === 0 ? '' : ', '}${slice(key, 0, 100)}: ${item}`;
      shown += 1;
    }
    const name = className(object);
    return `${name === 'Object' ? '' : `${name} `}${shown === 0 ? '{}' : `{ ${text} }`}`;
  }

  try {
    return show(value, 0);
  } catch {
    // A proxy whose traps throw.
    return '[object that can’t be read]';
  }
}

function className(object: object): string {
  const prototype = getPrototypeOf(object);
  const constructor = prototype && read(prototype, 'constructor');
  return typeof constructor === 'function' ? slice(textOf(read(constructor, 'name'), ''), 0, 100) : 'Object';
}

function ownCandidateText(object: object): string | undefined {
  try {
    return candidateText(object as RTCIceCandidate);
  } catch {
    return undefined;
  }
}
