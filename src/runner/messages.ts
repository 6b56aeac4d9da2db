import type {
  AnswerProblem,
  Json,
  NetworkDatagram,
  Observation,
  OutputLine,
  Preview,
  ServerAnswer,
  ServerRequest,
  TestError,
  TestOutcome,
} from './contract.ts';
import { ANSWER_LIMITS, CONFIGURATION_LIMITS, LIMITS, type DataLimits } from './limits.ts';
import { arePreviews } from './preview.ts';

/** What the host gives a realm to run. */
export type LoadMessage = LoadModule | LoadProgram;

/** A single module, whose exports are called afterwards. */
export interface LoadModule {
  readonly type: 'load';
  /** The learner's module: JavaScript, guarded. */
  readonly source: string;
  /** Name of the global that the guarded source calls. */
  readonly guardName: string;
  readonly loopBudgetMs: number;
}

/** A program of several modules, which runs to its end. */
export interface LoadProgram {
  readonly type: 'load-program';
  /** Each after those that it imports. */
  readonly modules: readonly ProgramModule[];
  /** The files to run, each for itself, in this order. */
  readonly roots: readonly string[];
  /** Whether they are files of tests, of which a run must have some. */
  readonly areTests: boolean;
  /** IP addresses of its machine beside the loopback's, where a network lies behind them. */
  readonly addresses?: readonly string[];
}

export interface ProgramModule {
  readonly file: string;
  /** JavaScript. */
  readonly source: string;
  /** Where its imports stand in `source`, in order: the text between the quotes, and what it leads to. */
  readonly imports: readonly {
    readonly start: number;
    readonly end: number;
    /** A file of the program, or a module of Node: `node:assert`. */
    readonly target: string;
  }[];
}

/** What the host says to the learner's realm, over the port that only its bootstrap holds. */
export type HostMessage =
  | LoadMessage
  /** To a frame: make a worker of this classic script and hand the port on to it. */
  | { readonly type: 'become-worker'; readonly source: string }
  | { readonly type: 'call'; readonly call: number; readonly exportName: string; readonly args: Json[] }
  /** For a server of the program, and that nobody waits for its answer any more. */
  | { readonly type: 'request'; readonly id: number; readonly port: number; readonly request: ServerRequest }
  | { readonly type: 'abort-request'; readonly id: number }
  /** From the network, for a socket of the program. */
  | { readonly type: 'datagram'; readonly datagram: NetworkDatagram }
  | { readonly type: 'ping'; readonly ping: number };

/** An error as the frame saw it; the host makes a `LearnerError` with a place of it. */
export interface FrameError {
  readonly kind: 'thrown' | 'missing-export' | 'not-cloneable';
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  /** Why an answer is not cloneable; with that kind, and no other. */
  readonly problem?: AnswerProblem;
}

/** A test as the realm saw it; the host makes a `TestOutcome` with a place of it. */
export interface RealmTest extends Omit<TestOutcome, 'error'> {
  readonly error?: FrameError & Pick<TestError, 'expected' | 'actual'>;
}

/** What the frame says to the host. */
export type FrameMessage =
  | { readonly type: 'loaded' }
  | { readonly type: 'load-failed'; readonly error: FrameError }
  | { readonly type: 'answer'; readonly call: number; readonly value: Json }
  | { readonly type: 'failure'; readonly call: number; readonly error: FrameError }
  | { readonly type: 'observation'; readonly observation: Observation }
  | { readonly type: 'test'; readonly atMs: number; readonly test: RealmTest }
  /** What a server of the program answered. */
  | { readonly type: 'server-answer'; readonly id: number; readonly answer: ServerAnswer }
  /** Of a socket of the program, for the network. */
  | { readonly type: 'datagram'; readonly datagram: NetworkDatagram }
  /** A worker has taken over the port. */
  | { readonly type: 'worker-ready' }
  | {
      readonly type: 'output';
      readonly atMs: number;
      readonly level: OutputLine['level'];
      readonly text: string;
      readonly values?: readonly Preview[];
    }
  | { readonly type: 'output-cut'; readonly atMs: number }
  | { readonly type: 'uncaught'; readonly atMs: number; readonly error: FrameError }
  | { readonly type: 'blocked'; readonly atMs: number; readonly what: string; readonly directive: string }
  | { readonly type: 'loop'; readonly line: number; readonly column: number }
  | { readonly type: 'pong'; readonly ping: number };

type Check = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Check>>;

const text: Check = (value) => typeof value === 'string' && value.length <= LIMITS.textChars;
const count: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const time: Check = (value) => Number.isFinite(value) && (value as number) >= 0;
const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);
const shaped =
  (shape: Shape): Check =>
  (value) =>
    isRecord(value) &&
    Object.entries(shape).every(([key, check]) => Object.hasOwn(value, key) && check(value[key]));

/** The shape, and a field that may be missing. */
const shapedWith =
  (shape: Shape, key: string, check: Check): Check =>
  (value) =>
    shaped(shape)(value) &&
    ((value as Record<string, unknown>)[key] === undefined || shaped({ [key]: check })(value));

const ofLimit = shaped({ path: text, limit: count });
const PROBLEMS: Readonly<Record<AnswerProblem['kind'], Check>> = {
  'too-many-values': ofLimit,
  'too-deep': ofLimit,
  'text-too-long': ofLimit,
  'too-much-text': ofLimit,
  'name-too-long': ofLimit,
  'no-data': shaped({ path: text, what: oneOf('function', 'symbol', 'bigint', 'binary', 'object') }),
};

const said = { name: text, message: text, stack: text };
const ERRORS: Readonly<Record<FrameError['kind'], Check>> = {
  thrown: shaped(said),
  'missing-export': shaped(said),
  'not-cloneable': shaped({ ...said, problem: (value) => hasKindOf(PROBLEMS, 'kind', value) }),
};
const error: Check = (value) => hasKindOf(ERRORS, 'kind', value);

const OBSERVATIONS: Readonly<Record<Observation['kind'], Check>> = {
  'connection-created': shaped({
    connection: count,
    atMs: time,
    configuration: jsonWithin(CONFIGURATION_LIMITS),
  }),
  candidate: shaped({
    connection: count,
    atMs: time,
    candidate: (value) => value === null || text(value),
  }),
  'candidate-error': shaped({ connection: count, atMs: time, url: text, errorCode: count, errorText: text }),
  state: shaped({
    connection: count,
    atMs: time,
    which: oneOf('gathering', 'connection', 'ice-connection', 'signaling'),
    state: text,
  }),
  'connection-closed': shaped({ connection: count, atMs: time }),
  channel: shaped({
    connection: count,
    channel: count,
    atMs: time,
    state: oneOf('created', 'open', 'closed'),
  }),
  message: shaped({
    connection: count,
    channel: count,
    atMs: time,
    text: (value) => value === null || text(value),
  }),
  'remote-candidate': shaped({
    connection: count,
    atMs: time,
    usernameFragment: text,
    described: (value) => typeof value === 'boolean',
  }),
  'selected-pair': shaped({ connection: count, atMs: time, localType: text, remoteType: text }),
  // Tests come by a message of their own, with a stack in place of a place.
  test: () => false,
  listening: shaped({ atMs: time, address: text, port: count }),
  exit: shaped({ atMs: time, code: count }),
};

const headers: Check = (value) =>
  isRecord(value) &&
  Object.keys(value).length <= LIMITS.answerHeaders &&
  Object.entries(value).flat().every(text);
const serverAnswer: Check = (value) =>
  shaped({ ok: oneOf(false), why: oneOf('refused', 'cut-off', 'too-long') })(value) ||
  shaped({
    ok: oneOf(true),
    status: count,
    headers,
    body: (body) => typeof body === 'string' && body.length <= LIMITS.answerChars,
  })(value);

const texts: Check = (value) => Array.isArray(value) && value.length <= LIMITS.testDepth && value.every(text);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const test: Check = (value) =>
  isRecord(value) &&
  text(value['file']) &&
  texts(value['path']) &&
  oneOf('pass', 'fail', 'skip', 'todo')(value['outcome']) &&
  time(value['durationMs']) &&
  optional(
    (failure) =>
      error(failure) &&
      isRecord(failure) &&
      optional(text)(failure['expected']) &&
      optional(text)(failure['actual']),
  )(value['error']);

const endpoint = shaped({
  address: (value) => text(value) && (value as string).length <= 45,
  port: (value) => count(value) && (value as number) < 65_536,
});
const datagram = shaped({
  from: endpoint,
  to: endpoint,
  data: (value) => value instanceof Uint8Array && value.length <= LIMITS.datagramBytes,
});

const MESSAGES: Readonly<Record<FrameMessage['type'], Check>> = {
  loaded: shaped({}),
  'load-failed': shaped({ error }),
  answer: shaped({ call: count, value: jsonWithin(ANSWER_LIMITS) }),
  failure: shaped({ call: count, error }),
  observation: shaped({ observation: (value) => hasKindOf(OBSERVATIONS, 'kind', value) }),
  test: shaped({ atMs: time, test }),
  'server-answer': shaped({ id: count, answer: serverAnswer }),
  datagram: shaped({ datagram }),
  'worker-ready': shaped({}),
  output: shapedWith(
    {
      atMs: time,
      level: oneOf('log', 'info', 'warn', 'error', 'debug'),
      text: (value) => typeof value === 'string' && value.length <= LIMITS.outputLineChars,
    },
    'values',
    arePreviews,
  ),
  'output-cut': shaped({ atMs: time }),
  uncaught: shaped({ atMs: time, error }),
  blocked: shaped({ atMs: time, what: text, directive: text }),
  loop: shaped({ line: count, column: count }),
  pong: shaped({ ping: count }),
};

/** A message of the frame, or undefined when it is anything else: the frame may be hostile. */
export function parseFrameMessage(data: unknown): FrameMessage | undefined {
  return hasKindOf(MESSAGES, 'type', data) ? (data as FrameMessage) : undefined;
}

function hasKindOf(kinds: Shape, key: string, value: unknown): boolean {
  if (!isRecord(value)) return false;
  const kind = Object.hasOwn(value, key) ? value[key] : undefined;
  return typeof kind === 'string' && Object.hasOwn(kinds, kind) && kinds[kind]?.(value) === true;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Checks that a value is plain data within limits. Cycles end at the depth limit. */
function jsonWithin({ nodes, chars }: DataLimits): Check {
  return (value) => {
    let nodesLeft = nodes;
    let charsLeft = chars;
    const fits: Check = (string) => {
      if (!text(string)) return false;
      charsLeft -= (string as string).length;
      return charsLeft >= 0;
    };
    const walk = (node: unknown, depth: number): boolean => {
      nodesLeft -= 1;
      if (nodesLeft < 0 || depth > LIMITS.answerDepth) return false;
      switch (typeof node) {
        case 'boolean':
        case 'number':
          return true;
        case 'string':
          return fits(node);
        case 'object': {
          if (node === null) return true;
          // A sparse array of a billion items is a small message and a long walk.
          if (Array.isArray(node))
            return node.length <= nodesLeft && node.every((item) => walk(item, depth + 1));
          if (Object.getPrototypeOf(node) !== Object.prototype) return false;
          return Object.entries(node).every(([key, item]) => fits(key) && walk(item, depth + 1));
        }
        default:
          return false;
      }
    };
    return walk(value, 0);
  };
}
