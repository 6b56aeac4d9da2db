import type { LearnerError } from './contract.ts';
import type { FrameError } from './messages.ts';
import { placeInFile, type Prepared } from './prepared.ts';
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

/** The innermost frame that stands in the learner's file; both engines write `file:line:column`. */
function placeInStack(stack: string, prepared: Prepared): LearnerError['place'] {
  const end = `${prepared.file}:`;
  for (const line of stack.split('\n')) {
    const at = line.lastIndexOf(end);
    const numbers = at < 0 ? undefined : /^(\d{1,6}):(\d{1,6})/.exec(line.slice(at + end.length));
    if (numbers) return placeInFile(prepared, { line: Number(numbers[1]), column: Number(numbers[2]) });
  }
  return undefined;
}
