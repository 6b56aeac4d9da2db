import type { LearnerError, Observation, TestError } from './contract.ts';
import type { FrameError, FrameMessage } from './messages.ts';
import { placeInFile, type Prepared } from './prepare/prepared.ts';
import { stackRanOut } from './recursion.ts';

/** An error of the frame with its kind and its place in the learner's own source. */
export function toLearnerError(error: FrameError, prepared: Prepared): LearnerError {
  const place = placeInStack(error.stack, prepared);
  const { kind, name, message, problem } = error;
  return {
    kind: kind === 'thrown' && stackRanOut(error) ? 'recursion' : kind,
    name,
    message,
    ...(problem && { problem }),
    ...(place && { place }),
  };
}

/** A test with the place where it failed. */
export function testObservation(
  { atMs, test }: Extract<FrameMessage, { type: 'test' }>,
  prepared: Prepared,
): Observation {
  const { error: failure, ...rest } = test;
  if (!failure) return { kind: 'test', atMs, test: rest };
  const { place } = toLearnerError(failure, prepared);
  const { name, message, expected, actual } = failure;
  const error: TestError = {
    name,
    message,
    ...(expected !== undefined && { expected }),
    ...(actual !== undefined && { actual }),
    ...(place && { place }),
  };
  return { kind: 'test', atMs, test: { ...rest, error } };
}

/** The innermost frame that stands in one of the learner's files; both engines write `file:line:column`. */
function placeInStack(stack: string, prepared: Prepared): LearnerError['place'] {
  for (const line of stack.split('\n')) {
    for (const file of Object.keys(prepared.maps)) {
      const end = `${file}:`;
      const at = line.lastIndexOf(end);
      // `attributes.ts:` stands in `my-attributes.ts:` too.
      if (at < 0 || /[\w.-]/.test(line.charAt(at - 1))) continue;
      const numbers = /^(\d{1,6}):(\d{1,6})/.exec(line.slice(at + end.length));
      if (!numbers) continue;
      return placeInFile(prepared, file, { line: Number(numbers[1]), column: Number(numbers[2]) });
    }
  }
  return undefined;
}
