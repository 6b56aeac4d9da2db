import type { ExerciseChecks, LabChecks } from '#lessons/contract.ts';
import { readScene } from '#src/simulator/index.ts';
import type { BrowserDescription, LabDescription, Problem } from './schema.ts';

/** What is wrong with the default export of checks/index.ts, for the exercise that exercise.yaml describes. */
export function problemsOfChecks(
  checks: unknown,
  description: BrowserDescription | LabDescription,
): Problem[] {
  const isLab = description.runtime === 'lab';
  const declared = isLab
    ? 'defineLabChecks({ deadlineMs, host, scene, observe, checks })'
    : 'defineChecks({ deadlineMs, observe, checks })';
  if (checks === undefined) return [{ field: EXPORT, message: `is missing: export default ${declared}` }];
  if (!isExerciseChecks(checks) || isLabChecks(checks) !== isLab)
    return [{ field: EXPORT, message: `must be ${declared}` }];
  const named = description.checks.map(({ id }) => id);
  const made = Object.keys(checks.checks);
  return [
    ...named
      .filter((id) => !made.includes(id))
      .map((id) => ({ field: `checks['${id}']`, message: 'is missing; exercise.yaml names it' })),
    ...made
      .filter((id) => !named.includes(id))
      .map((id) => ({ field: `checks['${id}']`, message: 'is not named in exercise.yaml' })),
    ...(isLabChecks(checks) ? problemsOfScene(checks) : []),
  ];
}

const EXPORT = 'default export';

/** Any seed shows what is wrong with every scene that the exercise makes. */
const SEED = 1;

function problemsOfScene({ scene, host }: LabChecks): Problem[] {
  const read = readScene({ ...scene(SEED), seed: SEED });
  if (!read.ok)
    return [{ field: `scene(${SEED}).${read.error.place}`, message: `is wrong: ${read.error.kind}` }];
  const isThere = read.value.nodes.some((node) => node.kind === 'host' && node.id === host && !node.agent);
  return isThere
    ? []
    : [{ field: 'host', message: `is "${host}", which is no host of the scene without an agent` }];
}

function isLabChecks(value: unknown): value is LabChecks {
  if (!isExerciseChecks(value)) return false;
  const { host, scene } = value as Partial<LabChecks>;
  return typeof host === 'string' && typeof scene === 'function';
}

function isExerciseChecks(value: unknown): value is ExerciseChecks {
  if (typeof value !== 'object' || value === null) return false;
  const { deadlineMs, observe, checks } = value as Partial<ExerciseChecks>;
  return (
    typeof deadlineMs === 'number' &&
    deadlineMs > 0 &&
    typeof observe === 'function' &&
    typeof checks === 'object' &&
    Object.values(checks).every((check) => typeof check === 'function')
  );
}
