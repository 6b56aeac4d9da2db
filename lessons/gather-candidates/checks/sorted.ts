import { text } from '#lessons/contract.ts';
import type { Json, Verdict } from '#lessons/contract.ts';
import { emptyList, fail, listOf, PASS } from './answer.ts';
import { isEntry } from './observed.ts';
import type { Observed } from './observed.ts';

const TYPE_ORDER = ['host', 'srflx', 'prflx', 'relay'];

const EXPECTED = text('host, srflx, prflx, relay, in this order', '按 host、srflx、prflx、relay 的顺序');

/** The list's types follow the order; within a type any order will do. */
export function sorted(observed: Observed): Verdict {
  const list = listOf(observed);
  if (!Array.isArray(list)) return list;
  if (list.length === 0) return emptyList(EXPECTED, observed);
  const types = list.map(typeOf);
  const ranks = types.map((type) => TYPE_ORDER.indexOf(type));
  const isInOrder = ranks.every((rank, i) => rank >= 0 && rank >= (ranks[i - 1] ?? 0));
  if (isInOrder) return PASS;
  if (types.includes(''))
    return fail(EXPECTED, text('entries without a type', '有的项没有 type'), 'plain-data');
  const seen = types.join(', ');
  return fail(EXPECTED, text(seen, seen), 'an-order-of-your-own');
}

function typeOf(entry: Json): string {
  return isEntry(entry) && typeof entry.type === 'string' ? entry.type : '';
}
