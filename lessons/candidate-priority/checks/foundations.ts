import { text } from '#lessons/contract.ts';
import type { CallOutcome, LocalizedText, Verdict } from '#lessons/contract.ts';
import { wordsOfLearnerError } from '#lessons/learner-error.ts';
import type { GivenCandidate, Groups } from './cases.ts';

/** What the three checks of foundations look at. */
export interface AskedFoundations {
  readonly groups: Groups;
  readonly candidates: readonly GivenCandidate[];
  readonly foundations: CallOutcome;
}

/** RFC 8445 §5.1.1.3: "the ports can be different". */
export function sameFoundations(asked: AskedFoundations): Verdict {
  const read = readFoundations(asked, 'what-counts');
  if (!read.ok) return read.verdict;
  for (const group of asked.groups) {
    const [first, second] = new Set(group.map((candidate) => read.of(candidate)));
    const [one] = group;
    if (second === undefined || !one) continue;
    const what = wordsOf(one);
    return {
      verdict: 'fail',
      expected: text(
        `one foundation for ${group.length} candidates: ${what}`,
        `${group.length} 个候选者同一个基础标识：${what}`,
      ),
      seen: text(`“${first}” and “${second}”`, `“${first}” 和 “${second}”`),
      hint: 'what-counts',
    };
  }
  return { verdict: 'pass' };
}

/** RFC 8445 §5.1.1.3: different where one of the four is different. */
export function differentFoundations(asked: AskedFoundations): Verdict {
  const read = readFoundations(asked, 'all-four');
  if (!read.ok) return read.verdict;
  const owners = new Map<string, GivenCandidate>();
  for (const group of asked.groups) {
    for (const candidate of group) {
      const foundation = read.of(candidate);
      const owner = owners.get(foundation);
      if (owner && !group.includes(owner)) {
        const both = [wordsOf(owner), wordsOf(candidate)] as const;
        return {
          verdict: 'fail',
          expected: text(
            `two foundations: ${both[0]}, and ${both[1]}`,
            `两个基础标识：${both[0]}，以及 ${both[1]}`,
          ),
          seen: text(`“${foundation}” for both`, `两者都是 “${foundation}”`),
          hint: 'all-four',
        };
      }
      owners.set(foundation, candidate);
    }
  }
  return { verdict: 'pass' };
}

/** RFC 8839 §5.1: `foundation = 1*32ice-char`. */
export function withinGrammar(asked: AskedFoundations): Verdict {
  const read = readFoundations(asked, 'number-the-keys');
  if (!read.ok) return read.verdict;
  const wrong = asked.candidates.map((one) => read.of(one)).find((one) => !/^[A-Za-z0-9+/]{1,32}$/.test(one));
  if (wrong === undefined) return { verdict: 'pass' };
  return {
    verdict: 'fail',
    expected: text('1 to 32 letters, digits, + or /', '1 到 32 个字母、数字、+ 或 /'),
    seen: text(`“${shorten(wrong)}”`, `“${shorten(wrong)}”`),
    hint: 'number-the-keys',
  };
}

type Read =
  | { readonly ok: true; readonly of: (candidate: GivenCandidate) => string }
  | { readonly ok: false; readonly verdict: Verdict };

/** A text for each candidate; or why there is none. */
function readFoundations({ candidates, foundations }: AskedFoundations, hint: string): Read {
  const expected = text(
    `a list of ${candidates.length} texts, one for each candidate`,
    `${candidates.length} 个文本的列表，每个候选者一个`,
  );
  const failed = (seen: LocalizedText): Read => ({
    ok: false,
    verdict: { verdict: 'fail', expected, seen, hint },
  });
  if (!foundations.ok) return failed(wordsOfLearnerError(foundations.error));
  const { value } = foundations;
  if (!Array.isArray(value)) return failed(text('no list', '不是列表'));
  if (value.length !== candidates.length) {
    return failed(text(`a list of ${value.length}`, `${value.length} 个元素的列表`));
  }
  const texts = value.filter((one) => typeof one === 'string');
  if (texts.length < value.length) return failed(text('something that is no text', '其中有的不是文本'));
  const byCandidate = new Map(candidates.map((candidate, index) => [candidate, texts[index] ?? '']));
  return { ok: true, of: (candidate) => byCandidate.get(candidate) ?? '' };
}

/** `srflx udp, base 10.1.2.3, server 10.4.5.6` */
function wordsOf({ type, transport, base, server }: GivenCandidate): string {
  return `${type} ${transport} ${base.address}${server ? ` ← ${server.address}` : ''}`;
}

function shorten(words: string): string {
  return words.length > 60 ? `${words.slice(0, 60)}…` : words;
}
