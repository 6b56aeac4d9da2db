import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findMoment, type MomentName } from '#src/components/lab/steps/named-moments.ts';
import { formatTransportAddress } from '#src/protocol/bytes/address.ts';
import { PRESETS, simulate, type Trace, type TraceEvent } from '#src/simulator/index.ts';
import { createTimeline } from '#src/visuals/index.ts';

/* What chapters say of the scenes that they show: each time, port and type is in the trace. */

/** A chapter's sentence, and what its groups have to be. */
interface Claim {
  readonly chapter: string;
  readonly says: RegExp;
  readonly is: () => readonly string[];
}

const home = simulate(PRESETS['home-to-home']);
const office = simulate(PRESETS['home-to-office']);
const noUdp = simulate(PRESETS['udp-blocked']);
const cut = simulate(PRESETS['cut-and-restart']);
const relayed = simulate(PRESETS['address-and-port-dependent-both']);

const CLAIMS: readonly Claim[] = [
  {
    chapter: 'en/01-why-ice',
    says: /Bob's check, sent (\d+) ms after that loss, gets in/,
    is: () => {
      const { sentAt = 0, sender } = packetOf(home, 'first-request');
      expect(sender).toBe('bob');
      expect(packetOf(home, 'first-filtered').sender).toBe('alice');
      return [rounded(sentAt - at(home, 'first-filtered'))];
    },
  },
  {
    chapter: 'en/01-why-ice',
    says: /A pair succeeds after (\d+) ms, and the session is settled after (\d+)\./,
    is: () => [rounded(at(home, 'first-succeeded')), rounded(at(home, 'settled'))],
  },
  {
    chapter: 'en/03-stun',
    says: /what the server saw, `(\S+)`\. .* port (\d+)\. Alice's router waits for packets from (\d+), and drops them/,
    is: () => {
      const [srflx = ''] = told(office, 'bob', 'srflx');
      const made = event(office, 'mapping-for-peer');
      const port = made.kind === 'mapping' ? made.mapping.outside.port : undefined;
      const { id } = packetOf(office, 'mapping-for-peer');
      expect(office.events.filter((one) => one.kind === 'dropped' && one.packet === id)).toMatchObject([
        { node: 'alice-router', why: 'filtered-by-address-and-port' },
      ]);
      return [srflx, String(port), srflx.split(':')[1] ?? ''];
    },
  },
  ...['en/04-candidates', 'zh-cn/04-candidates'].map((chapter): Claim => ({
    chapter,
    says: /(?:a check comes from|有一个检查来自) `(\S+)`/,
    is: () => {
      const address = newAddress(office);
      expect(told(office, 'bob')).not.toContain(address);
      expect(at(office, 'first-prflx')).toBeLessThan(500);
      // Bob learns it by an answer, later.
      expect(learned(office, 'bob', address)).toBeGreaterThan(at(office, 'first-prflx'));
      return [address];
    },
  })),
  {
    chapter: 'en/07-trickle-and-signalling',
    says: /After ([\d.]+) s the two are connected, over a relay that Alice reaches by TCP/,
    is: () => {
      expect(told(noUdp, 'alice', 'relay')).toHaveLength(1);
      expect(ended(noUdp)).toEqual(['bob']);
      return [(at(noUdp, 'settled') / 1_000).toFixed(2)];
    },
  },
  {
    chapter: 'en/07-trickle-and-signalling',
    says: /without trickle: the first check left after ([\d.]+) s, and they were connected after ([\d.]+) s/,
    is: () => {
      const scene = PRESETS['udp-blocked'];
      const waiting = simulate({ ...scene, signalling: { ...scene.signalling, trickles: false } });
      return (['first-check', 'settled'] as const).map((name) => (at(waiting, name) / 1_000).toFixed(1));
    },
  },
  {
    chapter: 'en/11-consent-restart-failure',
    says: /cut at (\d+) s, mended at (\d+) s, and at (\d+) s she restarts/,
    is: () => cut.scene.changes.map(({ atMs }) => String(atMs / 1_000)),
  },
  {
    chapter: 'en/11-consent-restart-failure',
    says: /Bob loses his at ([\d.]+) s\. .* got, at ([\d.]+) s\. Alice's turn, by the same rule, is at ([\d.]+) s/,
    is: () => [seconds(expiry('bob')), seconds(lastAnswer('bob')), seconds(expiry('alice'))],
  },
  {
    chapter: 'en/11-consent-restart-failure',
    says: /The restart takes ([\d.]+) s until both have selected a pair again/,
    is: () => {
      const after = cut.events.filter(
        (one) => one.kind === 'agent' && one.event === 'selected' && one.at > at(cut, 'restarted'),
      );
      expect(after).toHaveLength(2);
      return [seconds(Math.max(...after.map((one) => one.at)) - at(cut, 'restarted'))];
    },
  },
  {
    chapter: 'en/12-turn',
    says: /(Just one: Bob's)\. .* just before the first permission is granted, another one is refused with (\d+)/,
    is: () => {
      const { selected } = relayed.result;
      expect(selected.map(({ node, pair }) => `${node}: ${pair.local.type}, ${pair.remote.type}`)).toEqual([
        'alice: prflx, relay',
        'bob: relay, prflx',
      ]);
      const place = relayed.events.indexOf(event(relayed, 'permitted'));
      const before = relayed.events.slice(0, place).findLast(({ kind }) => kind === 'server');
      const code = before?.kind === 'server' && before.server.decision === 'refused' && before.server.code;
      return ["Just one: Bob's", String(code)];
    },
  },
];

describe('what a chapter says of a scene of the Lab', () => {
  it.each(CLAIMS.map((claim) => [claim.chapter, claim] as const))('%s', (chapter, { says, is }) => {
    expect(textOf(chapter).match(says)?.slice(1)).toEqual(is());
  });
});

/** A chapter's text, each run of white space a space. */
function textOf(chapter: string): string {
  return readFileSync(`content/${chapter}.mdx`, 'utf8').replace(/\s+/g, ' ');
}

function moment(trace: Trace, name: MomentName) {
  const found = findMoment(createTimeline(trace), name);
  if (!found) throw new Error(`“${name}” never comes`);
  return found;
}

function at(trace: Trace, name: MomentName): number {
  return moment(trace, name).atMs;
}

function event(trace: Trace, name: MomentName): TraceEvent {
  const found = trace.events[moment(trace, name).event];
  if (!found) throw new Error(`“${name}” has no event`);
  return found;
}

function packetOf(trace: Trace, name: MomentName) {
  const found = trace.packets[(moment(trace, name).packet ?? 0) - 1];
  if (!found) throw new Error(`“${name}” has no packet`);
  return found;
}

/** The addresses that an agent has told, of this type or of all. */
function told({ events }: Trace, node: string, type?: string): string[] {
  return events.flatMap((one) =>
    one.kind === 'agent' &&
    one.event === 'candidate' &&
    one.node === node &&
    (type === undefined || one.candidate.type === type)
      ? [formatTransportAddress(one.candidate)]
      : [],
  );
}

/** Who has told the end of candidates. */
function ended({ events }: Trace): string[] {
  return events.flatMap((one) =>
    one.kind === 'agent' && one.event === 'end-of-candidates' ? [one.node] : [],
  );
}

function newAddress(trace: Trace): string {
  const found = event(trace, 'first-prflx');
  if (found.kind !== 'agent' || found.event !== 'ice' || found.ice.event !== 'peer-reflexive') return '';
  return formatTransportAddress(found.ice.address);
}

/** When an agent found that an address is its own. */
function learned({ events }: Trace, node: string, address: string): number | undefined {
  return events.find(
    (one) =>
      one.kind === 'agent' &&
      one.node === node &&
      one.event === 'ice' &&
      one.ice.event === 'peer-reflexive' &&
      one.ice.side === 'local' &&
      formatTransportAddress(one.ice.address) === address,
  )?.at;
}

/** When consent of this side expired, in the scene that is cut. */
function expiry(node: string): number {
  const found = cut.events.find(
    (one) => one.kind === 'agent' && one.node === node && one.event === 'consent-expired',
  );
  return found?.at ?? Number.NaN;
}

/** The last valid answer to a consent check before the expiry. */
function lastAnswer(node: string): number {
  const found = cut.events.findLast(
    (one) =>
      one.at < expiry(node) &&
      one.kind === 'agent' &&
      one.node === node &&
      one.event === 'ice' &&
      one.ice.event === 'consent-fresh',
  );
  return found?.at ?? Number.NaN;
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(2);
}

function rounded(ms: number): string {
  return String(Math.round(ms));
}
