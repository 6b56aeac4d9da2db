import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PORTS_OF_AN_ADDRESS, costOf } from '#src/components/relay-cost/model.ts';

const text = readFileSync('docs/deploying.md', 'utf8');
const conf = readFileSync('deploy/turnserver.conf', 'utf8');
const grouped = (value: number) => value.toLocaleString('en-US');

describe('docs/deploying.md', () => {
  it('computes what a node carries as the calculator of chapter 13 does', () => {
    const cost = costOf({
      callsAtOnce: 1_000,
      hoursPerDay: 8,
      relayedShare: 0.2,
      kbitPerSecond: 1_500,
      relaysInCall: 1,
      turnUrls: 2,
      pricePerGb: 0.01,
      billed: 'out',
    });
    expect(text).toContain('| of which relayed, at 20 % (measure yours) | ' + cost.relayedCalls + ' |');
    expect(cost.mbitOutPerSecond).toBe(cost.mbitInPerSecond);
    expect(text).toContain(`in and out each | ${cost.mbitInPerSecond} Mbit/s |`);
    expect(text).toContain(`| ${grouped(cost.ports)} of ${grouped(PORTS_OF_AN_ADDRESS)} |`);
    expect(text).toContain(`| ${grouped(Math.round(cost.gbOutPerMonth))} GB |`);
    expect(text).toContain(`at 0.01 a GB | ${Math.round(cost.pricePerMonth)} |`);
    const fullAt = Math.floor(1_000 / (cost.mbitInPerSecond / cost.relayedCalls));
    expect(text).toContain(`full with ${fullAt} relayed calls`);
  });

  it('says of quotas what turnserver.conf says', () => {
    const quota = Number(/^total-quota=(\d+)$/m.exec(conf)?.[1]);
    expect(text).toContain(`\`total-quota=${quota}\``);
    expect(text).toContain(`That is ${grouped(quota / 4)} calls at once`);
    expect(text).toContain(`the quota of ${grouped(quota)} is ${grouped(quota / 4)} readers`);
    expect(text).toContain(`it is ${/^user-quota=(\d+)$/m.exec(conf)?.[1]} in \`turnserver.conf\``);
    expect(quota).toBeLessThan(PORTS_OF_AN_ADDRESS);
  });

  it('names files that are there', () => {
    const files = [...text.matchAll(/\]\(\.\.\/([^)#]+)\)/g)].map(([, file]) => file ?? '');
    const tests = [...text.matchAll(/`((?:tests|scripts|deploy|public|src)\/[\w./-]+\.\w+)`/g)].map(
      ([, file]) => file ?? '',
    );
    expect(files.length).toBeGreaterThan(5);
    expect([...files, ...tests].filter((file) => !existsSync(join('.', file)))).toEqual([]);
  });
});
