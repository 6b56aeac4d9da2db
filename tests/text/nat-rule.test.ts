import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/* The rule of chapter 2, which pairs of NATs connect without a relay, against every cell that was measured. */

/** `apdm-adf`: mapping and filtering, as docs/nat-matrix.md abbreviates them. */
const KIND = /^(eim|adm|apdm)-(eif|adf|apdf)$/;

const mapsByDestination = (kind: string): boolean => !kind.startsWith('eim-');
const filters = (kind: string): boolean => !kind.endsWith('-eif');
const filtersByPort = (kind: string): boolean => kind.endsWith('-apdf');

function failsByTheRule(one: string, other: string): boolean {
  const isHard = (kind: string): boolean => mapsByDestination(kind) && filters(kind);
  if (isHard(one) && isHard(other)) return true;
  return (isHard(one) && filtersByPort(other)) || (isHard(other) && filtersByPort(one));
}

/** The cells of the nine kinds without a relay, as they were measured: a letter for each pair. */
function measured(): (readonly [row: string, column: string, outcome: string])[] {
  const text = readFileSync('docs/nat-matrix.md', 'utf8');
  const [, table = ''] = /## Without a relay\n\n([^]*?)\n\n/.exec(text) ?? [];
  const [head = [], , ...rows] = table
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.replaceAll('*', '').trim()));
  return rows.flatMap(([, row = '', ...cells]) =>
    cells.flatMap((outcome, index) => {
      const column = head[index + 2] ?? '';
      return KIND.test(row) && KIND.test(column) ? [[row, column, outcome] as const] : [];
    }),
  );
}

it('is so in each of the 81 cells of the nine kinds', () => {
  const cells = measured();
  expect(cells).toHaveLength(81);
  const byRule = cells.map(([row, column]) => [row, column, failsByTheRule(row, column) ? 'F' : 'D']);
  expect(cells).toEqual(byRule);
});

it('is told in the chapter in these words', () => {
  const chapter = readFileSync('content/en/02-nats-and-firewalls.mdx', 'utf8').replace(/\s+/g, ' ');
  expect(chapter).toContain(
    'Between two of the nine, a call fails in these two cases and in no other: - Both sides map by destination, and both filter. - One side maps by destination and filters, and **the other filters by address and port**, however well it maps.',
  );
});

it('is told in the Chinese chapter as well', () => {
  const chapter = readFileSync('content/zh-cn/02-nats-and-firewalls.mdx', 'utf8').replace(/\s+/g, ' ');
  expect(chapter).toContain(
    '在这九种之间，只有下面两种情形连不通，别无其他： - 双方都按目的地映射，而且双方都过滤。 - 一方按目的地映射并且过滤，**而另一方按地址和端口过滤**，不论它的映射多么规范。',
  );
});
