import { defineMessages } from '../messages.ts';

/** `640 ms`, and from a second on `6.71 s`. */
const en = (ms: number): string =>
  Math.abs(ms) < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(2)} s`;
const zh = (ms: number): string =>
  Math.abs(ms) < 1_000 ? `${Math.round(ms)} 毫秒` : `${(ms / 1_000).toFixed(2)} 秒`;

const some = (n: number): string => (n === 0 ? 'no candidate' : n === 1 ? '1 candidate' : `${n} candidates`);

/** The demo "trickle against wait-for-all": controls, status, picture, table and the notes on a result. */
export const trickleRace = defineMessages({
  en: {
    title: 'Trickle against wait-for-all',
    lead: 'Two pairs of peers in this page make the same connection at the same moment, over signalling channels of the same delay. One pair trickles. In the other, each side gathers all its candidates before it sends its description.',
    start: 'Start the race',
    stop: 'Stop',
    controls: 'Controls',
    delay: 'Signalling delay, each way',
    ms: en,
    silent: 'Add a STUN server that never answers',
    way: { trickle: 'Trickle', wait: 'Wait for all' },
    status: {
      idle: 'Not started. Below is an example.',
      noScript: 'This instrument needs JavaScript. Below is an example of what it shows.',
      running: 'Both are on their way …',
      firstOpen: (way: string, ms: number) =>
        `${way}: channel open after ${en(ms)}. The other is still on its way …`,
      times: (trickleMs: number, waitMs: number) =>
        `Trickle: channel open after ${en(trickleMs)}. Wait for all: after ${en(waitMs)}.`,
      trickle: (ms: number) => `Trickle won ${en(ms)}.`,
      wait: (ms: number) => `Trickle lost ${en(ms)}: run it again, something got in its way.`,
      same: (ms: number) => `A difference of ${en(ms)} means nothing here: neither has won.`,
      notBoth: (trickle: string, wait: string) => `No result. Trickle: ${trickle}. Wait for all: ${wait}.`,
      outcome: {
        connected: 'connected',
        failed: 'the browser gave the connection up',
        timeout: 'not connected within 30 s',
        closed: 'stopped',
      },
      stopped: 'Stopped. Both pairs are closed.',
      noNetwork: 'Nothing was gathered: this device has no network to gather on.',
      refused: (name: string) =>
        `The browser refuses this list of servers (${name}). Correct it in Settings, then start again.`,
      missing:
        'This browser has no WebRTC, so there is nothing to race. Any current Firefox, Chrome, Edge or Safari can; an extension or a privacy setting may have removed it.',
      blocked:
        'WebRTC is switched off in this browser, by a policy of its administrator or by an extension. The text works without it.',
    },
    picture: {
      caption:
        'A makes the offer, B answers. Slanted lines are signals; the ones that carry candidates are thin.',
      gathering: 'gathering',
      description: 'offer and answer',
      candidate: 'candidates, one by one',
      open: 'channel open',
      openAfter: (ms: number) => `open after ${en(ms)}`,
      tick: (ms: number) => (ms === 0 ? '0' : ms < 1_000 ? `${ms} ms` : `${ms / 1_000} s`),
    },
    table: {
      name: 'Moments',
      moment: 'Moment',
      offer: 'Offer sent by A',
      offerArrived: 'Offer arrived at B',
      answer: 'Answer sent by B',
      answerArrived: 'Answer arrived at A',
      gatheredA: 'A done gathering',
      gatheredB: 'B done gathering',
      connected: 'Connected, both sides',
      open: 'Channel open, both sides',
      withCandidates: (ms: number, n: number) => `${en(ms)}, with ${some(n)}`,
      notYet: '–',
      notBefore: 'not by then',
    },
    example: 'Example',
    exampleHint: 'what a run with a silent server shows',
    notes: {
      title: 'What you see',
      offers: (trickleMs: number, trickleN: number, waitMs: number, waitN: number) =>
        `The trickled offer left after ${en(trickleMs)} with ${some(trickleN)} in it; the candidates follow as they are found. The other left after ${en(waitMs)} with ${some(waitN)}.`,
      waited: (aMs: number, bMs: number) =>
        `In the waiting pair A spent ${en(aMs)} before its offer, and only when that arrived could B begin to gather, for ${en(bMs)} more. These two waits, one after the other, are what trickle can save.`,
      delay: (ms: number) =>
        `Each pair needs the channel twice, for an offer and for an answer: ${en(2 * ms)} in both. Trickle doesn’t make a slow channel faster. It gathers while the channel is busy.`,
      cut: 'Gathering had not ended when the waiting pair spoke: this demo waits 3 s and no longer. Without a limit of its own, a program waits for as long as the browser does.',
      silentDidNotHold: (url: string) =>
        `The silent server did not hold this browser up: it gave ${url} up by itself. Firefox does so at once for a server on loopback.`,
      answererFound:
        'The waiting B did not have to wait for the end of its gathering: with A’s whole list in the offer it could check at once, it found a path, and its browser then stopped gathering.',
      background:
        'In the trickling pair, A was still gathering when the answer came. Nobody waited for the end of that.',
      littleToSave:
        'All servers answered fast, so gathering was short and there was little to save. Add the silent server, and run it again.',
      noServers:
        'No server is configured, so only host candidates were gathered, in next to no time. There was hardly anything to save.',
      silentAt: (url: string) => `The silent server is ${url}: the right address, a wrong port.`,
    },
  },
  'zh-cn': {
    title: '增量发送与等齐再发',
    lead: '本页里的两对端点在同一时刻建立同样的连接，信令通道的延迟也相同。一对采用增量方式；另一对的每一方都先收集完全部候选者，再发出自己的描述。',
    start: '开始比赛',
    stop: '停止',
    controls: '控制',
    delay: '信令延迟（单程）',
    ms: zh,
    silent: '加一台从不应答的 STUN 服务器',
    way: { trickle: '增量发送', wait: '等齐再发' },
    status: {
      idle: '尚未开始。下面是一个示例。',
      noScript: '这个工具需要 JavaScript。下面是它的一个示例。',
      running: '双方都在路上……',
      firstOpen: (way, ms) => `${way}：${zh(ms)}后通道打开。另一对还在路上……`,
      times: (trickleMs, waitMs) => `增量发送：${zh(trickleMs)}后通道打开。等齐再发：${zh(waitMs)}后。`,
      trickle: (ms) => `增量发送快了 ${zh(ms)}。`,
      wait: (ms) => `增量发送慢了 ${zh(ms)}：可能受到了干扰，请再运行一次。`,
      same: (ms) => `相差 ${zh(ms)}，说明不了什么：不分胜负。`,
      notBoth: (trickle, wait) => `没有结果。增量发送：${trickle}。等齐再发：${wait}。`,
      outcome: {
        connected: '已连接',
        failed: '浏览器放弃了连接',
        timeout: '30 秒内未连上',
        closed: '已停止',
      },
      stopped: '已停止。两对端点都已关闭。',
      noNetwork: '什么也没有收集到：这台设备没有可用的网络。',
      refused: (name) => `浏览器不接受这份服务器列表（${name}）。请在“设置”中改正，然后重新开始。`,
      missing:
        '此浏览器没有 WebRTC，没有什么可比的。新版的 Firefox、Chrome、Edge 和 Safari 都可以；也可能是某个扩展或隐私设置把它去掉了。',
      blocked: '此浏览器的 WebRTC 被管理员策略或某个扩展关闭了。正文不受影响。',
    },
    picture: {
      caption: 'A 发出 offer，B 应答。斜线是信令，其中细的携带候选者。',
      gathering: '收集中',
      description: 'offer 与 answer',
      candidate: '逐个发送的候选者',
      open: '通道打开',
      openAfter: (ms) => `${zh(ms)}后打开`,
      tick: (ms) => (ms === 0 ? '0' : ms < 1_000 ? `${ms} 毫秒` : `${ms / 1_000} 秒`),
    },
    table: {
      name: '时刻',
      moment: '时刻',
      offer: 'A 发出 offer',
      offerArrived: 'offer 到达 B',
      answer: 'B 发出 answer',
      answerArrived: 'answer 到达 A',
      gatheredA: 'A 收集完毕',
      gatheredB: 'B 收集完毕',
      connected: '双方均已连接',
      open: '双方通道均已打开',
      withCandidates: (ms, n) => `${zh(ms)}，带 ${n} 个候选者`,
      notYet: '–',
      notBefore: '到那时尚未',
    },
    example: '示例',
    exampleHint: '有一台服务器不应答时的情形',
    notes: {
      title: '你看到了什么',
      offers: (trickleMs, trickleN, waitMs, waitN) =>
        `增量方式的 offer 在 ${zh(trickleMs)}后发出，里面有 ${trickleN} 个候选者，其余的找到一个发一个。另一个 offer 在 ${zh(waitMs)}后才发出，里面有 ${waitN} 个。`,
      waited: (aMs, bMs) =>
        `等齐再发的那一对里，A 花了 ${zh(aMs)}才发出 offer；等它到达，B 才能开始收集，又花了 ${zh(bMs)}。这先后两段等待，就是增量方式能省下的时间。`,
      delay: (ms) =>
        `两种方式都要用两次信令通道，一次送 offer，一次送 answer：都是 ${zh(2 * ms)}。增量方式不会让慢的通道变快，它只是在通道忙的时候同时收集。`,
      cut: '等齐再发的那一对开口时，收集还没有结束：这个演示最多等 3 秒。程序若不自己设时限，浏览器收集多久它就得等多久。',
      silentDidNotHold: (url) =>
        `那台不应答的服务器没有拖住这个浏览器：它自己放弃了 ${url}。对环回地址上的服务器，Firefox 会立即放弃。`,
      answererFound:
        '等齐再发的 B 不必等到收集结束：offer 里已有 A 的全部候选者，它马上就能检查；找到通路之后，浏览器便停止了收集。',
      background: '增量发送的那一对里，answer 到达时 A 还在收集。没有人等它结束。',
      littleToSave: '所有服务器都应答得很快，收集很短，没多少时间可省。加上那台不应答的服务器，再运行一次。',
      noServers: '没有配置服务器，只收集了主机候选，几乎不花时间，也就没有什么可省的。',
      silentAt: (url) => `那台不应答的服务器是 ${url}：地址是对的，端口是错的。`,
    },
  },
});
