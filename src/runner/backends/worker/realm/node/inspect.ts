/** How much of a value is written. */
const SHOWN = { depth: 3, items: 100, nodes: 1_000, text: 10_000 } as const;

export interface InspectOptions {
  readonly depth?: number | null;
}

/** A value as `util.inspect` writes it, in one line. Never throws, whatever the value does. */
export function inspect(value: unknown, { depth = SHOWN.depth }: InspectOptions = {}): string {
  const deepest = depth ?? Number.POSITIVE_INFINITY;
  const around: object[] = [];
  let nodes = 0;

  function show(node: unknown): string {
    nodes += 1;
    if (nodes > SHOWN.nodes) return '…';
    switch (typeof node) {
      case 'string':
        return quote(node);
      case 'bigint':
        return `${node}n`;
      case 'number':
        return Object.is(node, -0) ? '-0' : String(node);
      case 'symbol':
        return node.toString();
      case 'function':
        return showFunction(node as Callable);
      case 'object':
        return node === null ? 'null' : showObject(node);
      default:
        return String(node);
    }
  }

  function showObject(object: object): string {
    if (around.includes(object)) return '[Circular *1]';
    if (object instanceof Error) return showError(object);
    if (object instanceof Date) return Number.isNaN(object.getTime()) ? 'Invalid Date' : object.toISOString();
    if (object instanceof RegExp) return String(object);
    const name = classOf(object);
    if (around.length > deepest) return Array.isArray(object) ? '[Array]' : `[${name || 'Object'}]`;
    around.push(object);
    try {
      return showParts(object, name);
    } finally {
      around.pop();
    }
  }

  function showParts(object: object, name: string): string {
    if (Array.isArray(object)) {
      const shown = items(object.length, (index) =>
        index in object ? show(object[index]) : '<1 empty item>',
      );
      return brackets(name === 'Array' ? '' : `${name}(${object.length})`, shown, '[]');
    }
    if (object instanceof ArrayBuffer) {
      return `ArrayBuffer { [Uint8Contents]: <${hex(new Uint8Array(object))}>, byteLength: ${object.byteLength} }`;
    }
    if (ArrayBuffer.isView(object) && !(object instanceof DataView)) {
      const list = object as unknown as ArrayLike<number | bigint>;
      if (name === 'Buffer') return `<Buffer${list.length > 0 ? ` ${hex(list as Uint8Array)}` : ''}>`;
      return brackets(
        `${name}(${list.length})`,
        items(list.length, (index) => show(list[index])),
        '[]',
      );
    }
    if (object instanceof Map) {
      const entries = [...object];
      const shown = items(
        entries.length,
        (index) => `${show(entries[index]?.[0])} => ${show(entries[index]?.[1])}`,
      );
      return brackets(`Map(${object.size})`, shown, '{}');
    }
    if (object instanceof Set) {
      const values = [...object];
      return brackets(
        `Set(${object.size})`,
        items(values.length, (index) => show(values[index])),
        '{}',
      );
    }
    if (object instanceof Promise) return 'Promise {}';
    const keys = Reflect.ownKeys(object).filter(
      (key) => Reflect.getOwnPropertyDescriptor(object, key)?.enumerable,
    );
    const shown = items(keys.length, (index) => {
      const key = keys[index] ?? '';
      return `${keyText(key)}: ${showField(object, key)}`;
    });
    const prefix = name === 'Object' ? '' : name || '[Object: null prototype]';
    return brackets(prefix, shown, '{}');
  }

  function showField(object: object, key: PropertyKey): string {
    const descriptor = Reflect.getOwnPropertyDescriptor(object, key);
    if (descriptor?.get) return descriptor.set ? '[Getter/Setter]' : '[Getter]';
    return show(descriptor?.value);
  }

  try {
    return show(value).slice(0, SHOWN.text);
  } catch {
    return '[object that can’t be read]';
  }
}

/** `%s %d %i %f %j %o %O %c %%`, and what is left over, apart by spaces: `util.format`. */
export function format(...values: unknown[]): string {
  const [first, ...rest] = values;
  if (typeof first !== 'string') return values.map(asWord).join(' ');
  let used = 0;
  const text = first.replace(/%[sdifjoOc%]/g, (mark) => {
    if (mark === '%%') return '%';
    if (used >= rest.length) return mark;
    const value = rest[used];
    used += 1;
    switch (mark) {
      case '%s':
        return asWord(value);
      case '%d':
        return typeof value === 'bigint' ? `${value}n` : String(Number(value));
      case '%i':
        return String(Number.parseInt(String(value), 10));
      case '%f':
        return String(Number.parseFloat(String(value)));
      case '%j':
        return JSON.stringify(value) ?? 'undefined';
      case '%c':
        return '';
      default:
        return inspect(value);
    }
  });
  return [text, ...rest.slice(used).map(asWord)].join(' ');
}

const asWord = (value: unknown): string => (typeof value === 'string' ? value : inspect(value));

function items(count: number, show: (index: number) => string): string[] {
  const shown = Array.from({ length: Math.min(count, SHOWN.items) }, (_, index) => show(index));
  const more = count - shown.length;
  return more > 0 ? [...shown, `... ${more} more item${more > 1 ? 's' : ''}`] : shown;
}

function brackets(prefix: string, shown: readonly string[], pair: '[]' | '{}'): string {
  const before = prefix === '' ? '' : `${prefix} `;
  if (shown.length === 0) return `${before}${pair}`;
  return `${before}${pair.charAt(0)} ${shown.join(', ')} ${pair.charAt(1)}`;
}

function quote(text: string): string {
  const escaped = text
    .slice(0, SHOWN.text)
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  if (!text.includes("'")) return `'${escaped}'`;
  return text.includes('"') ? `'${escaped.replaceAll("'", "\\'")}'` : `"${escaped}"`;
}

function keyText(key: PropertyKey): string {
  if (typeof key === 'symbol') return `[${key.toString()}]`;
  const text = String(key);
  return /^[A-Za-z_$][\w$]*$/.test(text) ? text : quote(text);
}

const hex = (bytes: Uint8Array): string =>
  items(Math.min(bytes.length, 50), (index) => (bytes[index] ?? 0).toString(16).padStart(2, '0')).join(' ') +
  (bytes.length > 50 ? ` ... ${bytes.length - 50} more bytes` : '');

function classOf(object: object): string {
  for (let at: object | null = object; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const constructor: unknown = Reflect.getOwnPropertyDescriptor(at, 'constructor')?.value;
    if (typeof constructor === 'function' && constructor.name !== '') return constructor.name;
  }
  return '';
}

type Callable = (...args: never[]) => unknown;

function showFunction(callable: Callable): string {
  const kind = /^class\b/.test(Function.prototype.toString.call(callable)) ? 'class' : 'Function';
  return callable.name === ''
    ? `[${kind} (anonymous)]`
    : kind === 'class'
      ? `[class ${callable.name}]`
      : `[Function: ${callable.name}]`;
}

/** Without its stack: the place is told apart. */
function showError(error: Error): string {
  const { name, message } = error;
  return `[${message === '' ? name : `${name}: ${message}`}]`;
}
