import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MatrixKind, MATRIX_KINDS } from '#src/simulator/index.ts';
import { canMakeNamespaces } from '../../scripts/lib/namespace.mjs';
import { findBrowser, findCommand } from '../../scripts/lib/programs.mjs';
import type { RealCell } from './real/call.ts';
import {
  type LabCell,
  differences,
  labCell,
  labHttpsOnly,
  labIpv6,
  labSharedCarrier,
  labSharedHome,
} from './real/compare.ts';
import { type RealLab, openRealLab } from './real/measure.ts';

/*
 * What the Lab says, two real browsers behind real NATs do: Linux as a NAT of each kind, coturn, and a Chromium in each
 * of two homes.
 */

type Cell = readonly [caller: MatrixKind, callee: MatrixKind];

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
  ['none', 'none'],
  ['none', 'apdm-apdf'],
];
/** Who has no NAT has another address, and Chromium notices that late: last. */
const ALL: readonly Cell[] = [
  ...MATRIX_KINDS.flatMap((caller) => MATRIX_KINDS.map((callee) => [caller, callee] as const)),
  ...MATRIX_KINDS.map((caller) => [caller, 'none'] as const),
  ...[...MATRIX_KINDS, 'none' as const].map((callee) => ['none', callee] as const),
];
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

function chromium(): string {
  const found = findBrowser('chromium');
  if (found && findCommand('turnserver') && findCommand('conntrack')) return found;
  throw new Error('Chromium, coturn or conntrack is missing: run `npm run test:nat`, which installs them');
}

describe.skipIf(!canMakeNamespaces())('two Chromiums behind Linux as a NAT', () => {
  let lab: RealLab;
  beforeAll(async () => {
    lab = await openRealLab(chromium());
  });
  afterAll(() => lab?.close());

  /** What differs from what the Lab says, measured again where something does. */
  async function compare(said: LabCell, measure: () => Promise<RealCell>, attempts = 2): Promise<string[]> {
    let found: string[] = [];
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      found = differences(said, await measure());
      if (found.length === 0) return [];
    }
    return found;
  }

  const compareCell = (cell: Cell, turn: boolean): Promise<string[]> =>
    compare(labCell(...cell, turn), () => lab.measure(...cell, { turn }), attemptsFor(cell));

  it.each(isFull ? [...ALL, ...SOME.filter(isOfLinux)] : SOME)(
    '%s calls %s, with a relay',
    async (...cell) => {
      expect(await compareCell(cell, true)).toEqual([]);
    },
  );

  it.each([true, false])(
    'two customers of one carrier, whose router hairpins: %s (RFC 4787 §6)',
    async (hairpins) => {
      const said = labSharedCarrier(hairpins);
      expect(said.outcome).toBe(hairpins ? 'direct' : 'relayed');
      expect(await compare(said, () => lab.measureSharedCarrier(hairpins))).toEqual([]);
    },
  );

  it('two hosts of one home', async () => {
    const said = labSharedHome(false);
    expect(said).toMatchObject({ outcome: 'direct', ways: { a: 'host → host', b: 'host → host' } });
    expect(await compare(said, () => lab.measureSharedHome('linux'))).toEqual([]);
  });

  it.each([
    { relayPort: 443, outcome: 'relayed' },
    // What has no way takes Chromium long to give up.
    ...(isFull ? [{ relayPort: 3_478, outcome: 'failed' } as const] : []),
  ] as const)(
    'only TCP to port 443 gets out, and the relay is at $relayPort',
    async ({ relayPort, outcome }) => {
      const said = labHttpsOnly(relayPort);
      expect(said.outcome).toBe(outcome);
      expect(await compare(said, () => lab.measureHttpsOnly('eim-apdf', relayPort))).toEqual([]);
    },
  );

  it.each(ALONE)('%s calls %s, without', async (...cell) => {
    expect(await compareCell(cell, false)).toEqual([]);
  });

  // Last, and in this order: Chromium goes on telling an IPv6 address that is gone.
  it.each([
    { sides: ['a'], way: 'reflexive → reflexive' },
    { sides: ['a', 'b'], way: 'host → host over IPv6' },
  ] as const)('IPv6 beside the NATs of sides $sides: $way', async ({ sides, way }) => {
    const said = labIpv6(sides);
    expect(said).toMatchObject({ outcome: 'direct', ways: { a: way } });
    expect(await compare(said, () => lab.measureIpv6(sides))).toEqual([]);
  });
});

describe.skipIf(!canMakeNamespaces())('two Chromiums that hide their addresses behind .local names', () => {
  it('meet at home by them (mDNS)', async () => {
    const lab = await openRealLab(chromium(), {
      hidesAddresses: true,
      arrange: ({ shareHome }) => shareHome('linux'),
    });
    try {
      const said = labSharedHome(true);
      expect(said).toMatchObject({ outcome: 'direct', ways: { a: 'host → host' } });
      expect(differences(said, await lab.measureSharedHome('linux'))).toEqual([]);
    } finally {
      await lab.close();
    }
  });
});
