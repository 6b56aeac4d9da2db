import type { WebContainer } from '@webcontainer/api';
import {
  problemBeforeBoot,
  problemOfError,
  problemOfSilence,
  wayOnAfter,
  type BootProblem,
  type WayOn,
} from './boot-problem.ts';
import { nodeVersionIn, runsTypeScript } from './node-version.ts';
import { untilAborted } from '../../until-aborted.ts';

export type BootOutcome =
  | {
      readonly ok: true;
      readonly container: WebContainer;
      /**
       * Aborts when the container is torn down: the learner leaves the page, or nobody wants it any more. Its reason is a
       * `BootProblem` when the container itself turned out not to work.
       */
      readonly gone: AbortSignal;
    }
  | {
      readonly ok: false;
      readonly problem: BootProblem;
      /** At the time of asking: a host that answers late is there for the next try. */
      readonly wayOn: () => WayOn;
    };

export interface BootOptions {
  /** Origin that serves the container; undefined where the site offers none. */
  readonly host: string | undefined;
  /** Aborting it ends the waiting, not the boot: the package can't be told to stop. */
  readonly signal: AbortSignal;
  /** How long the host may take. */
  readonly timeoutMs?: number;
}

interface Boot {
  readonly container: Promise<WebContainer>;
  readonly gone: AbortController;
  hasCome: boolean;
}

/** A page has one container, and one boot at a time; a boot whose host never answers stays for as long as the page. */
let current: Boot | undefined;

/**
 * Boots the page's container, or answers with the one that is up. Nothing is asked of the host before this.
 *
 * @throws the signal's reason when that aborts first; never anything else
 */
export async function bootWebContainer({
  host,
  signal,
  timeoutMs = 15_000,
}: BootOptions): Promise<BootOutcome> {
  const problem = problemBeforeBoot({
    host,
    crossOriginIsolated: (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated,
    hasWebAssembly: 'WebAssembly' in globalThis,
    hasSharedMemory: 'SharedArrayBuffer' in globalThis,
  });
  if (problem !== undefined || host === undefined) return failed(problem ?? 'switched-off');

  const warnings = hearWarnings(host);
  const boot = (current ??= begin(host));
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const container = await untilAborted(boot.container, AbortSignal.any([signal, timeout]));
    return { ok: true, container, gone: boot.gone.signal };
  } catch (error) {
    if (boot.gone.signal.aborted) {
      return failed(error instanceof BootError ? error.problem : problemOfError(String(error)));
    }
    signal.throwIfAborted();
    return failed(problemOfSilence(warnings.heard));
  } finally {
    warnings.stop();
  }
}

/** Ends the page's container, if it has one; nobody can use it after this. */
export function tearDownWebContainer(why?: BootProblem): void {
  const boot = current;
  if (!boot?.hasCome) return;
  forget(boot, why);
  void boot.container.then((container) => container.teardown());
}

function failed(problem: BootProblem): BootOutcome {
  return { ok: false, problem, wayOn: () => wayOnAfter(problem, current?.hasCome === false) };
}

/** A boot that came to its end without a container that can be used. */
class BootError extends Error {
  readonly problem: BootProblem;

  constructor(problem: BootProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}

function begin(host: string): Boot {
  const boot: Boot = { container: load(host), gone: new AbortController(), hasCome: false };
  boot.container.then(
    () => (boot.hasCome = true),
    () => forget(boot),
  );
  return boot;
}

async function load(host: string): Promise<WebContainer> {
  // The package reads its host from here when it boots; a test has named its own.
  globalThis.WEBCONTAINER_API_IFRAME_URL ??= host;
  const { WebContainer } = await import('@webcontainer/api').catch((error: unknown) => {
    // The learner is offline, or a newer edition of the site was deployed.
    throw new BootError('unreachable', String(error));
  });
  const container = await WebContainer.boot({ coep: 'require-corp', workdirName: 'exercise' });
  const version = await nodeVersionIn(container);
  if (!runsTypeScript(version)) {
    container.teardown();
    throw new BootError('old-node', version);
  }
  addEventListener('pagehide', onLeave, { once: true });
  // A blocker of cookies may show only once the container is up.
  container.on('error', ({ message }) => {
    if (problemOfError(message) === 'blocked-storage') tearDownWebContainer('blocked-storage');
  });
  return container;
}

const onLeave = (): void => tearDownWebContainer();

function forget(boot: Boot, why?: BootProblem): void {
  if (current === boot) current = undefined;
  boot.gone.abort(why);
}

/** What the host's frame tells the console through the package. */
function hearWarnings(host: string) {
  const heard: string[] = [];
  const { origin } = new URL(globalThis.WEBCONTAINER_API_IFRAME_URL ?? host);
  const listen = (event: MessageEvent<unknown>): void => {
    const data = event.data as { type?: unknown; message?: unknown } | null;
    if (event.origin === origin && data?.type === 'warning') heard.push(String(data.message));
  };
  addEventListener('message', listen);
  return { heard, stop: () => removeEventListener('message', listen) };
}

declare global {
  // A global of the package's.
  var WEBCONTAINER_API_IFRAME_URL: string | undefined;
}
