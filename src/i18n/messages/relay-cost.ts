import { defineMessages } from '../messages.ts';

/** The cost calculator of chapter 13. */
export const relayCost = defineMessages({
  en: {
    title: 'What a relay costs',
    lead: 'Calls between two people. Set the load: traffic, ports and the bill follow, and so does the formula.',
    inputs: {
      calls: 'Calls at once, in a busy hour',
      hours: 'Such hours a day',
      share: 'Of them relayed',
      rate: 'Each person sends',
      urls: 'TURN URLs in the list',
      price: 'Price of a GB',
    },
    values: {
      calls: (n: string) => n,
      hours: (n: string) => `${n} h`,
      share: (n: string) => `${n} %`,
      rate: (n: string) => `${n} kbit/s`,
      urls: (n: string) => n,
      price: (n: string) => `$${n}`,
    },
    relays: { legend: 'Relays in a relayed call', 1: 'one', 2: 'one on each side' },
    billed: { legend: 'Billed', out: 'what leaves', both: 'in and out' },
    flow: {
      enters: 'enters',
      leaves: 'leaves',
      fromA: 'A →',
      fromB: 'B →',
      toA: '→ A',
      toB: '→ B',
      load: (mbit: string, scale: string, gb: string) =>
        `${mbit} Mbit/s at the busiest (full bar: ${scale}); ${gb} GB a month`,
    },
    ports: {
      name: 'ports',
      fits: (n: string, all: string) => `${n} of the ${all} that one address has`,
      tooMany: (n: string, all: string) => `${n}: more than the ${all} that one address has`,
    },
    sum: (price: string, mbit: string, relayed: string) =>
      `$${price} a month. ${relayed} relayed calls at once: ${mbit} Mbit/s in, and as much out.`,
    formulas: 'The formulas',
    traffic: (calls: string, share: string, relays: string, rate: string, mbit: string) =>
      `${calls} calls × ${share} % × 2 people × ${relays} × ${rate} kbit/s = ${mbit} Mbit/s, in and out each`,
    month: (mbit: string, hours: string, gb: string) =>
      `${mbit} Mbit/s × ${hours} h × 30 days × 3600 s ÷ 8 bits ÷ 1000 = ${gb} GB in, and ${gb} GB out`,
    portsFormula: (calls: string, urls: string, ports: string) =>
      `${calls} calls × 2 people × ${urls} URLs = ${ports} ports, whether relayed or not`,
    money: (gb: string, times: string, price: string, sum: string) =>
      `${gb} GB${times} × $${price} = $${sum}`,
  },
  'zh-cn': {
    title: '一台中继要花多少钱',
    lead: '两个人之间的通话。设定负载，流量、端口和账单随之变化，公式也在下面。',
    inputs: {
      calls: '繁忙时同时进行的通话',
      hours: '每天这样的小时数',
      share: '其中经中继的',
      rate: '每人发送',
      urls: '列表里的 TURN URL',
      price: '每 GB 价格',
    },
    values: {
      calls: (n) => n,
      hours: (n) => `${n} 小时`,
      share: (n) => `${n}%`,
      rate: (n) => `${n} kbit/s`,
      urls: (n) => n,
      price: (n) => `$${n}`,
    },
    relays: { legend: '一次中继通话里的中继', 1: '一台', 2: '每侧一台' },
    billed: { legend: '计费', out: '只计流出', both: '流入流出都计' },
    flow: {
      enters: '流入',
      leaves: '流出',
      fromA: 'A →',
      fromB: 'B →',
      toA: '→ A',
      toB: '→ B',
      load: (mbit, scale, gb) => `最忙时 ${mbit} Mbit/s（满格 ${scale}）；每月 ${gb} GB`,
    },
    ports: {
      name: '端口',
      fits: (n, all) => `${n} 个，一个地址共有 ${all} 个`,
      tooMany: (n, all) => `${n} 个：超过了一个地址所有的 ${all} 个`,
    },
    sum: (price, mbit, relayed) =>
      `每月 $${price}。同时有 ${relayed} 个中继通话：流入 ${mbit} Mbit/s，流出也是这么多。`,
    formulas: '公式',
    traffic: (calls, share, relays, rate, mbit) =>
      `${calls} 个通话 × ${share}% × 2 人 × ${relays} × ${rate} kbit/s = ${mbit} Mbit/s，流入流出各是这么多`,
    month: (mbit, hours, gb) =>
      `${mbit} Mbit/s × ${hours} 小时 × 30 天 × 3600 秒 ÷ 8 位 ÷ 1000 = 流入 ${gb} GB，流出 ${gb} GB`,
    portsFormula: (calls, urls, ports) =>
      `${calls} 个通话 × 2 人 × ${urls} 个 URL = ${ports} 个端口，无论是否经中继`,
    money: (gb, times, price, sum) => `${gb} GB${times} × $${price} = $${sum}`,
  },
});
