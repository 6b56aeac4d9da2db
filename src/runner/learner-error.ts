import type { LearnerError } from './contract.ts';
import type { FrameError } from './messages.ts';
import type { Prepared } from './prepare.ts';

/** Chromium: RangeError "Maximum call stack size exceeded"; Firefox: InternalError "too much recursion". */
const STACK_RAN_OUT = /call stack size exceeded|too much recursion/i;

/** An error of the frame with its kind and its place in the learner's own source. */
export function toLearnerError(error: FrameError, prepared: Prepared): LearnerError {
  const place = placeInStack(error.stack, prepared);
  const { kind, name, message, problem } = error;
  return {
    kind: kind === 'thrown' ? thrownKind(error) : kind,
    name,
    message,
    ...(problem && { problem }),
    ...(place && { place }),
  };
}

function thrownKind({ name, message }: FrameError): LearnerError['kind'] {
  const ranOut = (name === 'RangeError' || name === 'InternalError') && STACK_RAN_OUT.test(message);
  return ranOut ? 'recursion' : 'thrown';
}

/** The innermost frame that stands in the learner's file; both engines write `file:line:column`. */
function placeInStack(stack: string, { file, placeOf }: Prepared): LearnerError['place'] {
  const end = `${file}:`;
  for (const line of stack.split('\n')) {
    const at = line.lastIndexOf(end);
    const numbers = at < 0 ? undefined : /^(\d{1,6}):(\d{1,6})/.exec(line.slice(at + end.length));
    if (numbers) return placeOf({ line: Number(numbers[1]), column: Number(numbers[2]) });
  }
  return undefined;
}
