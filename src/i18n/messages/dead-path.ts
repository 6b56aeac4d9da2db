import { defineMessages } from '../messages.ts';

/** The picture of a path that dies: who asks, who counts, and who says so when. */
export const deadPath = defineMessages({
  en: {
    title: 'When the path dies',
    lead: 'At second 0, ICE has found a pair. A asks for consent; then the path dies, and nobody says so. Move that moment, with the slider or in the picture.',
    controls: 'The path',
    dies: 'The path dies at',
    seconds: (n: number) => `${n.toFixed(1)} s`,
    noScript: 'To move the moment, the picture needs JavaScript.',
    rhythm: {
      legend: 'A asks',
      drawn: 'every 4 to 6 s, at random',
      shortest: 'always after 4 s',
      longest: 'always after 6 s',
    },
    draw: 'Draw other intervals',
    status: (answered: string, expires: string, late: string) =>
      `The last answer came at ${answered}, so consent ends at ${expires}: ${late} after the path died.`,
    rows: 'What happens',
    path: 'The path',
    pathUntil: (at: string) => `carries packets until ${at}.`,
    requests: 'A’s questions',
    requestsOf: (sent: number, unanswered: number) =>
      `${sent} sent, ${unanswered} without an answer. At the end of consent A stops asking.`,
    consent: 'Consent',
    consentOf: (from: string, to: string) =>
      `30 s from the last answer: from ${from} to ${to}. Then sending MUST stop.`,
    keepalive: 'Keepalive',
    keepaliveNone: (quiet: string, tr: number) =>
      `none is due: it takes ${tr} s of quiet, and the longest was ${quiet}.`,
    measuredOf: (from: string, to: string, failedFrom: string, failedTo: string) =>
      `disconnected ${from} to ${to}, failed ${failedFrom} to ${failedTo}.`,
    measured: 'measured, 3 runs',
  },
  'zh-cn': {
    title: '通路断掉的时候',
    lead: '第 0 秒，ICE 找到了一个候选对。A 不断征求许可；后来通路断了，却没有任何人说起。用滑块移动那一刻，或直接在图上拖动。',
    controls: '通路',
    dies: '通路断于',
    seconds: (n) => `${n.toFixed(1)} 秒`,
    noScript: '移动那一刻需要 JavaScript。',
    rhythm: {
      legend: 'A 询问',
      drawn: '随机间隔 4 到 6 秒',
      shortest: '总是间隔 4 秒',
      longest: '总是间隔 6 秒',
    },
    draw: '重新抽取间隔',
    status: (answered, expires, late) =>
      `最后一个回答在 ${answered}到达，所以许可在 ${expires}失效：通路断掉 ${late}之后。`,
    rows: '发生了什么',
    path: '通路',
    pathUntil: (at) => `在 ${at}之前能传送数据包。`,
    requests: 'A 的询问',
    requestsOf: (sent, unanswered) => `发出 ${sent} 次，${unanswered} 次没有回答。许可失效，A 就不再询问。`,
    consent: '许可',
    consentOf: (from, to) => `从最后一个回答起 30 秒：${from}到 ${to}。之后必须停止发送。`,
    keepalive: '保活',
    keepaliveNone: (quiet, tr) => `一次也不用发：要静默 ${tr} 秒才发，而最长的静默只有 ${quiet}。`,
    measuredOf: (from, to, failedFrom, failedTo) =>
      `disconnected 在 ${from}到 ${to}之间，failed 在 ${failedFrom}到 ${failedTo}之间。`,
    measured: '实测，3 次',
  },
});
