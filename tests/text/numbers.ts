import { TYPE_PREFERENCE, errorReason, retransmissionSchedule } from '#src/protocol/index.ts';
import { CONSTANTS, TIMES, type Constant, type Dimension } from './protocol-numbers.ts';

/** The symbols stand in the RFCs' own case. */
const isCaseSensitive = ({ name }: Constant) => /^[A-Z]\w{1,2}$/.test(name);

const UNITS: readonly [words: string, Dimension, factor: number][] = [
  ['ms|milliseconds?|毫秒', 'ms', 1],
  ['s|seconds?|秒', 'ms', 1000],
  ['min|minutes?|分钟', 'ms', 60_000],
  ['hours?|小时', 'ms', 3_600_000],
  ['bits?|位', 'bits', 1],
  ['bytes?|字节', 'bits', 8],
];
const WORDS: Readonly<Record<string, number>> = {
  ...{ an: 1, one: 1, two: 2, five: 5, seven: 7, ten: 10, twelve: 12, fifteen: 15, sixteen: 16 },
  ...{ twenty: 20, thirty: 30, fifty: 50, 一: 1, 五: 5, 十: 10, 十五: 15, 三十: 30 },
};

/** `39.5 s`, `300-second`, `ten minutes`, `0x2112A442`, `39,500 ms`. */
const QUANTITY = [
  String.raw`(?<![\w.§-])(?<number>0x[\da-f]+|\d+(?:,\d{3})+|\d+(?:\.\d+)?|${byLength(Object.keys(WORDS))})`,
  String.raw`(?:[ \n-]*(?<unit>${UNITS.map(([words]) => words).join('|')}))?(?![\w.-]*\w)`,
].join('');

/** Words between a name and a number that make the sentence say "this is that": `lasts`, `is by default`, `=`. */
const LINK_WORDS = [
  'is are was has have must be of a an its it by default to as for in at after every about only exactly value',
  'lasts? lives? expires? ends? length lifetime interval timeout unless refreshed then stays? runs? for up',
].join(' ');
const LINK = String.raw`(?:[\s*_:=(（,，、]|\b(?:${LINK_WORDS.split(' ').join('|')})\b|[是为默认值约等于每隔持续有效期在后的])*`;

/** A place where a text gives a constant a number that it doesn't have. */
export interface WrongNumber {
  readonly line: number;
  readonly said: string;
}

/** Numbers of a text that aren't those of the protocol core. Only sentences and rows of a plain form are understood. */
export function wrongNumbers(text: string): WrongNumber[] {
  const prose = withoutMarkup(text);
  const rows = [...prose.matchAll(/^\|.*\|$/gm)];
  return [
    ...CONSTANTS.flatMap((constant) => [
      ...claims(prose, constant),
      ...rows.flatMap(({ 0: row, index }) => rowClaims(row, index, constant)),
    ]).flatMap(({ index, said, isRight }) => (isRight ? [] : wrongAt(prose, index, said))),
    ...wrongTimes(text),
    ...wrongPreferences(prose),
    ...wrongSends(prose),
    ...wrongReasons(prose),
    ...wrongSchedules(prose),
  ];
}

function blank(match: string): string {
  return match.replaceAll(/[^\n]/g, ' ');
}

/** Spaces in place of components, their attributes and code blocks, so that every place stays its own. */
function withoutMarkup(text: string): string {
  return text
    .replaceAll(/^```.*?^```/gms, blank)
    .replaceAll(/<\/?[A-Za-z][^>]*>/g, blank)
    .replaceAll('`', ' ');
}

interface Claim {
  readonly index: number;
  readonly said: string;
  readonly isRight: boolean;
}

/** `a permission lasts 300 seconds`: name, linking words, number. */
function claims(text: string, constant: Constant): Claim[] {
  const pattern = new RegExp(
    String.raw`(?<![\w-])(?:${constant.name})(?!\w)${LINK}${QUANTITY}`,
    isCaseSensitive(constant) ? 'g' : 'gi',
  );
  return [...text.matchAll(pattern)].flatMap((match) => judge(match, constant, constant.isSymbol ?? false));
}

/** `| RTO | the first wait | 500 ms |`: a row whose first cell is the name; the first number of the others counts. */
function rowClaims(row: string, index: number, constant: Constant): Claim[] {
  const flags = isCaseSensitive(constant) ? '' : 'i';
  const name = new RegExp(String.raw`^\|[\s*_]*(?:${constant.name})[\s*_]*\|`, flags).exec(row)?.[0];
  if (name === undefined) return [];
  for (const match of row.slice(name.length).matchAll(new RegExp(QUANTITY, 'gi'))) {
    const claim = judge(match, constant, true);
    if (claim[0]) return [{ ...claim[0], index, said: row }];
  }
  return [];
}

function judge(
  { 0: said, index, groups }: RegExpExecArray,
  constant: Constant,
  bareCounts: boolean,
): Claim[] {
  const { number = '', unit } = groups ?? {};
  const value = WORDS[number.toLowerCase()] ?? Number(number.replaceAll(',', ''));
  const { dimension, values } = constant;
  if (unit !== undefined) {
    const [, of, factor] = UNITS.find(([words]) => new RegExp(`^(?:${words})$`, 'i').test(unit)) ?? [];
    return of === dimension && factor ? [{ index, said, isRight: values.includes(value * factor) }] : [];
  }
  if (dimension === 'number') return [{ index, said, isRight: values.includes(value) }];
  // Without a unit, the head of a column may hold it.
  return bareCounts
    ? [{ index, said, isRight: values.includes(value) || values.includes(1000 * value) }]
    : [];
}

const SENTENCE_END = /(?<=[.?!])\s+(?=[^a-z\s])|(?<=[。！？])|\n\s*\n|\n(?=\s*[-|#])|(?<=>)\n(?=\s*<)/;

/** `It lasts 300 seconds <Rfc n={8656} s="9" />.`: the time is one of those that the section gives. */
function wrongTimes(text: string): WrongNumber[] {
  const mdx = text.replaceAll(/^```.*?^```/gms, blank);
  let index = 0;
  return mdx.split(new RegExp(`(${SENTENCE_END.source})`)).flatMap((sentence) => {
    const start = index;
    index += sentence.length;
    const cited = [...sentence.matchAll(/<Rfc n=\{(\d+)\} s="([^"]+)" \/>/g)].map(
      ([, n, s]) => TIMES[`${n} ${s}`],
    );
    // Where another section is cited as well, the time may be that one's.
    if (cited.length === 0 || cited.includes(undefined)) return [];
    const times: Constant = { name: '', dimension: 'ms', values: cited.flatMap((values) => values ?? []) };
    const said = [...withoutMarkup(sentence).matchAll(new RegExp(QUANTITY, 'gi'))];
    return said
      .flatMap((match) => judge(match, times, false))
      .flatMap((claim) => (claim.isRight ? [] : wrongAt(mdx, start, `${claim.said}: ${sentence}`)));
  });
}

/** A column of a table whose head fits, with the first cell of each row. */
function columnsOf(text: string, head: RegExp): { index: number; rows: { key: string; value: number }[] }[] {
  return [...text.matchAll(/^\|.*\|\n\|[-| :]+\|\n(?:\|.*\|\n?)+/gm)].flatMap(({ 0: table, index }) => {
    const [first = [], , ...rows] = table
      .trimEnd()
      .split('\n')
      .map((row) => row.split('|').map((cell) => cell.trim()));
    const column = first.findIndex((cell) => head.test(cell));
    if (column < 0) return [];
    const read = (cells: string[]) => ({
      key: cells[1] ?? '',
      value: Number(/\d+/.exec(cells[column] ?? '')?.[0]),
    });
    return [{ index, rows: rows.map(read) }];
  });
}

/** `| host | 126 |` in a table with a column for the type preference. */
function wrongPreferences(text: string): WrongNumber[] {
  const preferences: Readonly<Record<string, number>> = TYPE_PREFERENCE;
  return columnsOf(text, /type preference|类型偏好/i).flatMap(({ index, rows }) =>
    rows
      .filter(({ key, value }) => (preferences[key] ?? value) !== value)
      .flatMap(({ key, value }) => wrongAt(text, index, `${key} ${value}`)),
  );
}

/** `| 2 | 500 ms |` in a table with a column for when a request is sent. */
function wrongSends(text: string): WrongNumber[] {
  const { sendsAtMs, failsAtMs } = retransmissionSchedule();
  return columnsOf(text, /^sent at|^发送时/i).flatMap(({ index, rows }) => {
    const isRight = rows.every(({ value }, place) => value === [...sendsAtMs, failsAtMs][place]);
    return isRight ? [] : wrongAt(text, index, rows.map(({ value }) => value).join(', '));
  });
}

/** `437 (Allocation Mismatch)`: the reason is the code's. */
function wrongReasons(text: string): WrongNumber[] {
  return [...text.matchAll(/\b([3-6]\d\d)\s+\(([A-Z][a-z]+(?: [A-Za-z]+)*)\)/g)].flatMap(
    ({ 0: said, 1: code, 2: reason, index }) => {
      const right = errorReason(Number(code));
      return right === undefined || right === reason ? [] : wrongAt(text, index, said);
    },
  );
}

/** `0, 500, 1500, …`: as far as it goes, it is the schedule of retransmissions, and then the end of the transaction. */
function wrongSchedules(text: string): WrongNumber[] {
  const { sendsAtMs, failsAtMs } = retransmissionSchedule();
  const right = [...sendsAtMs, failsAtMs];
  return [
    ...text.matchAll(/(?<![\d,] ?)0(?: ms)?[,、]\s*500(?: ms)?(?:(?:[,、]| and|,\s+and)\s*\d+(?: ms)?)+/g),
  ].flatMap(({ 0: said, index }) => {
    const moments = [...said.matchAll(/\d+/g)].map(Number);
    return moments.every((moment, place) => moment === right[place]) ? [] : wrongAt(text, index, said);
  });
}

function wrongAt(text: string, index: number, said: string): WrongNumber[] {
  return [{ line: text.slice(0, index).split('\n').length, said: said.replaceAll(/\s+/g, ' ').trim() }];
}

function byLength(words: readonly string[]): string {
  return words.toSorted((a, b) => b.length - a.length).join('|');
}
