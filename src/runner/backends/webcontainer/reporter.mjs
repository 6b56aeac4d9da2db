/**
 * A reporter for `node --test`, mounted beside the learner's files: a line for each outcome and for what the tests
 * printed, `icebreaker <nonce> <JSON>`. `report.ts` reads them.
 *
 * The nonce is gone from the environment before a file of tests starts, and what tests print comes to us as an event:
 * a text that looks like one of our lines is no verdict. It is no lock. The whole container is the learner's realm, and
 * a test's process tells Node its outcomes itself, so code that sets out to forge them can. It forges them for the one
 * who runs it, and only here: verdicts that hold against hostile code are the browser runner's.
 */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';

/** As in `limits.ts`, which can't be imported from in here. */
const TEXT_CHARS = 20_000;
const TEST_DEPTH = 16;
const PRINTED_LINES = 501;

const nonce = process.env['ICEBREAKER_NONCE'];
delete process.env['ICEBREAKER_NONCE'];

/** @typedef {{ name?: string, nesting?: number, file?: string, message?: string, skip?: unknown, todo?: unknown,
 *   details?: { duration_ms?: number, error?: any } }} EventData */

/** @param {AsyncIterable<{ type: string, data: EventData }>} events */
export default async function* report(events) {
  /** @type {Map<string, string[]>} the names around what comes next, by file */
  const around = new Map();
  /** @type {Map<string, string>} the end of what each file wrote to its standard error */
  const complaints = new Map();
  let printed = 0;

  for await (const { type, data } of events) {
    const file = ownName(data.file ?? '');
    const names = around.get(file) ?? [];
    const { name = '', nesting = 0 } = data;
    switch (type) {
      case 'test:start':
        around.set(file, [...names.slice(0, nesting), name]);
        break;
      case 'test:stdout':
      case 'test:stderr': {
        const text = String(data.message);
        const isError = type === 'test:stderr';
        if (isError) complaints.set(file, ((complaints.get(file) ?? '') + text).slice(-TEXT_CHARS));
        printed += text.split('\n').length;
        if (printed <= PRINTED_LINES) yield line({ type: 'printed', isError, text: cut(text) });
        else if (printed - text.split('\n').length <= PRINTED_LINES) yield line({ type: 'printed-more' });
        break;
      }
      case 'test:pass':
      case 'test:fail': {
        const isFile = nesting === 0 && ownName(name) === file;
        // Node counts a file without tests as one that passed.
        if (isFile && type === 'test:pass') break;
        const thrown = isFile ? fatalError(complaints.get(file) ?? '') : thrownBy(data.details?.error);
        const test = {
          file,
          path: (isFile ? [file] : [...names.slice(0, nesting), name]).slice(-TEST_DEPTH).map(cut),
          outcome: data.skip !== undefined ? 'skip' : data.todo !== undefined ? 'todo' : type.slice(5),
          durationMs: data.details?.duration_ms ?? 0,
          ...(thrown && { error: thrown }),
        };
        yield line({ type: 'test', test });
      }
    }
  }
}

/** @param {string} file @returns {string} as the exercise names it: `checks/codec.check.ts` */
function ownName(file) {
  const path = file.startsWith('file:') ? fileURLToPath(file) : file;
  return relative(process.cwd(), path).replaceAll('\\', '/');
}

/** @param {any} failure what Node wraps around an error that a test threw */
function thrownBy(failure) {
  if (failure === undefined) return undefined;
  const error = failure.cause ?? failure;
  if (typeof error !== 'object' || error === null) return described('Error', String(error), '');
  const compares =
    error.code === 'ERR_ASSERTION' && (error.expected !== undefined || error.actual !== undefined);
  return {
    ...described(
      String(error.name ?? 'Error'),
      String(error.message ?? inspect(error)),
      String(error.stack ?? ''),
    ),
    ...(compares && { expected: cut(inspect(error.expected)), actual: cut(inspect(error.actual)) }),
  };
}

/**
 * Why a file could not be loaded stands only in what its process wrote before it ended.
 * @param {string} written
 */
function fatalError(written) {
  const [, name = 'Error', message = written.trim() || 'The file could not be run.'] =
    /^(?:Uncaught )?(\w*Error)(?: \[\w+\])?: (.*)$/m.exec(written) ?? [];
  // Above the line that cannot be read Node names it without a column.
  return described(name, message, written.replace(/^(file:\S+:\d+)$/m, '$1:1'));
}

/** @param {string} name @param {string} message @param {string} stack */
function described(name, message, stack) {
  return { kind: 'thrown', name: cut(name), message: cut(message), stack: cut(stack) };
}

/** @param {string} text */
function cut(text) {
  return text.slice(0, TEXT_CHARS);
}

/**
 * All in ASCII: a terminal's output comes in pieces, and a character of several bytes may be torn.
 * @param {object} value
 */
function line(value) {
  const json = JSON.stringify(value).replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `icebreaker ${nonce} ${json}\n`;
}
