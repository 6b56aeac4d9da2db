import { nodeError } from '../errors.ts';
import type { HeaderLines } from './loopback.ts';

export type HeaderValue = string | number | readonly string[];
/** Headers as a message that came has them: names in lower case, lines of the same name joined. */
export type IncomingHeaders = Record<string, string | string[] | undefined>;

/** What HTTP calls a token. */
const TOKEN = /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/;

const NOT_IN_A_VALUE = /[^\t\x20-\x7e\x80-\xff]/;

/** Of which Node keeps the first line and leaves out the others. */
const FIRST_ONLY = new Set(
  (
    'age authorization content-length content-type etag expires from host if-modified-since if-unmodified-since ' +
    'last-modified location max-forwards proxy-authorization referer retry-after server user-agent'
  ).split(' '),
);

/** The headers of a message that is yet to be sent. */
export class OutgoingHeaders {
  readonly #byName = new Map<string, { readonly name: string; readonly value: HeaderValue }>();

  /** @throws what Node throws for a name or value that can't stand in a header line */
  set(name: string, value: unknown): void {
    this.#byName.set(name.toLowerCase(), { name, value: validValue(validName(name), value) });
  }

  append(name: string, value: unknown): void {
    const before = this.get(name);
    const more = [validValue(validName(name), value)].flat().map(String);
    this.set(name, before === undefined ? more : [...[before].flat().map(String), ...more]);
  }

  get(name: string): HeaderValue | undefined {
    return this.#byName.get(name.toLowerCase())?.value;
  }

  has(name: string): boolean {
    return this.#byName.has(name.toLowerCase());
  }

  remove(name: string): void {
    this.#byName.delete(name.toLowerCase());
  }

  names(): string[] {
    return [...this.#byName.keys()];
  }

  rawNames(): string[] {
    return [...this.#byName.values()].map(({ name }) => name);
  }

  all(): Record<string, HeaderValue> {
    const all: Record<string, HeaderValue> = Object.create(null) as Record<string, HeaderValue>;
    for (const [name, { value }] of this.#byName) all[name] = value;
    return all;
  }

  lines(): (readonly [string, string])[] {
    return [...this.#byName.values()].flatMap(({ name, value }) =>
      [value].flat().map((each) => [name, String(each)] as const),
    );
  }
}

function validName(name: unknown): string {
  if (typeof name === 'string' && TOKEN.test(name)) return name;
  throw nodeError(
    'ERR_INVALID_HTTP_TOKEN',
    `Header name must be a valid HTTP token ["${String(name)}"]`,
    TypeError,
  );
}

function validValue(name: string, value: unknown): HeaderValue {
  if (value === undefined) {
    throw nodeError(
      'ERR_HTTP_INVALID_HEADER_VALUE',
      `Invalid value "undefined" for header "${name}"`,
      TypeError,
    );
  }
  if ([value].flat().some((each) => NOT_IN_A_VALUE.test(String(each)))) {
    throw nodeError('ERR_INVALID_CHAR', `Invalid character in header content ["${name}"]`, TypeError);
  }
  return Array.isArray(value) ? value.map(String) : typeof value === 'number' ? value : String(value);
}

/** Header lines as `message.headers` shows them. */
export function toIncomingHeaders(lines: HeaderLines): IncomingHeaders {
  const headers: IncomingHeaders = {};
  for (const [name, value] of lines) {
    const key = name.toLowerCase();
    const before = Object.hasOwn(headers, key) ? headers[key] : undefined;
    if (key === 'set-cookie') headers[key] = [...(Array.isArray(before) ? before : []), value];
    else if (before === undefined) headers[key] = value;
    else if (!FIRST_ONLY.has(key))
      headers[key] = `${String(before)}${key === 'cookie' ? '; ' : ', '}${value}`;
  }
  return headers;
}

/** What `writeHead` and `request` take for headers: an object, or names and values in turn. */
export function headerEntries(headers: unknown): [string, unknown][] {
  if (!Array.isArray(headers)) return Object.entries((headers ?? {}) as Record<string, unknown>);
  if (headers.every(Array.isArray)) return headers as [string, unknown][];
  return headers.flatMap((name, index): [string, unknown][] =>
    index % 2 === 0 ? [[String(name), headers[index + 1]]] : [],
  );
}
