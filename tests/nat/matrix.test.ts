import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MATRIX_KINDS } from '#src/simulator/index.ts';
import { canMakeNamespaces } from '../../scripts/lib/namespace.mjs';
import { findBrowser, findCommand } from '../../scripts/lib/programs.mjs';
import { differences, labCell, labSharedCarrier } from './real/compare.ts';
import { type RealLab, openRealLab } from './real/measure.ts';
import type { RealKind } from './real/nat-kinds.ts';

/*
 * What the Lab says, two real browsers behind real NATs do: Linux as a NAT of each kind, coturn, and a Chromium in each
 * of two homes.
 */

type Cell = readonly [caller: RealKind, callee: RealKind];

/** Every way in which two NATs can fare with each other, once. */
const SOME: readonly Cell[] = [
  ['eim-apdf', 'eim-apdf'],
  ['eim-eif', 'apdm-apdf'],
  ['eim-adf', 'apdm-adf'],
  ['eim-apdf', 'apdm-apdf'],
  ['adm-adf', 'eim-eif'],
  ['adm-eif', 'eim-apdf'],
  ['adm-apdf', 'adm-apdf'],
  ['apdm-apdf', 'apdm-apdf'],
  ['apdm-eif', 'apdm-apdf'],
  ['cgnat', 'eim-adf'],
  ['cgnat', 'cgnat'],
  ['udp-blocked', 'eim-eif'],
  ['udp-blocked', 'udp-blocked'],
  ['linux', 'linux'],
  ['linux', 'linux-random'],
  ['linux-accepts', 'linux-accepts'],
];
const ALL: readonly Cell[] = MATRIX_KINDS.flatMap((caller) =>
  MATRIX_KINDS.map((callee) => [caller, callee] as const),
);
const isFull = process.env['FULL'] === '1';

const isOfLinux = (cell: Cell): boolean => cell.some((kind) => kind.startsWith('linux'));

/** Without a relay: what has no way takes Chromium long to give up. */
const ALONE: readonly Cell[] = isFull
  ? ALL
  : [
      ['eim-apdf', 'eim-apdf'],
      ['adm-adf', 'eim-adf'],
      ['eim-apdf', 'apdm-apdf'],
      ['udp-blocked', 'eim-eif'],
    ];

/**
 * Who sends first is a matter of milliseconds, and where a router accepts what nobody asked for, it decides: what
 * differs is measured again. All other cells agreed at once when all were measured; one more try is for a busy machine.
 */
const attemptsFor = (cell: Cell): number => (cell.includes('linux-accepts') ? 4 : 2);

describe.skipIf(!canMakeNamespaces())('two Chromiums behind Linux as a NAT', () => {
  let lab: RealLab;
  beforeAll(async () => {
    const chromium = findBrowser('chromium');
    if (!chromium || !findCommand('turnserver') || !findCommand('conntrack'))
      throw new Error(
        'Chromium, coturn or conntrack is missing: run `npm run test:nat`, which installs them',
      );
    lab = await openRealLab(chromium);
  });
  afterAll(() => lab?.close());

  async function compare(cell: Cell, turn: boolean): Promise<string[]> {
    const [caller, callee] = cell;
    const said = labCell(caller, callee, turn);
    let found: string[] = [];
    for (let attempt = 0; attempt < attemptsFor(cell); attempt += 1) {
      const real = await lab.measure(caller, callee, { turn });
      found = differences(said, real);
      if (found.length === 0) return [];
    }
    return found;
  }

  it.each(isFull ? [...ALL, ...SOME.filter(isOfLinux)] : SOME)(
    '%s calls %s, with a relay',
    async (...cell) => {
      expect(await compare(cell, true)).toEqual([]);
    },
  );

  it.each([true, false])(
    'two customers of one carrier, whose router hairpins: %s (RFC 4787 §6)',
    async (hairpins) => {
      const said = labSharedCarrier(hairpins);
      expect(said.outcome).toBe(hairpins ? 'direct' : 'relayed');
      expect(differences(said, await lab.measureSharedCarrier(hairpins))).toEqual([]);
    },
  );

  it.each(ALONE)('%s calls %s, without', async (...cell) => {
    expect(await compare(cell, false)).toEqual([]);
  });
});
