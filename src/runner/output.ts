import type { LearnerError, OutputLine } from './contract.ts';
import { LIMITS } from './limits.ts';
import type { FrameMessage } from './messages.ts';

type OutputMessage = Extract<FrameMessage, { type: 'output' | 'output-cut' | 'uncaught' | 'blocked' }>;

/**
 * Turns what the frame reports into lines, up to the limit; the last one says that output was cut.
 *
 * @param explain makes a learner's error of an error of the frame
 */
export function outputWriter(
  onOutput: (line: OutputLine) => void,
  explain: (message: Extract<OutputMessage, { type: 'uncaught' }>) => LearnerError,
): (message: OutputMessage) => void {
  let lines = 0;
  let cut = false;
  return (message) => {
    if (cut) return;
    if (message.type === 'output-cut' || lines >= LIMITS.outputLines) {
      cut = true;
      const text = `More output was cut after ${lines} lines.`;
      return onOutput({ atMs: message.atMs, level: 'warn', text, notice: { kind: 'cut', lines } });
    }
    lines += 1;
    onOutput(toLine(message, explain));
  };
}

function toLine(
  message: Exclude<OutputMessage, { type: 'output-cut' }>,
  explain: (message: Extract<OutputMessage, { type: 'uncaught' }>) => LearnerError,
): OutputLine {
  const { atMs } = message;
  switch (message.type) {
    case 'output': {
      const { level, text, values } = message;
      return { atMs, level, text, ...(values?.length ? { values } : {}) };
    }
    case 'uncaught': {
      const error = explain(message);
      const text = `Uncaught ${error.name ? `${error.name}: ` : ''}${error.message}`;
      return { atMs, level: 'error', text, notice: { kind: 'uncaught', error } };
    }
    case 'blocked': {
      const { what, directive } = message;
      const text = `Not allowed in an exercise: ${what} (${directive}).`;
      return { atMs, level: 'warn', text, notice: { kind: 'blocked', what, directive } };
    }
  }
}
