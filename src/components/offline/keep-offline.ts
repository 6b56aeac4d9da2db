import { keepsOffline } from '#src/storage/preferences.ts';

/** How far the course is kept on this device. */
export type Keeping = 'off' | 'unable' | 'keeping' | 'kept' | 'failed';

/** What the worker answers for. Another one may answer for the rest of the host. */
const scope = import.meta.env.BASE_URL;
const script = `${scope}sw.js`;

/** Whether this browser can: not without a secure address, nor in some private windows. Authors see what they write. */
function workers(): ServiceWorkerContainer | undefined {
  return import.meta.env.PROD && 'serviceWorker' in navigator ? navigator.serviceWorker : undefined;
}

/**
 * Has the worker keep this edition, if the reader wants that. Where none of it is kept yet, all of it comes now.
 *
 * @param onnew called whenever a new version is there and waits for the reader's word
 */
export async function keepOffline(
  locale: string,
  onnew: (takeIt: () => void) => void = () => undefined,
): Promise<Keeping> {
  const container = workers();
  if (!container) return 'unable';
  if (keepsOffline.get() === 'off') return 'off';
  try {
    const registration = await container.register(script);
    watch(container, registration, onnew);
    const { active } = await container.ready;
    return (await tell(active, { edition: locale, used: loadedFiles() })) ? 'kept' : 'failed';
  } catch {
    return 'failed';
  }
}

/** Forgets all that is kept. */
export async function stopKeeping(): Promise<void> {
  const registration = await workers()?.getRegistration(scope);
  if (!registration || new URL(registration.scope).pathname !== scope) return;
  await tell(registration.active, { forget: true });
  await registration.unregister();
}

function watch(
  container: ServiceWorkerContainer,
  registration: ServiceWorkerRegistration,
  onnew: (takeIt: () => void) => void,
): void {
  const offer = () => {
    const { waiting } = registration;
    // The first version ever has nothing to replace.
    if (!waiting || !container.controller) return;
    onnew(() => {
      container.addEventListener('controllerchange', () => location.reload(), { once: true });
      waiting.postMessage({ activate: true });
    });
  };
  offer();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offer);
  });
}

/** Tells the worker, and waits for its answer: whether it could do as it was told. */
function tell(worker: ServiceWorker | null, what: object): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data === true);
    worker?.postMessage(what, [port2]);
    if (!worker) resolve(false);
  });
}

/** What this page has loaded that has a hash in its name; the worker may not have been there yet. */
function loadedFiles(): string[] {
  return performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.includes('/_astro/'))
    .map(({ pathname }) => pathname);
}
