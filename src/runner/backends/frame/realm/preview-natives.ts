import { LIMITS } from '../../../limits.ts';
import {
  apply,
  construct,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  getter,
  hasOwn,
  indexOf,
  slice,
  uncurry,
} from './intrinsics.ts';
import { nearestData, openFields, ownField, type Field, type Opened } from './preview-fields.ts';

/** Objects of the language and the browser that hold what no property shows, by their native prototype. */
interface NativeKind {
  readonly prototype: object;
  /** Throws for what only has that prototype. */
  readonly open: (object: object, name: string) => Opened;
}

const field = (key: string, value: unknown): Field => ({ key, value, text: undefined });
const words = (key: string, text: string): Field => ({ key, value: undefined, text });
const openLeaf = (text: string): Opened => ({ text, count: 0, next: () => undefined });

// Map and Set: their natives walk them, and the walk can end early.

const mapSize = getter(Map.prototype, 'size');
const mapEntries = uncurry(Map.prototype.entries as (this: object) => object);
const setSize = getter(Set.prototype, 'size');
const setValues = uncurry(Set.prototype.values as (this: object) => object);
type Step = { readonly done: boolean; readonly value: unknown };
const nextOf = (iterator: object) =>
  uncurry((getPrototypeOf(iterator) as { next: (this: object) => Step }).next);
const nextEntry = nextOf(new Map().entries());
const nextValue = nextOf(new Set().values());

function openMap(map: object, name: string): Opened {
  const count = mapSize(map as Map<unknown, unknown>);
  const iterator = mapEntries(map);
  return {
    text: `${name}(${count})`,
    count,
    next: () => {
      const { done, value } = nextEntry(iterator);
      if (done) return undefined;
      const pair = value as readonly [unknown, unknown];
      return field(keyText(pair[0]), pair[1]);
    },
  };
}

function openSet(set: object, name: string): Opened {
  const count = setSize(set as Set<unknown>);
  const iterator = setValues(set);
  return {
    text: `${name}(${count})`,
    count,
    next: (index) => {
      const { done, value } = nextValue(iterator);
      return done ? undefined : field(`${index}`, value);
    },
  };
}

/** The key of a map on one line; what an object holds is not looked into. */
function keyText(key: unknown): string {
  switch (typeof key) {
    case 'string':
      return slice(key, 0, 100);
    case 'symbol':
      return 'Symbol()';
    case 'function':
      return '[function]';
    case 'object':
      return key === null ? 'null' : '{…}';
    default:
      return `${key as undefined}`;
  }
}

// Dates

const getTime = uncurry(Date.prototype.getTime);
const toISOString = uncurry(Date.prototype.toISOString);

function openDate(date: object, name: string): Opened {
  const time = getTime(date as Date);
  return openLeaf(`${name} ${time === time ? toISOString(date as Date) : 'Invalid Date'}`);
}

// Bytes, sixteen a row

const NativeBytes = Uint8Array;
const typedPrototype = getPrototypeOf(Uint8Array.prototype) as Uint8Array;
const typed = {
  buffer: getter(typedPrototype, 'buffer'),
  byteOffset: getter(typedPrototype, 'byteOffset'),
  byteLength: getter(typedPrototype, 'byteLength'),
  length: getter(typedPrototype, 'length'),
};
/** Names the kind of a typed array; undefined for anything else. */
const typedName = getter(typedPrototype, Symbol.toStringTag as never) as (self: object) => unknown;
const data = {
  buffer: getter(DataView.prototype, 'buffer'),
  byteOffset: getter(DataView.prototype, 'byteOffset'),
  byteLength: getter(DataView.prototype, 'byteLength'),
};
const bufferLength = getter(ArrayBuffer.prototype, 'byteLength');
const DIGITS = '0123456789abcdef';
const ROW = 16;

/** A typed array or a DataView. */
export function openBinary(view: object, name: string): Opened {
  if (typeof typedName(view) !== 'string') {
    const of = view as DataView;
    const count = data.byteLength(of);
    return openBytes(name, count, data.buffer(of), data.byteOffset(of), count);
  }
  const of = view as Uint8Array;
  return openBytes(name, typed.length(of), typed.buffer(of), typed.byteOffset(of), typed.byteLength(of));
}

function openBytes(name: string, count: number, buffer: object, offset: number, length: number): Opened {
  const bytes = construct(NativeBytes, [buffer, offset, length]) as Uint8Array;
  const rows = (length - (length % ROW)) / ROW + (length % ROW === 0 ? 0 : 1);
  return {
    text: `${name}(${count})`,
    count: rows,
    next: (row) => words(hex(row * ROW, 4), hexRow(bytes, row, length)),
  };
}

function hexRow(bytes: Uint8Array, row: number, length: number): string {
  let text = '';
  for (let at = row * ROW; at < length && at < (row + 1) * ROW; at += 1) {
    text += `${at % ROW === 0 ? '' : ' '}${hex(bytes[at] ?? 0, 2)}`;
  }
  return text;
}

function hex(number: number, digits: number): string {
  let text = '';
  for (let rest = number, at = 0; at < digits || rest > 0; at += 1) {
    text = `${DIGITS[rest % 16]}${text}`;
    rest = (rest - (rest % 16)) / 16;
  }
  return text;
}

// Errors. Where an engine keeps the stack behind a getter, it is the engine's own that is called.

const probe = new Error();
const stackGetter = (
  getOwnPropertyDescriptor(probe, 'stack') ?? getOwnPropertyDescriptor(Error.prototype, 'stack')
)?.get as ((this: object) => unknown) | undefined;
const hasDomException = typeof DOMException === 'function';
const domName = getter(hasDomException ? DOMException.prototype : undefined, 'name');
const domMessage = getter(hasDomException ? DOMException.prototype : undefined, 'message');
/** Frames of the bootstrap say nothing to the learner. */
const OWN_URL = location.href;

function openError(error: object, _name: string): Opened {
  return openErrorAs(error, nearestData(error, 'name'), nearestData(error, 'message'));
}

function openDomException(error: object, _name: string): Opened {
  return openErrorAs(error, domName(error as DOMException), domMessage(error as DOMException));
}

function openErrorAs(error: object, name: unknown, message: unknown): Opened {
  const kind = typeof name === 'string' ? name : 'Error';
  const text = typeof message === 'string' && message !== '' ? `${kind}: ${message}` : kind;
  const stack = stackOf(error);
  const said = [stack === '' ? undefined : words('stack', stack), causeOf(error)] as const;
  return openFields(error, text, said.length, (index) => said[index]);
}

function causeOf(error: object): Field | undefined {
  return hasOwn(error, 'cause') ? ownField(error, 'cause') : undefined;
}

function stackOf(error: object): string {
  const own = getOwnPropertyDescriptor(error, 'stack');
  const kept: unknown =
    own && hasOwn(own, 'value')
      ? own.value
      : stackGetter
        ? apply(stackGetter as () => unknown, error, [])
        : '';
  if (typeof kept !== 'string') return '';
  const stack = slice(kept, 0, LIMITS.textChars);
  let text = '';
  for (let start = 0; start < stack.length;) {
    const newline = indexOf(stack, '\n', start);
    const end = newline < 0 ? stack.length : newline;
    const line = slice(stack, start, end);
    if (line !== '' && indexOf(line, OWN_URL, 0) < 0) text += text === '' ? line : `\n${line}`;
    start = end + 1;
  }
  return text;
}

// Objects of the browser that these lessons print: what they say through native getters.

function interfaceOf(name: string, fields: readonly string[]): NativeKind | undefined {
  const found = (globalThis as unknown as Record<string, { prototype?: object } | undefined>)[name];
  const prototype = found?.prototype as Record<string, unknown> | undefined;
  if (!prototype) return undefined;
  const reads = fields.map((key) => getter(prototype, key));
  return {
    prototype,
    open: (object, className) => {
      // Throws at once for what is none.
      reads[0]?.(object as Record<string, unknown>);
      return openFields(object, className, fields.length, (index) => {
        const key = fields[index];
        return key === undefined ? undefined : field(key, reads[index]?.(object as Record<string, unknown>));
      });
    },
  };
}

const INTERFACES: readonly (readonly [name: string, ...fields: string[]])[] = [
  [
    'RTCIceCandidate',
    'candidate',
    'type',
    'protocol',
    'address',
    'port',
    'priority',
    'foundation',
    'component',
    'tcpType',
    'relatedAddress',
    'relatedPort',
    'sdpMid',
    'sdpMLineIndex',
    'usernameFragment',
  ],
  ['RTCSessionDescription', 'type', 'sdp'],
  [
    'RTCPeerConnection',
    'signalingState',
    'iceGatheringState',
    'iceConnectionState',
    'connectionState',
    'localDescription',
    'remoteDescription',
  ],
  ['RTCDataChannel', 'label', 'id', 'readyState', 'ordered', 'protocol', 'bufferedAmount'],
  ['RTCPeerConnectionIceEvent', 'type', 'candidate'],
  ['RTCPeerConnectionIceErrorEvent', 'type', 'url', 'errorCode', 'errorText', 'address', 'port'],
];

/** Taken before learner code runs; only the interfaces that this browser has. */
export const NATIVE_KINDS: readonly NativeKind[] = [
  { prototype: Map.prototype, open: openMap },
  { prototype: Set.prototype, open: openSet },
  { prototype: Date.prototype, open: openDate },
  { prototype: ArrayBuffer.prototype, open: openBuffer },
  ...(hasDomException ? [{ prototype: DOMException.prototype, open: openDomException }] : []),
  { prototype: Error.prototype, open: openError },
  ...INTERFACES.flatMap(([name, ...fields]) => interfaceOf(name, fields) ?? []),
];

function openBuffer(buffer: object, name: string): Opened {
  const length = bufferLength(buffer as ArrayBuffer);
  return openBytes(name, length, buffer, 0, length);
}
