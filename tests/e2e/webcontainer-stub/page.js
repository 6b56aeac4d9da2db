/**
 * The page of the stub host, in the hidden frame of `@webcontainer/api`. It speaks the package's protocol (comlink
 * 4.3.0) and hands everything on to the server that served it; `server.ts` sets `data-` attributes on the script.
 */
import * as Comlink from 'comlink';

const script = /** @type {HTMLScriptElement} */ (document.querySelector('script[data-site]'));
const { secret = '', site = '', mode = '', delayMs = '0' } = script.dataset;

/** @param {string} path @param {string | Uint8Array<ArrayBuffer>} [body] */
async function post(path, body = '') {
  const response = await fetch(`/${secret}/${path}`, { method: 'POST', body });
  if (!response.ok) throw new Error(await response.text());
  return response;
}

/** @param {Response} response @returns {AsyncGenerator<any>} the values of a body with one a line */
async function* linesOf(response) {
  const reader = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body)
    .pipeThrough(new TextDecoderStream())
    .getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line);
  }
}

async function build() {
  // The server knows by the end of this answer that the page is gone.
  const session = linesOf(await post('session'));
  const { id, cwd } = (await session.next()).value;
  void session.next().catch(() => undefined);
  /** @param {object} request */
  const fs = (request) => post(`${id}/fs`, JSON.stringify(request)).then((response) => response.json());

  return Comlink.proxy({
    fs: () =>
      Comlink.proxy({
        /** @param {string} path @param {string | null} [encoding] */
        readFile: async (path, encoding) => {
          const bytes = Uint8Array.from(atob(await fs({ do: 'readFile', path })), (c) => c.charCodeAt(0));
          return encoding ? new TextDecoder(encoding).decode(bytes) : bytes;
        },
        /** @param {string} path @param {string} data */
        writeFile: (path, data) => fs({ do: 'writeFile', path, data }),
        /** @param {string} path */
        readdir: (path) => fs({ do: 'readdir', path }),
        /** @param {string} path @param {object} [options] */
        mkdir: (path, options) => fs({ do: 'mkdir', path, options }),
        /** @param {string} path @param {object} [options] */
        rm: (path, options) => fs({ do: 'rm', path, options }),
      }),
    previewScript: () => Comlink.proxy({}),
    runtimeInfo: () => ({ path: '/bin', cwd }),
    /** @param {Uint8Array<ArrayBuffer>} tree @param {{ mountPoints?: string }} options */
    loadFiles: async (tree, { mountPoints = '.' }) => {
      await post(`${id}/mount?at=${encodeURIComponent(mountPoints)}`, tree);
    },
    /** @param {string} event @param {(error: { message: string }) => void} listener */
    on: (event, listener) => {
      if (event === 'error' && mode === 'blocked-storage') {
        listener({ message: 'Third-party cookies are blocked' });
      }
      return Comlink.proxy(() => undefined);
    },
    /** @param {object} what @param {unknown} _stdout @param {unknown} _stderr @param {((data: Uint8Array | null) => void) | undefined} output */
    run: (what, _stdout, _stderr, output) => run(id, what, output),
    teardown: async () => {
      await post(`${id}/teardown`);
    },
  });
}

/** @param {string} id @param {object} what @param {((data: Uint8Array | null) => void) | undefined} output */
async function run(id, what, output) {
  const events = linesOf(await post(`${id}/spawn`, JSON.stringify(what)));
  const { process } = (await events.next()).value;
  const over = (async () => {
    let code = 1;
    for await (const event of events) {
      if ('output' in event) output?.(Uint8Array.from(atob(event.output), (c) => c.charCodeAt(0)));
      if ('exit' in event) code = event.exit;
    }
    output?.(null);
    return code;
  })();
  let typed = Promise.resolve();
  return Comlink.proxy({
    onExit: over,
    /** @param {string} data */
    write: (data) => {
      // One after the other: requests may overtake each other.
      typed = typed.then(() => post(`${id}/${process}/input`, data)).then(() => undefined);
      return typed;
    },
    kill: () => void post(`${id}/${process}/kill`),
    /** @param {object} size */
    resize: (size) => void post(`${id}/${process}/resize`, JSON.stringify(size)),
  });
}

if (mode !== 'silent') {
  setTimeout(() => {
    const { port1, port2 } = new MessageChannel();
    Comlink.expose({ build }, port1);
    parent.postMessage({ type: 'init' }, site, [port2]);
  }, Number(delayMs));
}
