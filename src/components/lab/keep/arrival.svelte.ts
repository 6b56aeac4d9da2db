import type { Scene } from '#src/simulator/index.ts';
import type { SceneLinkProblem } from '../link/scene-link.ts';

/** What came with the page's address. */
export interface Arrival {
  /** Why the link holds no scene. */
  readonly problem: SceneLinkProblem | 'not-loaded' | undefined;
  /** Looks at the address: now, and whenever its fragment changes. Answers with its undoing. */
  watch(): () => void;
}

/**
 * Opens scenes that come by a link. What comes may be a stranger's: it is checked, shown, and not run.
 * @param open takes a scene that was found good; `isLater`: the page was there already when it came
 */
export function createArrival(open: (scene: Scene, isLater: boolean) => void): Arrival {
  let problem = $state.raw<SceneLinkProblem | 'not-loaded'>();

  async function look(isLater: boolean): Promise<void> {
    const { hash } = location;
    problem = undefined;
    // A place of the page is no scene.
    if (hash.length < 2 || document.getElementById(hash.slice(1))) return;
    try {
      const { sceneFromFragment } = await import('../link/scene-link.ts');
      const read = await sceneFromFragment(hash);
      if (hash !== location.hash) return;
      if (read.ok) open(read.value, isLater);
      else problem = read.error;
    } catch {
      problem = 'not-loaded';
    }
  }

  return {
    get problem() {
      return problem;
    },
    watch() {
      const onhashchange = (): void => void look(true);
      addEventListener('hashchange', onhashchange);
      void look(false);
      return () => removeEventListener('hashchange', onhashchange);
    },
  };
}
