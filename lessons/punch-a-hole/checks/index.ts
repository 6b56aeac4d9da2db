import { COMPUTER } from '#lessons/behind-nats.ts';
import { defineLabChecks, text, type LocalizedText } from '#lessons/contract.ts';
import { endOf, firstWrong, wrongEnd, type ProgramEnd, type Wrong } from '#lessons/lab-verdicts.ts';
import { evidenceOf, type Evidence } from './evidence.ts';
import { makeScene } from './scene.ts';

/** A way that opens at all is open after half a second. */
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

function staysSilent({ peer, sent }: Evidence): Wrong | undefined {
  if (sent.length > 0) return undefined;
  return {
    expected: text(`${peer.name} sends to the other`, `${peer.name} 向对方发包`),
    seen: text('no packet left for there', '没有包发往那里'),
    hint: 'from-inside',
  };
}

function leavesUnanswered(peers: readonly Evidence[]): Wrong | undefined {
  const asked = peers.filter(({ heard }) => heard.includes('ping'));
  if (asked.length === 0)
    return {
      expected: text('a ping that gets through', '有 ping 穿过 NAT 到达'),
      seen: text('none did', '一个也没有'),
      hint: 'from-inside',
    };
  const silent = asked.find(({ sent }) => !sent.includes('pong'));
  return (
    silent && {
      expected: text(
        `${silent.peer.name} answers a ping with a pong`,
        `${silent.peer.name} 收到 ping 就回 pong`,
      ),
      seen: text('a ping came, and no pong was sent', '收到了 ping，却没有发出 pong'),
      hint: 'still-listening',
    }
  );
}

function isUncertain({ peer, heard, sent }: Evidence): Wrong | undefined {
  if (heard.includes('pong')) return undefined;
  const pings = sent.filter((word) => word === 'ping').length;
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
