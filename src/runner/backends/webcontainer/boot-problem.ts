/** Why there is no WebContainer. */
export type BootProblem =
  | 'switched-off' // for the whole site, by its build
  | 'unsupported-browser' // it has no shared memory, or no WebAssembly
  | 'not-isolated' // the page came without the headers that cross-origin isolate it
  | 'blocked-storage' // the host may not keep anything in this browser
  | 'unreachable' // its host did not answer in time
  | 'old-node' // its Node can't run TypeScript
  | 'busy' // the page has one already, which is not ours
  | 'refused'; // its host answered, and said no

/** What helps: to try again in this page, to load it again, or nothing that a learner can do in it. */
export type WayOn = 'again' | 'reload' | 'none';

export interface Surroundings {
  /** `https://stackblitz.com`, or undefined where the site offers none. */
  readonly host: string | undefined;
  /** `globalThis.crossOriginIsolated`; old browsers don't know it. */
  readonly crossOriginIsolated: boolean | undefined;
  readonly hasWebAssembly: boolean;
  /** Shared memory; a browser that has it may still keep it from a page that is not isolated. */
  readonly hasSharedMemory: boolean;
}

/** What is known before anything is asked of the host. */
export function problemBeforeBoot(surroundings: Surroundings): BootProblem | undefined {
  if (surroundings.host === undefined) return 'switched-off';
  const { crossOriginIsolated, hasWebAssembly, hasSharedMemory } = surroundings;
  if (crossOriginIsolated === undefined || !hasWebAssembly) return 'unsupported-browser';
  if (!crossOriginIsolated) return 'not-isolated';
  return hasSharedMemory ? undefined : 'unsupported-browser';
}

/** What an error of the package means; it has no codes, so its words have to tell. */
export function problemOfError(message: string): BootProblem {
  if (/only a single webcontainer/i.test(message)) return 'busy';
  return speaksOfStorage(message) ? 'blocked-storage' : 'refused';
}

/**
 * Why the host kept silent.
 * @param warnings what its frame said meanwhile: it may have come up as far as to complain
 */
export function problemOfSilence(warnings: readonly string[]): BootProblem {
  return warnings.some(speaksOfStorage) ? 'blocked-storage' : 'unreachable';
}

/** @param isHung a boot of this page has not come to its end: the package would let another one wait for it */
export function wayOnAfter(problem: BootProblem, isHung: boolean): WayOn {
  switch (problem) {
    case 'switched-off':
    case 'unsupported-browser':
    case 'not-isolated':
    case 'old-node':
      return 'none';
    case 'blocked-storage':
      return 'reload';
    case 'unreachable':
    case 'busy':
    case 'refused':
      return isHung ? 'reload' : 'again';
  }
}

const speaksOfStorage = (words: string): boolean => /cookie|storage|service ?worker/i.test(words);
