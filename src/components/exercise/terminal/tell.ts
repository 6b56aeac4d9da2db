import { mask } from '#src/components/masking/masking.svelte.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { exercise } from '#src/i18n/messages/exercise.ts';
import { terminal as messages } from '#src/i18n/messages/terminal.ts';
import type { OutputLine, TestOutcome } from '#src/runner/contract.ts';
import { wordsOfLine } from '../results/words.ts';
import { harmless, paint } from './ansi.ts';

const COLOUR = { log: undefined, info: undefined, debug: 'soft', warn: 'yellow', error: 'red' } as const;

/** A line of output as the terminal shows it. */
export function tellLine(line: OutputLine, locale: Locale): string {
  const colour = COLOUR[line.level];
  const text = harmless(mask.text(wordsOfLine(line, locale)));
  return `${colour ? paint(colour, text) : text}\n`;
}

/** A test that has ended, as Node's spec reporter has it; what it compared stands below. */
export function tellTest({ path, outcome, durationMs, error }: TestOutcome, locale: Locale): string {
  const t = messages[locale];
  const name = harmless(mask.text(path.join(' › ')));
  const time = paint('soft', `(${durationMs.toFixed(1)} ms)`);
  if (outcome === 'skip' || outcome === 'todo')
    return `${paint('soft', `﹣ ${name} (${outcome === 'skip' ? t.skipped : t.todo})`)}\n`;
  if (outcome === 'pass') return `${paint('green', '✔')} ${name} ${time}\n`;
  return `${paint('red', `✖ ${name}`)} ${time}\n${error ? indent(tellError(error, locale)) : ''}`;
}

function tellError(error: NonNullable<TestOutcome['error']>, locale: Locale): string {
  const t = messages[locale];
  const { place, expected, actual } = error;
  const said = [error.name, error.message].filter(Boolean).join(': ');
  return [
    place ? `${said} (${exercise[locale].at(place.file, place.line)})` : said,
    ...(expected !== undefined && actual !== undefined
      ? [paint('green', `${t.expected} ${expected}`), paint('red', `${t.actual} ${actual}`)]
      : []),
  ]
    .map((line) => harmless(mask.text(line)))
    .join('\n');
}

const indent = (text: string): string => text.replace(/^/gm, '  ') + '\n';
