import { text } from '#lessons/contract.ts';
import type { Json, Verdict } from '#lessons/contract.ts';
import { fail, listOf, PASS } from './answer.ts';
import { gatheredLines, isEntry, whyNothing } from './observed.ts';
import type { Observed } from './observed.ts';

/** The answer is what the browser really gathered: nothing missing, nothing twice, nothing made up. */
export function allCandidates(observed: Observed): Verdict {
  const list = listOf(observed);
  if (!Array.isArray(list)) return list;
  const gathered = gatheredLines(observed.observations);
  const beforeAnswer = gatheredLines(observed.observations.slice(0, observed.seenAtAnswer));
  const answered = list.map(lineOf);

  const marks = answered.filter((line) => line === '').length;
  if (marks > 0) return markInTheList(marks);

  const invented = answered.filter((line) => line === undefined || !gathered.includes(line));
  if (invented.length > 0) return inventedOnes(invented.length, list.length);

  const repeated = answered.length - new Set(answered).size;
  if (repeated > 0) {
    return fail(
      text('each candidate once', '每个候选者只出现一次'),
      text(`${repeated} of them again`, `有 ${repeated} 个重复出现`),
      'one-event-each',
    );
  }

  const missing = gathered.filter((line) => !answered.includes(line));
  if (missing.length === 0 && gathered.length > 0) return PASS;
  if (gathered.length === 0) {
    const expected = text("this browser's candidates", '本浏览器的候选者');
    const seen = text('nothing was gathered', '什么也没有收集到');
    return fail(expected, seen, whyNothing(observed.observations));
  }
  return fail(
    text(`all ${gathered.length} that were gathered`, `收集到的全部 ${gathered.length} 个候选者`),
    text(`${missing.length} of them missing`, `缺少 ${missing.length} 个`),
    missingHint(beforeAnswer, missing),
  );
}

function missingHint(beforeAnswer: string[], missing: string[]): string {
  return missing.every((line) => !beforeAnswer.includes(line)) ? 'wait-for-the-end' : 'one-event-each';
}

function markInTheList(marks: number): Verdict {
  return fail(
    text('candidates only', '只含候选者'),
    text(
      `${marks} with an empty line: that is the mark of the end`,
      `有 ${marks} 个的内容为空：那是结束标记，不是候选者`,
    ),
    'wait-for-the-end',
  );
}

function inventedOnes(invented: number, all: number): Verdict {
  return fail(
    text('only candidates that the browser reported in this run', '只含浏览器在本次运行中报告的候选者'),
    text(
      `${invented} of ${all} that no icecandidate event carried`,
      `${all} 个中有 ${invented} 个不是来自任何 icecandidate 事件`,
    ),
    'ask-the-browser',
  );
}

/** The line of an entry, if it has one. */
function lineOf(entry: Json): string | undefined {
  const line = isEntry(entry) ? entry.candidate : undefined;
  return typeof line === 'string' ? line : undefined;
}
