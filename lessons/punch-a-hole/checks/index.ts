import { COMPUTER } from '#lessons/behind-nats.ts';
import { defineLabChecks, text, type LocalizedText } from '#lessons/contract.ts';
import { endOf, firstWrong, wrongEnd, type ProgramEnd, type Wrong } from '#lessons/lab-verdicts.ts';
import { evidenceOf, type Evidence, type Said } from './evidence.ts';
import { makeScene } from './scene.ts';

/** A way that opens at all is open within a second. */
const PATIENCE_MS = 6_000;

interface Observed {
  readonly peers: readonly Evidence[];
  readonly end: ProgramEnd;
}

export default defineLabChecks<Observed>({
  deadlineMs: PATIENCE_MS + 7_000,
  host: COMPUTER,
  scene: makeScene,
  observe: async (learner, { lab }) => {
    const end = await endOf(learner, PATIENCE_MS);
    return { peers: evidenceOf(lab.trace()), end };
  },
  checks: {
    'one-socket': ({ peers }) => firstWrong(peers, usesMany),
    'sends-first': ({ peers }) => firstWrong(peers, staysSilent),
    'answers-pings': ({ peers }) => firstWrong([peers], leavesUnanswered),
    'hears-pong': ({ peers }) => firstWrong(peers, isUncertain, dropsSeen(peers)),
    'comes-to-its-end': ({ end }) => firstWrong([end], wrongEnd('all-ends')),
  },
});

function usesMany({ peer, sockets }: Evidence): Wrong | undefined {
  const { length } = sockets;
  if (length === 1) return undefined;
  return {
    expected: text(`${peer.name} asks and sends from one socket`, `${peer.name} 用同一个套接字提问和发送`),
    seen:
      length === 0
        ? text('no packet left', '没有发出任何包')
        : text(`${length} sockets`, `${length} 个套接字`),
    hint: 'same-socket',
  };
}

function staysSilent({ peer, talk }: Evidence): Wrong | undefined {
  if (talk.some(({ way }) => way === 'sent')) return undefined;
  return {
    expected: text(`${peer.name} sends to the other`, `${peer.name} 向对方发包`),
    seen: text('no packet left for there', '没有包发往那里'),
    hint: 'from-inside',
  };
}

const includes = ({ talk }: Evidence, way: Said['way'], word: string): boolean =>
  talk.some((said) => said.way === way && said.text === word);

function leavesUnanswered(peers: readonly Evidence[]): Wrong | undefined {
  const asked = peers.filter((evidence) => includes(evidence, 'heard', 'ping'));
  if (asked.length === 0)
    return {
      expected: text('a ping that gets through', '有 ping 穿过 NAT 到达'),
      seen: text('none did', '一个也没有'),
      hint: 'from-inside',
    };
  const silent = asked.find((evidence) => !includes(evidence, 'sent', 'pong'));
  if (silent)
    return unanswered(silent, text('a ping came, and no pong was sent', '收到了 ping，却没有发出 pong'));
  const hasty = peers.find(answersNothing);
  return (
    hasty && unanswered(hasty, text('a pong left before a ping had come', '还没收到 ping 就发出了 pong'))
  );
}

/** A pong that answers no ping says nothing. */
function answersNothing({ talk }: Evidence): boolean {
  const pong = talk.findIndex(({ way, text: word }) => way === 'sent' && word === 'pong');
  const ping = talk.findIndex(({ way, text: word }) => way === 'heard' && word === 'ping');
  return pong >= 0 && (ping < 0 || pong < ping);
}

function unanswered({ peer }: Evidence, seen: LocalizedText): Wrong {
  const expected = text(`${peer.name} answers a ping with a pong`, `${peer.name} 收到 ping 就回 pong`);
  return { expected, seen, hint: 'still-listening' };
}

function isUncertain(evidence: Evidence): Wrong | undefined {
  if (includes(evidence, 'heard', 'pong')) return undefined;
  const { peer, talk } = evidence;
  const pings = talk.filter(({ way, text: word }) => way === 'sent' && word === 'ping').length;
  return {
    expected: text(`${peer.name} hears a pong`, `${peer.name} 听到 pong`),
    seen: text(`pings sent: ${pings}; none was answered`, `发出 ${pings} 个 ping，都没有得到回答`),
    hint: 'again',
  };
}

/** What it took. */
function dropsSeen(peers: readonly Evidence[]): LocalizedText {
  const drops = peers.reduce((sum, { filtered }) => sum + filtered, 0);
  return text(`Packets that the NATs kept out on the way: ${drops}`, `途中被 NAT 过滤掉的包：${drops} 个`);
}
