import { expect, it } from 'vitest';
import { simulate } from '../simulation.ts';
import type { Outcome } from '../trace.ts';
import { type PresetId, PRESETS } from './presets.ts';

/*
 * What has to come of the presets, by what they are made of. A direct path needs that at least one side's packets reach
 * the other's mapping: where one maps by destination and the other filters by address and port, none does (RFC 4787 §4.1,
 * §5). Two Linux routers that accept were measured to end relayed (tests/nat).
 */
const EXPECTED: Record<PresetId, Outcome> = {
  'same-lan': 'direct',
  'home-to-home': 'direct',
  'home-to-office': 'relayed',
  'two-port-restricted': 'direct',
  'address-and-port-dependent-both': 'relayed',
  cgnat: 'direct',
  hairpin: 'direct',
  'udp-blocked': 'relayed',
  'ipv6-one-side': 'direct',
  'lossy-mobile': 'direct',
  'cut-and-restart': 'direct',
  'double-nat': 'direct',
  vpn: 'direct',
  'linux-accepts': 'relayed',
  'two-controlling': 'direct',
};

it.each(Object.entries(PRESETS))('%s comes to what its parts say', (id, scene) => {
  expect(simulate(scene).result.outcome).toBe(EXPECTED[id as PresetId]);
});

it.each(Object.entries(PRESETS))(
  '%s uses documentation addresses outside and private ones inside',
  (_id, scene) => {
    const all = JSON.stringify(scene).match(/\d+\.\d+\.\d+\.\d+/g) ?? [];
    // RFC 5737 §3; RFC 1918 §3; RFC 6598 §7.
    const allowed = /^(?:192\.0\.2|198\.51\.100|203\.0\.113|192\.168|10\.\d+|100\.64)\./;
    expect(all.filter((address) => !allowed.test(address))).toEqual([]);
  },
);
