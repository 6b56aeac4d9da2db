import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findMoment, type MomentName } from '#src/components/lab/steps/named-moments.ts';
import { formatTransportAddress } from '#src/protocol/bytes/address.ts';
import { candidatePriority, decodeStun, METHOD, pairPriority, splitPriority } from '#src/protocol/index.ts';
import { PRESETS, simulate, type Trace, type TraceEvent } from '#src/simulator/index.ts';
import { createTimeline, type PairRow } from '#src/visuals/index.ts';

/* What chapters say of the scenes that they show: each time, port and type is in the trace. */

/** A chapter's sentence, and what its groups have to be. */
interface Claim {
  readonly chapter: string;
  readonly says: RegExp;
  readonly is: () => readonly string[];
}

const home = simulate(PRESETS['home-to-home']);
const office = simulate(PRESETS['home-to-office']);
const oneCarrier = simulate(PRESETS.hairpin);
const noUdp = simulate(PRESETS['udp-blocked']);
const ipv6OnOneSide = simulate(PRESETS['ipv6-one-side']);
const sameLan = simulate(PRESETS['same-lan']);
const conflict = simulate(PRESETS['two-controlling']);
const cut = simulate(PRESETS['cut-and-restart']);
const relayed = simulate(PRESETS['address-and-port-dependent-both']);
const vpn = simulate(PRESETS.vpn);

const CLAIMS: readonly Claim[] = [
  ...(
    [
      ['en/01-why-ice', /Bob's check, sent (\d+) ms after that loss, gets in/],
      ['zh-cn/01-why-ice', /于是 Bob 在它丢失 (\d+) 毫秒之后发出的检查，就进得来了/],
    ] as const
  ).map(([chapter, says]): Claim => ({
    chapter,
    says,
    is: () => {
      const { sentAt = 0, sender } = packetOf(home, 'first-request');
      expect(sender).toBe('bob');
      expect(packetOf(home, 'first-filtered').sender).toBe('alice');
      return [rounded(sentAt - at(home, 'first-filtered'))];
    },
  })),
  ...(
    [
      ['en/01-why-ice', /A pair succeeds after (\d+) ms, and the session is settled after (\d+)\./],
      ['zh-cn/01-why-ice', /(\d+) 毫秒时，有一对成功了；(\d+) 毫秒时，会话才定下来。/],
    ] as const
  ).map(([chapter, says]): Claim => ({
    chapter,
    says,
    is: () => [rounded(at(home, 'first-succeeded')), rounded(at(home, 'settled'))],
  })),
  ...inBoth({
    chapter: 'en/02-nats-and-firewalls',
    says: /(?:maps it to|把她映射到) `(\S+)`(?:, the provider's NAT maps that to |，运营商的 NAT 再映射到 )`(\S+)`(?:, and this is what the server sees|，服务器看到的就是后者)/,
    is: () => {
      const made = oneCarrier.events.flatMap((one) =>
        one.kind === 'mapping' && one.event === 'mapping-made' ? [one] : [],
      );
      const [router, carrier] = made.map(({ mapping }) => mapping.outside.address);
      expect(made.slice(0, 2).map(({ node }) => node)).toEqual(['alice-router', 'alice-cgn']);
      const [srflx = ''] = told(oneCarrier, 'alice', 'srflx');
      expect(srflx.split(':')[0]).toBe(carrier);
      return [router ?? '', carrier ?? ''];
    },
  }),
  ...inBoth({
    chapter: 'en/02-nats-and-firewalls',
    says: /(?:At|在) (\d+) (?:ms her check .* addressed to|毫秒时，她发给 Bob 的检查.*目的地是) `(\S+)`(?:, and is turned round\. Then Bob's \*own\* router drops it, after|，于是掉头。接着在) (\d+) (?:ms|毫秒时，它被 Bob \*自己的\*路由器丢弃)/,
    is: () => {
      const turned = packetOf(oneCarrier, 'first-hairpin');
      const dropped = event(oneCarrier, 'first-filtered');
      expect(turned.sender).toBe('alice');
      expect(dropped).toMatchObject({ node: 'bob-router', packet: turned.id });
      // His check comes the same way, and gets in.
      expect(packetOf(oneCarrier, 'first-request').sender).toBe('bob');
      expect(oneCarrier.result.outcome).toBe('direct');
      return [
        rounded(at(oneCarrier, 'first-hairpin')),
        formatTransportAddress(turned.destination),
        rounded(dropped.at),
      ];
    },
  }),
  ...inBoth({
    chapter: 'en/03-stun',
    says: /(?:what the server saw, |服务器看到的 Bob：)`([\d.:]+)`[.。].*(?:port|端口) (\d+)(?:\. Alice's router waits for packets from|。Alice 的路由器等的是来自) (\d+)(?:, and drops them| 的包，于是把这些检查丢弃)/,
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
  }),
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
  ...inBoth({
    chapter: 'en/05-priority',
    says: /(?:her second `host` candidate has the local preference|她的第二个 `host` 候选的本地偏好是) (\d+)[.。]/,
    is: () => {
      const hosts = vpn.events.flatMap((one) =>
        one.kind === 'agent' &&
        one.event === 'candidate' &&
        one.node === 'alice' &&
        one.candidate.type === 'host'
          ? [String(splitPriority(one.candidate.priority).localPreference)]
          : [],
      );
      expect(hosts[0]).toBe('65535');
      return hosts.slice(1);
    },
  }),
  ...inBoth({
    chapter: 'en/05-priority',
    says: /`host` (?:with Bob's|配 Bob 的) `relay` (?:has|是) (\d+)(?:, and Alice's|，Alice 的) `relay` (?:with Bob's|配 Bob 的) `host` (?:has|是) (\d+)(?:\. In both lists the same|。两份列表里，排在前面的是同一对)/,
    is: () => {
      const mirrored = pairsAt(vpn, 'alice', 'first-request').filter(isMirrored);
      expect(mirrored.map(({ local }) => local.type)).toEqual(['host', 'relay']);
      const atBob = pairsAt(vpn, 'bob', 'first-request').filter(isMirrored);
      expect(atBob.map(({ local }) => local.type)).toEqual(['relay', 'host']);
      const priorities = mirrored.map(({ priority }) => priority);
      expect(atBob.map(({ priority }) => priority)).toEqual(priorities);
      expect(new Set(priorities.map(Number)).size).toBe(1);
      return priorities.map(String);
    },
  }),
  ...inBoth({
    chapter: 'en/05-priority',
    says: /(?:It has the priority|它的优先级是) (\d+)(?:, and in Alice's list|，而在 Alice 的列表里，它上面还有) (\d+) (?:pairs stand above it\. Why is none of these nominated\? In the upper two, .*: nobody answers\.|对。为什么不提名这 4 对？最上面两对里，.*：没有人应答。)/,
    is: () => {
      const [nominated] = pairsAt(vpn, 'bob', 'nominated').filter(({ selected }) => selected);
      const above = pairsAt(vpn, 'alice', 'nominated').filter(
        ({ priority }) => priority > (nominated?.priority ?? 0n),
      );
      // One of those that were answered is being checked again, since that is how a pair is nominated.
      const answered = pairsAt(vpn, 'alice', 'first-succeeded').filter(({ state }) => state === 'succeeded');
      expect(above.map(({ state }) => state)).toEqual([
        'in-progress',
        'in-progress',
        'in-progress',
        'succeeded',
      ]);
      expect(above.map(({ remote }) => remote.type)).toEqual(['host', 'host', 'srflx', 'srflx']);
      expect(answered.some(({ id }) => id === above[2]?.id)).toBe(true);
      return [String(nominated?.priority), String(above.length)];
    },
  }),
  ...inBoth({
    chapter: 'en/06-gathering-and-privacy',
    says: /(?:take turns: at|轮流发出：第) (\d+) (?:and|和第) (\d+) (?:ms she sends a `Binding` each way, at|毫秒，两条路上各发一个 `Binding`；第) (\d+) (?:and|和第) (\d+) (?:ms an|毫秒，各发一个) `Allocate`/,
    is: () => {
      const asked = iceEvents(vpn, 'alice').filter(({ event }) => event === 'server-asked');
      // Each transaction in a Ta of its own: two of them go out by each of the two bases.
      const bases = asked.map((one) => (one.event === 'server-asked' ? one.base.address : ''));
      expect(bases).toEqual(['192.168.1.10', '10.8.0.2', '192.168.1.10', '10.8.0.2']);
      expect(asked.map(({ atMs }) => methodSentAt(vpn, 'alice', atMs))).toEqual([
        METHOD.Binding,
        METHOD.Binding,
        METHOD.Allocate,
        METHOD.Allocate,
      ]);
      return asked.map(({ atMs }) => rounded(atMs));
    },
  }),
  ...(
    [
      [
        'en/06-gathering-and-privacy',
        /first `srflx` is there after (\d+) ms, and her last candidate, a `(\w+)` through the tunnel, after (\d+) ms\. .* `(\S+)` is the VPN's exit\. `(\S+)` is her own router, and it is the one that the call ends up with/,
      ],
      [
        'zh-cn/06-gathering-and-privacy',
        /第一个 `srflx` 在 (\d+) 毫秒时就有了，最后一个候选者是经隧道得到的 `(\w+)`，在 (\d+) 毫秒时到达。.*`(\S+)` 是 VPN 的出口；`(\S+)` 是她自己的路由器，通话最后用的正是它。/,
      ],
    ] as const
  ).map(([chapter, says]): Claim => ({
    chapter,
    says,
    is: () => {
      const own = vpn.events.filter(
        (one) => one.kind === 'agent' && one.node === 'alice' && one.event === 'candidate',
      );
      const last = own.at(-1);
      const candidate = last?.kind === 'agent' && last.event === 'candidate' ? last.candidate : undefined;
      const pair = vpn.result.selected.find(({ node }) => node === 'alice')?.pair;
      const router = pair?.local.address.address ?? '';
      expect(pair?.local.type).toBe('srflx');
      const exit = told(vpn, 'alice', 'srflx')
        .map(withoutPort)
        .find((address) => address !== router);
      // The last one came through the tunnel: from there the server saw the tunnel's exit.
      expect(candidate?.relatedAddress).toBe(exit);
      expect(at(vpn, 'all-gathered')).toBe(last?.at);
      return [
        rounded(at(vpn, 'first-srflx')),
        candidate?.type ?? '',
        // With it she has all, and is the last to have: the chapter's step.
        rounded(at(vpn, 'all-gathered')),
        exit ?? '',
        router,
      ];
    },
  })),
  ...(
    [
      [
        'en/06-gathering-and-privacy',
        /first check between `(\S+)` and `(\S+)` succeeds after (\d+) ms\. .* neither address stands in them/,
      ],
      [
        'zh-cn/06-gathering-and-privacy',
        /`(\S+)` 与 `(\S+)` 之间的第一个检查在 (\d+) 毫秒时成功。.*两个地址都不在里面。/,
      ],
    ] as const
  ).map(([chapter, says]): Claim => ({
    chapter,
    says,
    is: () => {
      const ends = sameLan.result.selected.map(({ pair }) => pair.local.address.address);
      const lines = ['alice', 'bob'].flatMap((node) => told(sameLan, node)).map(withoutPort);
      expect(lines.filter((address) => ends.includes(address))).toEqual([]);
      return [...ends, rounded(at(sameLan, 'first-succeeded'))];
    },
  })),
  ...inBoth({
    chapter: 'en/07-trickle-and-signalling',
    says: /(?:After )?([\d.]+) (?:s the two are connected, over a relay that Alice reaches by TCP|秒之后双方就连通了，经由 Alice 用 TCP 到达的中继)/,
    is: () => {
      expect(told(noUdp, 'alice', 'relay')).toHaveLength(1);
      expect(ended(noUdp)).toEqual(['bob']);
      return [(at(noUdp, 'settled') / 1_000).toFixed(2)];
    },
  }),
  ...inBoth({
    chapter: 'en/07-trickle-and-signalling',
    says: /(?:without trickle: the first check left after|不用增量方式：第一个检查在) ([\d.]+) (?:s, and they were connected after|秒之后发出，双方在) ([\d.]+) (?:s|秒之后连通)/,
    is: () => {
      const scene = PRESETS['udp-blocked'];
      const waiting = simulate({ ...scene, signalling: { ...scene.signalling, trickles: false } });
      return (['first-check', 'settled'] as const).map((name) => (at(waiting, name) / 1_000).toFixed(1));
    },
  }),
  ...(
    [
      [
        'en/08-checklists',
        /Alice makes (\d+) pairs of candidates, and (\d+) of them are redundant: .* picture shows the (\d+) that are left, and (\d+) to (\d+), which checks have made/,
      ],
      [
        'zh-cn/08-checklists',
        /Alice 组成了 (\d+) 个候选对，其中 (\d+) 个是冗余的.*图里是剩下的 (\d+) 个，以及由检查产生的 (\d+) 到 (\d+)。/,
      ],
    ] as const
  ).map(([chapter, says]): Claim => ({
    chapter,
    says,
    is: () => {
      const own = iceEvents(vpn, 'alice');
      const formed = own.filter((one) => one.event === 'pair-formed' && one.why === 'candidates');
      const redundant = own.flatMap((one) =>
        one.event === 'pair-dropped' && one.why === 'redundant' ? [one.pair] : [],
      );
      // "those of her two reflections"
      const reflected = formed.flatMap((one) => ('insteadOf' in one && one.insteadOf ? [one.pair] : []));
      expect(redundant.toSorted()).toEqual(reflected.toSorted());
      const valid = own.flatMap((one) =>
        one.event === 'pair-formed' && one.why !== 'candidates' ? [one.pair] : [],
      );
      expect(valid).toEqual(Array.from(valid, (_, index) => (valid[0] ?? 0) + index));
      const counts = [formed.length, redundant.length, formed.length - redundant.length];
      return [...counts, valid[0], valid.at(-1)].map(String);
    },
  })),
  ...(
    [
      [
        'en/08-checklists',
        /addresses, `(\S+)` and `(\S+)`, are on the same server, .* Bob's pair (\d+), .* his pair (\d+) has the first; it thaws at (\d+) ms, .* (\d+) ms later a pair is nominated/,
      ],
      [
        'zh-cn/08-checklists',
        /两个中继地址 `(\S+)` 和 `(\S+)` 在同一台服务器上，.*组成的是 (\d+) 号，它是冻结的，因为 (\d+) 号已经用了第一个地址；到 (\d+) 毫秒，13 号成功，它才解冻。.*：(\d+) 毫秒之后，一个候选对被提名/,
      ],
    ] as const
  ).map(([chapter, says]): Claim => ({
    chapter,
    says,
    is: () => {
      const bobs = iceEvents(vpn, 'bob');
      const [like, pair] = told(vpn, 'alice', 'relay').map((relayed) =>
        bobs.find(
          (one) =>
            one.event === 'pair-formed' &&
            one.local.type === 'host' &&
            formatTransportAddress(one.remote.address) === relayed,
        ),
      );
      if (like?.event !== 'pair-formed' || pair?.event !== 'pair-formed') throw new Error('no such pair');
      const thawed = bobs.filter((one) => one.event === 'pair-state' && one.pair === pair.pair);
      // Never in progress.
      expect(thawed).toMatchObject([{ to: 'waiting', why: 'foundation-succeeded' }]);
      const thawedAt = thawed[0]?.atMs ?? Number.NaN;
      expect(thawedAt).toBe(at(vpn, 'first-unfrozen'));
      const succeeded = bobs.find(
        (one) => one.event === 'pair-state' && one.pair === like.pair && one.to === 'succeeded',
      );
      expect(succeeded?.atMs).toBe(thawedAt);
      return [
        ...told(vpn, 'alice', 'relay'),
        ...[pair.pair, like.pair].map(String),
        rounded(thawedAt),
        rounded(at(vpn, 'nominated') - thawedAt),
      ];
    },
  })),
  ...(
    [
      [
        'en/09-connectivity-checks',
        /Alice's first checks leave at (\d+), (\d+), (\d+) and (\d+) ms: .* reaches him at (\d+) ms; .* leaves at (\d+) ms, .* at (\d+) ms a check arrives at Alice from `(\S+)`/,
      ],
      [
        'zh-cn/09-connectivity-checks',
        /最初的几个检查在第 (\d+)、(\d+)、(\d+) 和 (\d+) 毫秒发出：.*在第 (\d+) 毫秒到达他那里；.*在第 (\d+) 毫秒发出，.*到第 (\d+) 毫秒，有一个检查从 `(\S+)` 到达 Alice/,
      ],
    ] as const
  ).map(([chapter, says]): Claim => ({
    chapter,
    says,
    is: () => {
      const sent = (node: string) => iceEvents(office, node).filter(({ event }) => event === 'check-sent');
      // "The second is filtered."
      expect(packetOf(office, 'first-filtered').sentAt).toBe(sent('alice')[1]?.atMs);
      // "Of the fourth you see a CreatePermission": from her relay to his private address.
      const fourth = sent('alice')[3];
      const pair = iceEvents(office, 'alice').find(
        (one) => one.event === 'pair-formed' && fourth?.event === 'check-sent' && one.pair === fourth.pair,
      );
      expect(pair).toMatchObject({ local: { type: 'relay' }, remote: { type: 'host' } });
      expect(methodSentAt(office, 'alice', fourth?.atMs)).toBe(METHOD.CreatePermission);
      const reached = at(office, 'first-request');
      const back = sent('bob').find((one) => one.event === 'check-sent' && one.check === 'triggered');
      expect(at(office, 'first-triggered')).toBe(reached);
      return [
        ...sent('alice')
          .slice(0, 4)
          .map(({ atMs }) => rounded(atMs)),
        rounded(reached),
        rounded(back?.atMs ?? Number.NaN),
        rounded(at(office, 'first-prflx')),
        newAddress(office),
      ];
    },
  })),
  ...(
    [
      [
        'en/09-connectivity-checks',
        /Bob, whose address it is, at (\d+) ms, by her answer\. .* In the scene it is (\d+): a type preference/,
      ],
      [
        'zh-cn/09-connectivity-checks',
        /Bob 是这个地址的主人，却要到第 (\d+) 毫秒，才从她的应答得知。.*这个值是 (\d+)：类型偏好/,
      ],
    ] as const
  ).map(([chapter, says]): Claim => ({
    chapter,
    says,
    is: () => {
      const address = newAddress(office);
      const shown = iceEvents(office, 'alice').find(({ event }) => event === 'peer-reflexive');
      return [
        rounded(learned(office, 'bob', address) ?? Number.NaN),
        String(shown?.event === 'peer-reflexive' ? shown.priority : ''),
      ];
    },
  })),
  ...['en/10-roles-and-nomination', 'zh-cn/10-roles-and-nomination'].flatMap((chapter): Claim[] => [
    {
      chapter,
      says: /(?:After )?(\d+) (?:ms|毫秒时，)\s?(\w+) (?:receives a check that says|收到一个写着) `ICE-CONTROLLING`(?:, and answers| 的检查，应答) \*\*(\d+)\*\*.*(?:It takes|过了) (\d+) (?:ms to reach|毫秒，应答到达) (\w+)(?:, who becomes controlled at once|，他立即变为受控方)/,
      is: () => {
        const [refused] = allIceEvents(conflict, 'request-refused');
        const [switched] = allIceEvents(conflict, 'role-switched');
        expect(switched?.ice).toMatchObject({ role: 'controlled', why: '487' });
        return [
          rounded(at(conflict, 'role-conflict')),
          capital(refused?.node),
          String(refused?.ice.code),
          rounded(at(conflict, 'role-switched') - at(conflict, 'role-conflict')),
          capital(switched?.node),
        ];
      },
    },
    {
      chapter,
      says: /(?:Bob sent one more check in his old role, half a millisecond before the first 487 reached him\.|第一个 487 到达之前半毫秒，Bob 又以原来的角色发出了一个检查).*(?:In the trace there are|487 应答有) (\d+) (?:answers 487 and|个，角色改变只有) (\d+) (?:change of role|次)/,
      is: () => {
        const switchedAt = at(conflict, 'role-switched');
        const sent = allIceEvents(conflict, 'check-sent').findLast(
          (one) => one.node === 'bob' && one.at < switchedAt,
        );
        expect(Math.round((switchedAt - (sent?.at ?? 0)) * 10)).toBe(5);
        return [
          String(allIceEvents(conflict, 'request-refused').length),
          String(allIceEvents(conflict, 'role-switched').length),
        ];
      },
    },
  ]),
  ...(
    [
      [
        'en/10-roles-and-nomination',
        /Alice had her first valid pair after (\d+) ms, and waited for (\d+) ms more, .* that first pair leads through Bob's relay, .* became valid only at (\d+) ms\. At (\d+) ms she sent the flag\. .* Bob is told by the request, at (\d+) ms\. .* her pair is nominated at (\d+) ms .* For (\d+) ms the controlled agent is finished/,
      ],
      [
        'zh-cn/10-roles-and-nomination',
        /Alice 在 (\d+) 毫秒时有了第一个有效的候选对，又等了 (\d+) 毫秒，.*最先的那一对要经过 Bob 的中继，.*到 (\d+) 毫秒才变为有效。(\d+) 毫秒时，她发出了标志。.*Bob 从请求里得知，那是在 (\d+) 毫秒。.*她的这一对到 (\d+) 毫秒才被提名.*有 (\d+) 毫秒之久，受控方已经完成/,
      ],
    ] as const
  ).map(([chapter, says]): Claim => ({
    chapter,
    says,
    is: () => {
      const by = (node: string, event: 'valid' | 'nominating' | 'nominated') =>
        allIceEvents(conflict, event).find((one) => one.node === node)?.at ?? Number.NaN;
      const flag = allIceEvents(conflict, 'check-sent').find(({ ice }) => ice.useCandidate);
      expect(flag).toMatchObject({ node: 'alice', at: by('alice', 'nominating') });
      const chosen = allIceEvents(conflict, 'nominating').find((one) => one.node === 'alice')?.ice.pair;
      const chosenAt = allIceEvents(conflict, 'valid').find(
        (one) => one.node === 'alice' && one.ice.pair === chosen,
      )?.at;
      const typesOf = (pair: number | undefined) => {
        const row = pairsAt(conflict, 'alice', 'nominated').find(({ id }) => id === pair);
        return row && [row.local.type, row.remote.type];
      };
      const first = allIceEvents(conflict, 'valid').find(({ node }) => node === 'alice')?.ice.pair;
      expect([typesOf(first), typesOf(chosen)]).toEqual([
        ['srflx', 'relay'],
        ['srflx', 'srflx'],
      ]);
      // "His own check of this pair has long succeeded."
      const bobs = allIceEvents(conflict, 'nominated').find((one) => one.node === 'bob')?.ice.pair;
      const bobsAt = allIceEvents(conflict, 'valid').find(
        (one) => one.node === 'bob' && one.ice.pair === bobs,
      )?.at;
      expect(bobsAt).toBeLessThan(by('bob', 'nominated') - 200);
      return [
        rounded(by('alice', 'valid')),
        rounded(by('alice', 'nominating') - by('alice', 'valid')),
        rounded(chosenAt ?? Number.NaN),
        rounded(by('alice', 'nominating')),
        rounded(by('bob', 'nominated')),
        rounded(by('alice', 'nominated')),
        rounded(by('alice', 'nominated') - by('bob', 'nominated')),
      ];
    },
  })),
  ...['en/11-consent-restart-failure', 'zh-cn/11-consent-restart-failure'].flatMap((chapter): Claim[] => [
    {
      chapter,
      says: /(?:cut at|链路在) (\d+) (?:s, mended at|秒时切断，)\s?(\d+) (?:s, and at|秒时恢复，)\s?(\d+) (?:s she restarts|秒时她重启)/,
      is: () => cut.scene.changes.map(({ atMs }) => String(atMs / 1_000)),
    },
    {
      chapter,
      says: /(?:Bob loses his at|Bob 在) ([\d.]+) (?:s\. .* got, at|秒失去许可。.*那个回答在) ([\d.]+) (?:s\. Alice's turn, by the same rule, is at|秒到达。.*Alice 在) ([\d.]+) (?:s|秒失去许可)/,
      is: () => [seconds(expiry('bob')), seconds(lastAnswer('bob')), seconds(expiry('alice'))],
    },
    {
      chapter,
      says: /(?:The restart takes|重启之后过了) ([\d.]+) (?:s until both have selected a pair again|秒，双方就都重新选定了候选对)/,
      is: () => {
        const after = cut.events.filter(
          (one) => one.kind === 'agent' && one.event === 'selected' && one.at > at(cut, 'restarted'),
        );
        expect(after).toHaveLength(2);
        return [seconds(Math.max(...after.map((one) => one.at)) - at(cut, 'restarted'))];
      },
    },
  ]),
  ...['en/12-turn', 'zh-cn/12-turn'].map((chapter): Claim => ({
    chapter,
    says: /(?:Just one: Bob's\. .* just before the first permission is granted, another one is refused with|只有一个：Bob 的。.*就在第一个许可获准之前，有一个许可被) (\d+)/,
    is: () => {
      const { selected } = relayed.result;
      expect(selected.map(({ node, pair }) => `${node}: ${pair.local.type}, ${pair.remote.type}`)).toEqual([
        'alice: prflx, relay',
        'bob: relay, prflx',
      ]);
      const place = relayed.events.indexOf(event(relayed, 'permitted'));
      const before = relayed.events.slice(0, place).findLast(({ kind }) => kind === 'server');
      const code = before?.kind === 'server' && before.server.decision === 'refused' && before.server.code;
      return [String(code)];
    },
  })),
  ...(
    [
      [
        'en/13-operating-turn',
        /The firewall drops (\d+) datagrams of hers\. Her only relayed candidate comes after (\d+) ms, by TCP to port (\d+)\. The first 401 that you see is Bob's, by UDP to (\d+).* Bob's packets go to `(\S+)`/,
      ],
      [
        'zh-cn/13-operating-turn',
        /防火墙丢掉了她的 (\d+) 个数据报。她唯一的中继候选在 (\d+) 毫秒时到手，走的是到 (\d+) 端口的 TCP。你看到的第一个 401 是 Bob 的，走的是到 (\d+) 端口的 UDP.*Bob 的数据包发往 `(\S+)`/,
      ],
    ] as const
  ).map(([chapter, says]): Claim => ({
    chapter,
    says,
    is: () => {
      const drops = noUdp.events.filter((one) => one.kind === 'dropped' && one.node === 'alice-firewall');
      const candidate = noUdp.events.find(
        (one) =>
          one.kind === 'agent' &&
          one.node === 'alice' &&
          one.event === 'candidate' &&
          one.candidate.type === 'relay',
      );
      expect(drops.every((one) => one.kind === 'dropped' && one.why === 'udp-blocked')).toBe(true);
      const [relay = ''] = told(noUdp, 'alice', 'relay');
      const bob = noUdp.result.selected.find(({ node }) => node === 'bob');
      expect(bob && formatTransportAddress(bob.pair.remote.address)).toBe(relay);
      // The permission that the chapter's button goes to is one of Alice's, over that connection.
      expect(clientOf(event(noUdp, 'permitted'))).toMatchObject({ protocol: 'tcp', server: { port: 443 } });
      const [asked, refused] = [clientOf(event(noUdp, 'permitted')), clientOf(event(noUdp, 'first-401'))];
      expect(refused?.protocol).toBe('udp');
      expect(refused && formatTransportAddress(refused.client)).toBe(told(noUdp, 'bob', 'srflx')[0]);
      return [
        String(drops.length),
        rounded(candidate?.at ?? 0),
        String(asked?.server.port),
        String(refused?.server.port),
        relay,
      ];
    },
  })),
  ...(
    [
      [
        'en/14-hard-networks-and-beyond',
        /IPv6 host gets the priority (\d+), and her IPv4 host, .* lower, (\d+)\. .* settled after (\d+) ms, by (IPv4)/,
      ],
      [
        'zh-cn/14-hard-networks-and-beyond',
        /IPv6 主机候选优先级为 (\d+)；IPv4 主机候选的.*低一级，优先级为 (\d+)。.*会话在 (\d+) 毫秒时用 (IPv4) 确定下来/,
      ],
    ] as const
  ).map(([chapter, says]): Claim => ({
    chapter,
    says,
    is: () => {
      const hosts = candidatesOf(ipv6OnOneSide, 'alice', 'host');
      const priorityOf = (isIpv6: boolean) =>
        String(hosts.find(({ address }) => address.includes(':') === isIpv6)?.priority);
      expect(told(ipv6OnOneSide, 'bob').filter((address) => address.startsWith('['))).toEqual([]);
      for (const { pair } of ipv6OnOneSide.result.selected) expect(pair.local.address.family).toBe(4);
      return [priorityOf(true), priorityOf(false), rounded(at(ipv6OnOneSide, 'settled')), 'IPv4'];
    },
  })),
  ...(
    [
      [
        'en/14-hard-networks-and-beyond',
        /two hosts, two `srflx` and two `relay`\. .* at `(\S+)` by her router and at `(\S+)` by the tunnel\. .* settled after (\d+) ms/,
      ],
      [
        'zh-cn/14-hard-networks-and-beyond',
        /两个主机候选、两个 `srflx` 和两个 `relay`。从外面看，经路由器，她在 `(\S+)`；经隧道，她在 `(\S+)`。.*会话在 (\d+) 毫秒时确定下来/,
      ],
    ] as const
  ).map(([chapter, says]): Claim => ({
    chapter,
    says,
    is: () => {
      for (const type of ['host', 'srflx', 'relay']) expect(told(vpn, 'alice', type), type).toHaveLength(2);
      const [byRouter = '', byTunnel = ''] = told(vpn, 'alice', 'srflx');
      const own = vpn.result.selected.find(({ node }) => node === 'alice')?.pair.local;
      expect(own && formatTransportAddress(own.address)).toBe(byRouter);
      return [byRouter, byTunnel, rounded(at(vpn, 'settled'))];
    },
  })),
];

describe('what a chapter says of a scene of the Lab', () => {
  it.each(CLAIMS.map((claim) => [claim.chapter, claim] as const))('%s', (chapter, { says, is }) => {
    expect(textOf(chapter).match(says)?.slice(1)).toEqual(is());
  });
});

/** A claim of the English chapter, and the same of the Chinese one. */
function inBoth(claim: Claim): readonly Claim[] {
  return [claim, { ...claim, chapter: claim.chapter.replace('en/', 'zh-cn/') }];
}

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

type IceEvent = Extract<TraceEvent, { event: 'ice' }>;

/** The method of the message that this node sends then. RFC 8489 §5. */
function methodSentAt({ packets }: Trace, node: string, atMs: number | undefined): number | undefined {
  const packet = packets.find(({ sender, sentAt }) => sender === node && sentAt === atMs);
  const decoded = packet && decodeStun(packet.bytes);
  return decoded?.ok ? decoded.value.method : undefined;
}

/** What agents decided of this kind, in the order of time. */
function allIceEvents<Kind extends IceEvent['ice']['event']>({ events }: Trace, kind: Kind) {
  return events.flatMap((one) =>
    one.kind === 'agent' && one.event === 'ice' && one.ice.event === kind
      ? [{ node: one.node, at: one.at, ice: one.ice as Extract<IceEvent['ice'], { event: Kind }> }]
      : [],
  );
}

function capital(word = ''): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** What an agent's ICE decided, and when. */
function iceEvents({ events }: Trace, node: string) {
  return events.flatMap((one) =>
    one.kind === 'agent' && one.event === 'ice' && one.node === node ? [{ ...one.ice, atMs: one.at }] : [],
  );
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

function candidatesOf({ events }: Trace, node: string, type: string) {
  return events.flatMap((one) =>
    one.kind === 'agent' && one.event === 'candidate' && one.node === node && one.candidate.type === type
      ? [one.candidate]
      : [],
  );
}

/** Who has told the end of candidates. */
function ended({ events }: Trace): string[] {
  return events.flatMap((one) =>
    one.kind === 'agent' && one.event === 'end-of-candidates' ? [one.node] : [],
  );
}

/** An agent's pairs at a moment, by priority. */
function pairsAt(trace: Trace, node: string, name: MomentName): readonly PairRow[] {
  const { agents } = createTimeline(trace).at(at(trace, name));
  return agents.find((agent) => agent.node === node)?.pairs ?? [];
}

/** A pair of the host candidate on the first address of its agent, and a relay, or the other way round. */
function isMirrored({ local, remote, priority }: PairRow): boolean {
  const types = [local.type, remote.type].sort().join();
  const best = pairPriority(candidatePriority(BEST_HOST), candidatePriority(BEST_RELAY));
  return types === 'host,relay' && best - priority <= 1n;
}

const BEST = { localPreference: 65_535, component: 1 };
const BEST_HOST = { typePreference: 126, ...BEST };
const BEST_RELAY = { typePreference: 0, ...BEST };

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

/** Of an answer of the server: whose it was, and over what. */
function clientOf(found: TraceEvent) {
  return found.kind === 'server' && 'client' in found.server ? found.server.client : undefined;
}

function withoutPort(place: string): string {
  return place.replace(/:\d+$/, '');
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
