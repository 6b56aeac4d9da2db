import { parseCandidate } from '#src/protocol/index.ts';
import { text } from '#lessons/contract.ts';
import type { Json, Verdict } from '#lessons/contract.ts';
import { emptyList, fail, listOf, PASS } from './answer.ts';
import { isEntry } from './observed.ts';
import type { Entry, Observed } from './observed.ts';

const EXPECTED = text(
  'type, protocol, address, port, priority and candidate, as the line says',
  '每项含 type、protocol、address、port、priority、candidate，且与候选者行一致',
);

/** Each entry is plain data with the six fields, and they say what its own line says. */
export function plainData(observed: Observed): Verdict {
  const list = listOf(observed);
  if (!Array.isArray(list)) return list;
  if (list.length === 0) return emptyList(EXPECTED, observed);
  for (const [index, entry] of list.entries()) {
    const wrong = wrongField(entry);
    if (wrong !== undefined) {
      return fail(
        EXPECTED,
        text(`entry ${index + 1}: ${wrong} is missing or wrong`, `第 ${index + 1} 项：${wrong} 缺失或不对`),
        'plain-data',
      );
    }
  }
  return PASS;
}

/** The first field of an entry that is not as its line says, or undefined. */
function wrongField(entry: Json): string | undefined {
  if (!isEntry(entry) || typeof entry.candidate !== 'string') return 'candidate';
  const parsed = parseCandidate(entry.candidate);
  if (!parsed.ok) return 'candidate';
  const { type, transport, address, port, priority } = parsed.value;
  const expected = { type, protocol: transport, address, port, priority };
  return Object.entries(expected).find(([field, value]) => !isSame(entry, field, value))?.[0];
}

/** Words compare without case: Firefox writes `UDP` in the line and `udp` in the property. */
function isSame(entry: Entry, field: string, expected: string | number): boolean {
  const value = entry[field];
  return typeof value === 'string' && typeof expected === 'string'
    ? value.toLowerCase() === expected.toLowerCase()
    : value === expected;
}
