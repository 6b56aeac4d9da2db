import type { CheckContext, ExerciseChecks, LabChecks, LabContext } from '#lessons/contract.ts';
import type { Network } from '#src/runner/contract.ts';
import { openLab } from './lab.ts';

/**
 * Sets a run of a Lab exercise up: its scene, and its checks as those of any exercise, with the scene's trace at hand.
 *
 * @param seed 32 bits, drawn for each run
 */
export function setUpLab<Observed>(
  lab: LabChecks<Observed>,
  seed: number,
): { readonly checks: ExerciseChecks<Observed>; readonly network: Network } {
  const { network, trace } = openLab({ ...lab.scene(seed), seed }, lab.host);
  const within = (context: CheckContext): LabContext => ({ ...context, lab: { seed, trace } });
  return {
    network,
    checks: {
      deadlineMs: lab.deadlineMs,
      observe: (learner, context) => lab.observe(learner, within(context)),
      checks: Object.fromEntries(
        Object.entries(lab.checks).map(([id, check]) => [
          id,
          (observed: Observed, context: CheckContext) => check(observed, within(context)),
        ]),
      ),
    },
  };
}

/** 32 random bits. */
export const drawSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
