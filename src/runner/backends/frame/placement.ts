/** Where a learner's frame comes from: written into the page, or loaded from another origin. */
export type Placement = { readonly kind: 'srcdoc' } | { readonly kind: 'url'; readonly url: string };

/** Which frames a browser runs in a process of their own, so that a hung one can't freeze the page. */
export type Isolation = 'every-sandboxed-frame' | 'cross-site-frames' | 'none';

export interface Surroundings {
  readonly isolation: Isolation;
  /** `location.origin` of the page. */
  readonly pageOrigin: string;
  /** An origin of another site that serves the same files, from the build's settings. */
  readonly sandboxOrigin: string | undefined;
}

/** Path of the page that a sandbox origin serves for the frame. It serves the same build, so below the same path. */
export const SANDBOX_PATH = `${import.meta.env.BASE_URL}sandbox/frame/`;

/** The placement to try first; a `srcdoc` frame always works. */
export function choosePlacement({ isolation, pageOrigin, sandboxOrigin }: Surroundings): Placement {
  const origin =
    isolation === 'cross-site-frames' ? (sandboxOrigin ?? otherLoopbackOrigin(pageOrigin)) : undefined;
  return origin === undefined ? { kind: 'srcdoc' } : { kind: 'url', url: new URL(SANDBOX_PATH, origin).href };
}

/** Whether a run there shares the page's process. */
export function sharesProcess(placement: Placement, isolation: Isolation): boolean {
  return isolation === 'none' || (isolation === 'cross-site-frames' && placement.kind === 'srcdoc');
}

/** `http://127.0.0.1:4321` ↔ `http://localhost:4321`: one server, two sites. */
export function otherLoopbackOrigin(pageOrigin: string): string | undefined {
  const url = new URL(pageOrigin);
  const other = { '127.0.0.1': 'localhost', localhost: '127.0.0.1' }[url.hostname];
  if (other === undefined) return undefined;
  url.hostname = other;
  return url.origin;
}

/**
 * Chromium on a computer isolates sandboxed frames, Firefox cross-site ones; both measured. Elsewhere
 * (phones, other engines, Chromium on plain http: beyond loopback, which doesn't name itself) we can't be sure.
 */
export function isolationOf(navigator: Navigator): Isolation {
  const { userAgentData } = navigator as { userAgentData?: { brands: { brand: string }[]; mobile: boolean } };
  if (userAgentData?.brands.some(({ brand }) => brand === 'Chromium') && !userAgentData.mobile) {
    return 'every-sandboxed-frame';
  }
  const desktopFirefox = /\bFirefox\//.test(navigator.userAgent) && !navigator.userAgent.includes('Android');
  return desktopFirefox ? 'cross-site-frames' : 'none';
}
