import { ANSWER_LIMITS, LIMITS, type DataLimits } from '../../../limits.ts';
import type { AnswerProblem, Json } from '../../../contract.ts';
import {
  append,
  createObject,
  get,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  getter,
  isArray,
  isBinary,
  objectPrototype,
  ownKeys,
  put,
} from './intrinsics.ts';

/** The data, or why the value is none. */
type Walked =
  { readonly ok: true; readonly data: Json } | { readonly ok: false; readonly problem: AnswerProblem };

const data = (value: Json): Walked => ({ ok: true, data: value });
const no = (problem: AnswerProblem): Walked => ({ ok: false, problem });

const MAX_NAME_CHARS = 200;

const CANDIDATE_FIELDS = [
  'candidate',
  'foundation',
  'component',
  'priority',
  'address',
  'protocol',
  'port',
  'type',
  'tcpType',
  'relatedAddress',
  'relatedPort',
  'sdpMid',
  'sdpMLineIndex',
  'usernameFragment',
] as const;

const candidatePrototype = typeof RTCIceCandidate === 'function' ? RTCIceCandidate.prototype : undefined;
const candidateGetters = CANDIDATE_FIELDS.map((field) => getter(candidatePrototype, field));

/**
 * The learner's answer as data: null, booleans, numbers, strings, arrays, objects by their own enumerable
 * properties; a real `RTCIceCandidate` by its fields. `undefined` becomes null at the top and in arrays,
 * and is left out of objects, as in JSON. Getters and proxies of the learner run here, and may throw.
 */
export function toPlainData(value: unknown, limits: DataLimits = ANSWER_LIMITS): Walked {
  let nodes = 0;
  let chars = 0;

  function walk(node: unknown, depth: number, path: string): Walked {
    nodes += 1;
    if (nodes > limits.nodes) {
      return no({ kind: 'too-many-values', path: '', limit: limits.nodes });
    }
    if (depth > LIMITS.answerDepth) {
      return no({ kind: 'too-deep', path, limit: LIMITS.answerDepth });
    }
    switch (typeof node) {
      case 'undefined':
        return data(null);
      case 'boolean':
      case 'number':
        return data(node);
      case 'string':
        if (node.length > LIMITS.textChars) {
          return no({ kind: 'text-too-long', path, limit: LIMITS.textChars });
        }
        return fits(node) ? data(node) : tooMuchText();
      case 'object':
        if (node === null) return data(null);
        return isArray(node) ? walkArray(node, depth, path) : walkObject(node, depth, path);
      case 'function':
        return no({ kind: 'no-data', path, what: 'function' });
      case 'symbol':
        return no({ kind: 'no-data', path, what: 'symbol' });
      case 'bigint':
        return no({ kind: 'no-data', path, what: 'bigint' });
    }
  }

  function fits(string: string): boolean {
    chars += string.length;
    return chars <= limits.chars;
  }

  function tooMuchText(): Walked {
    return no({ kind: 'too-much-text', path: '', limit: limits.chars });
  }

  function walkArray(list: readonly unknown[], depth: number, path: string): Walked {
    const items: Json[] = [];
    // The length of a proxy may be another at each reading: read it once.
    const length = list.length;
    if (!(length <= limits.nodes)) {
      return no({ kind: 'too-many-values', path, limit: limits.nodes });
    }
    for (let index = 0; index < length; index += 1) {
      const item = walk(list[index], depth + 1, `${path}[${index}]`);
      if (!item.ok) return item;
      append(items, item.data);
    }
    return data(items);
  }

  function walkObject(object: object, depth: number, path: string): Walked {
    if (isBinary(object)) return no({ kind: 'no-data', path, what: 'binary' });
    // What a candidate says is the learner's as well, who can make one of any length.
    object = candidateData(object) ?? object;
    const keys = ownKeys(object);
    const result = createObject(null) as { [key: string]: Json };
    let taken = 0;
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index];
      if (typeof key !== 'string') continue;
      const descriptor = getOwnPropertyDescriptor(object, key);
      if (!descriptor?.enumerable) continue;
      if (key.length > MAX_NAME_CHARS) return no({ kind: 'name-too-long', path, limit: MAX_NAME_CHARS });
      const item: unknown = get(object, key);
      if (item === undefined) continue;
      if (!fits(key)) return tooMuchText();
      const walked = walk(item, depth + 1, `${path}.${key}`);
      if (!walked.ok) return walked;
      put(result, key, walked.data);
      taken += 1;
    }
    if (taken === 0 && !isPlain(object)) return no({ kind: 'no-data', path, what: 'object' });
    return data(result);
  }

  return walk(value, 0, '');
}

/** Made by `{}`, of this realm or another. A Map, a Date, a Promise is not: it would become `{}` silently. */
function isPlain(object: object): boolean {
  const prototype = getPrototypeOf(object);
  return prototype === null || prototype === objectPrototype || getPrototypeOf(prototype) === null;
}

/** The fields of a real candidate. */
function candidateData(object: object): object | undefined {
  const result = createObject(null) as { [key: string]: Json };
  try {
    for (let index = 0; index < CANDIDATE_FIELDS.length; index += 1) {
      const read = candidateGetters[index];
      const field = CANDIDATE_FIELDS[index];
      if (read && field) put(result, field, read(object as RTCIceCandidate) ?? null);
    }
  } catch {
    // The native getter throws for anything but a real candidate.
    return undefined;
  }
  return candidatePrototype && result;
}
