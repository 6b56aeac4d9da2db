/**
 * The service worker, `/sw.js`: keeps the course on the reader's device, so that it can be read, searched and solved
 * without a network. The build writes what stands in `KEPT` before this text (integration.ts).
 *
 * A version is kept whole or not at all, and answers for all pages until the reader takes the next one. What is not of
 * the version (the full editor, the terminal) is kept when it was used. `/ice-servers.json` is never kept: credentials expire.
 */
declare const KEPT: {
  /** Changes with every file. */
  readonly version: string;
  /** The folder of the site, `/`. */
  readonly base: string;
  /** How the names of its caches begin. Others of the same host have caches, too: another copy of the site, say. */
  readonly prefix: string;
  /** What every page needs sooner or later. */
  readonly shared: readonly string[];
  /** Pages and search index of each edition. */
  readonly editions: Readonly<Record<string, readonly string[]>>;
  /** All files whose names carry a hash, also those that are kept only when they were used. */
  readonly hashed: readonly string[];
};

/** The parts of the global scope of a service worker that are used here: TypeScript knows it only without the DOM. */
interface WorkerScope {
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: LifeEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: AskEvent) => void): void;
  addEventListener(
    type: 'message',
    listener: (event: LifeEvent & Pick<MessageEvent<unknown>, 'data' | 'ports'>) => void,
  ): void;
}
interface LifeEvent {
  waitUntil(work: Promise<unknown>): void;
}
interface AskEvent extends LifeEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

const scope = self as unknown as WorkerScope;
const PREFIX = KEPT.prefix;
const VERSION = PREFIX + KEPT.version;
const USED = `${PREFIX}used`;
const AT_ONCE = 6;
const HASHED = new Set(KEPT.hashed);
/** Set once the reader wants nothing kept: pages that are open have this worker until they are closed. */
let isOver = false;
const OF_VERSION = new Set([...KEPT.shared, ...Object.values(KEPT.editions).flat()]);

scope.addEventListener('install', (event) => event.waitUntil(keep(KEPT.shared)));

scope.addEventListener('activate', (event) => event.waitUntil(takeOver()));

scope.addEventListener('message', (event) => {
  const { data, ports } = event;
  const done = doAsTold(data).then(
    () => true,
    () => false,
  );
  event.waitUntil(done.then((isDone) => ports[0]?.postMessage(isDone)));
});

async function doAsTold(what: unknown): Promise<void> {
  if (typeof what !== 'object' || what === null) return;
  // Only a reader asks for it: pages of the version before may be open, with something unfinished in them.
  if ('activate' in what) await scope.skipWaiting();
  if ('forget' in what) await forget();
  if ('edition' in what) await keep(KEPT.editions[String(what.edition)] ?? []);
  if ('used' in what && Array.isArray(what.used)) await keepUsed(what.used.map(String));
}

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (isOver || request.method !== 'GET' || url.origin !== location.origin || request.headers.has('range'))
    return;
  const isPage = request.mode === 'navigate';
  if (isPage || OF_VERSION.has(url.pathname) || HASHED.has(url.pathname))
    event.respondWith(answer(request, url, isPage));
});

async function answer(request: Request, { pathname }: URL, isPage: boolean): Promise<Response> {
  const kept = await find(pathname, isPage);
  if (kept) return kept;
  try {
    const response = await fetch(request);
    if (HASHED.has(pathname) && response.ok) await (await caches.open(USED)).put(pathname, response.clone());
    return response;
  } catch (error) {
    if (!isPage) throw error;
    return (await find(`${KEPT.base}offline/`, true)) ?? Response.error();
  }
}

/** A page is of this version; what it loads may be of the one before, if it was open at the change. */
async function find(path: string, isPage: boolean): Promise<Response | undefined> {
  const options = { ignoreSearch: true, ignoreVary: true };
  const here = await (await caches.open(VERSION)).match(path, options);
  return here ?? (isPage ? undefined : caches.match(path, options));
}

/** Keeps files of this version that aren't kept yet. Rejects when one of them doesn't come: then the version isn't whole. */
async function keep(paths: readonly string[]): Promise<void> {
  const cache = await caches.open(VERSION);
  const waiting = paths.values();
  const takeTurns = async () => {
    for (const path of waiting) {
      if (await cache.match(path, { ignoreVary: true })) continue;
      // A name with a hash is the same file in each version.
      const known = HASHED.has(path) ? await caches.match(path, { ignoreVary: true }) : undefined;
      const response = known ?? (await fetch(path, { cache: HASHED.has(path) ? 'default' : 'no-cache' }));
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      await cache.put(path, response);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, takeTurns));
}

/** Files that a page had loaded before this worker was there; the browser has them at hand. */
async function keepUsed(paths: readonly string[]): Promise<void> {
  const cache = await caches.open(USED);
  for (const path of paths) {
    if (!HASHED.has(path) || (await find(path, false))) continue;
    const response = await fetch(path, { cache: 'force-cache' });
    if (response.ok) await cache.put(path, response);
  }
}

/** Forgets all versions but this and the one before, whose pages may still be open, and used files of other versions. */
async function takeOver(): Promise<void> {
  const versions = (await caches.keys()).filter(
    (name) => name.startsWith(PREFIX) && name !== USED && name !== VERSION,
  );
  for (const name of versions.slice(0, -1)) await caches.delete(name);
  const used = await caches.open(USED);
  for (const request of await used.keys()) {
    const { pathname } = new URL(request.url);
    if (!HASHED.has(pathname)) await used.delete(request);
  }
  await scope.clients.claim();
}

async function forget(): Promise<void> {
  isOver = true;
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
}
