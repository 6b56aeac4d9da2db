import { COMPUTER } from '#lessons/behind-nats.ts';
import { defineLabChecks, text, type LocalizedText, type Verdict } from '#lessons/contract.ts';
import { endOf } from '#lessons/lab-verdicts.ts';
import { evidenceOf, type Evidence, type Route } from './evidence.ts';
import { canMeet, kindsOf, makeScene, type Kind } from './scene.ts';

/** Those sessions that come to nothing, until the program gives up, take this long. */
const PATIENCE_MS = 40_000;
/**
 * A busy computer may be late for a direct path in a few sessions: 5 where ten programs shared two cores. An agent that is
 * wrong about direct paths misses them by the dozen.
 */
const LATE_SESSIONS = 10;

/** What a session came to. */
interface Met extends Evidence {
  readonly kinds: readonly [Kind, Kind];
  readonly route: Route | undefined;
}

export default defineLabChecks<readonly Met[]>({
  deadlineMs: PATIENCE_MS + 10_000,
  host: COMPUTER,
  scene: makeScene,
  observe: async (learner, { lab }) => {
    await endOf(learner, PATIENCE_MS);
    const kinds = kindsOf(lab.seed);
    return evidenceOf(lab.trace()).map((evidence) => ({
      ...evidence,
      kinds: [kindOf(kinds, evidence.networks.alice), kindOf(kinds, evidence.networks.bob)],
      route: routeOf(evidence),
    }));
  },
  checks: {
    'signs-its-checks': signsItsChecks,
    'direct-where-possible': (sessions) =>
      directWherePossible(sessions.filter(({ kinds }) => canMeet(...kinds))),
    'relayed-where-not': (sessions) => relayedWhereNot(sessions.filter(({ kinds }) => !canMeet(...kinds))),
    'nominates-one-pair': nominatesOnePair,
  },
});

function kindOf(kinds: readonly Kind[], network: number): Kind {
  const kind = kinds[network - 1];
  if (!kind) throw new Error(`There is no network ${network}`);
  return kind;
}

/** Both heard the other. Where one of them needs a relay, both words go through it. */
function routeOf({ heard: { alice, bob } }: Evidence): Route | undefined {
  if (!alice || !bob) return undefined;
  return alice === 'direct' && bob === 'direct' ? 'direct' : 'relayed';
}

function signsItsChecks(sessions: readonly Met[]): Verdict {
  const checks = sessions.flatMap((session) => session.checks);
  const bad = checks.filter(({ isSigned }) => !isSigned).length;
  if (checks.length > 0 && bad === 0)
    return { verdict: 'pass', seen: text(`${checks.length} checks`, `${checks.length} 个检查`) };
  return {
    verdict: 'fail',
    expected: text(
      'checks with the other’s ufrag, a colon and the own, signed with the other’s password',
      '检查带有“对方的 ufrag:自己的 ufrag”，并用对方的密码签名',
    ),
    seen:
      checks.length === 0
        ? text('no check left', '没有发出任何检查')
        : text(`${bad} of ${checks.length} are not`, `${checks.length} 个里有 ${bad} 个不是这样`),
    hint: 'whose-names',
  };
}

function directWherePossible(sessions: readonly Met[]): Verdict {
  const expected = text(
    `${sessions.length} sessions whose NATs let a direct path come about take one`,
    `NAT 允许直连的 ${sessions.length} 个会话都走直连`,
  );
  const relayed = sessions.filter(({ route }) => route === 'relayed');
  const failed = sessions.filter(({ route }) => route === undefined);
  const [worst] = [...failed, ...relayed];
  if (!worst || (failed.length === 0 && relayed.length <= LATE_SESSIONS)) {
    const direct = sessions.length - relayed.length;
    return { verdict: 'pass', seen: text(`${direct} direct`, `${direct} 个直连`) };
  }
  const seen = text(
    `${relayed.length} went through the relay, ${failed.length} came to nothing; one of them: ${inWords(worst).en}`,
    `${relayed.length} 个走了中继，${failed.length} 个没有连上；例如：${inWords(worst)['zh-cn']}`,
  );
  return { verdict: 'fail', expected, seen, hint: hintForDirect([...relayed, ...failed], failed.length) };
}

/** Two whose addresses could both be told need no others. */
function hintForDirect(lost: readonly Met[], failed: number): string {
  const told = lost.filter(({ kinds }) => kinds.every(({ mapping }) => mapping === 'EndpointIndependent'));
  if (told.length <= LATE_SESSIONS) return 'unknown-addresses';
  return failed > told.length / 2 ? 'again' : 'patience';
}

function relayedWhereNot(sessions: readonly Met[]): Verdict {
  const expected = text(
    `${sessions.length} sessions that have no direct path go through the relay`,
    `没有直连通路的 ${sessions.length} 个会话都走中继`,
  );
  const failed = sessions.filter(({ route }) => route !== 'relayed');
  const [first] = failed;
  if (!first)
    return { verdict: 'pass', seen: text(`${sessions.length} relayed`, `${sessions.length} 个走中继`) };
  const seen = text(
    `${failed.length} came to nothing; one of them: ${inWords(first).en}`,
    `${failed.length} 个没有连上；例如：${inWords(first)['zh-cn']}`,
  );
  return { verdict: 'fail', expected, seen, hint: 'permission' };
}

function nominatesOnePair(sessions: readonly Met[]): Verdict {
  const expected = text(
    'Alice nominates one pair in each session, and Bob none',
    '每个会话里 Alice 只提名一个候选对，Bob 一个也不提名',
  );
  const nominations = sessions.map(({ checks }) => checks.filter(({ nominates }) => nominates));
  const byBob = nominations.flat().filter(({ by }) => by === 'bob').length;
  const pairs = nominations.map((list) => new Set(list.map(({ pair }) => pair)).size);
  const most = Math.max(0, ...pairs);
  if (byBob === 0 && most === 1) return { verdict: 'pass' };
  return {
    verdict: 'fail',
    expected,
    seen:
      byBob > 0
        ? text(`Bob nominates as well`, 'Bob 也在提名')
        : most === 0
          ? text('no pair was nominated', '没有提名任何候选对')
          : text(`up to ${most} pairs in one session`, `一个会话里最多提名了 ${most} 个`),
    hint: 'one-choice',
  };
}

const WORDS = {
  EndpointIndependent: text('endpoint-independent', '端点无关'),
  AddressDependent: text('address-dependent', '地址相关'),
  AddressAndPortDependent: text('address-and-port-dependent', '地址和端口相关'),
} as const satisfies Record<Kind['mapping'], LocalizedText>;

/** Behind what the two of a session stand. */
function inWords({ number, kinds: [alice, bob] }: Met): LocalizedText {
  const kind = (locale: 'en' | 'zh-cn', { mapping, filtering }: Kind): string =>
    locale === 'en'
      ? `${WORDS[mapping].en} mapping and ${WORDS[filtering].en} filtering`
      : `${WORDS[mapping]['zh-cn']}映射、${WORDS[filtering]['zh-cn']}过滤`;
  return text(
    `session ${number} (Alice: ${kind('en', alice)}; Bob: ${kind('en', bob)})`,
    `第 ${number} 个会话（Alice：${kind('zh-cn', alice)}；Bob：${kind('zh-cn', bob)}）`,
  );
}
