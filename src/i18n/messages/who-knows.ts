import { defineMessages } from '../messages.ts';

/** The map “Who knows what”; the facts and their sources are in `src/components/who-knows/model.ts`. */
export const whoKnows = defineMessages({
  en: {
    title: 'Who knows what of you',
    lead: 'Your browser gathers with one STUN and one TURN server, and runs checks with a peer. A filled mark: this party knows it. In your own box a mark is struck out when nobody else does.',
    controls: 'Choices',
    policy: { legend: 'Policy', all: 'all', relay: 'relay only' },
    permitted: { legend: 'Microphone', no: 'not allowed', yes: 'allowed' },
    peer: { legend: 'Your peer is', elsewhere: 'elsewhere', 'same-network': 'in your network' },
    map: 'Map',
    you: 'You',
    parties: {
      script: 'The page’s script',
      signalling: 'Signalling server',
      stun: 'STUN server',
      turn: 'TURN server',
      peer: 'Your peer',
    },
    knowledge: {
      host: 'local address',
      name: 'mDNS name',
      public: 'public address',
      relay: 'relayed address',
    },
    known: 'known',
    unknown: 'not known',
    table: 'Who knows what, and why',
    who: 'Who',
    status: (local: number, publicly: number) =>
      `${local} of 5 know your local address, ${publicly} of 5 your public one.`,
    why: {
      'in-lines': 'stands in the candidate lines that it gets',
      'passes-on': 'it passes the lines on',
      'own-connection': 'your requests to it come from there, whatever ICE does',
      'packet-source': 'your packets to it come from there',
      'asked-anyway':
        'measured: Chromium 156 asks it although nothing may come of it; Firefox 153 ESR doesn’t',
      'lends-it': 'it is its own address',
      'asked-to-permit':
        'your peer asks it for a permission towards each address of yours that it checks from its relay, if it uses the same server (RFC 8445 §7.2.1)',
      signalled: 'it was signalled',
      'resolves-name': 'it resolves the name by mDNS, inside the browser; its page isn’t told',
    },
  },
  'zh-cn': {
    title: '谁知道你的什么',
    lead: '浏览器用一台 STUN 和一台 TURN 服务器收集候选者，并与一个对端做检查。实心标记表示这一方知道。“你”那一格里，被划掉的那些没有别人知道。',
    controls: '选择',
    policy: { legend: '策略', all: 'all（全部）', relay: 'relay（只用中继）' },
    permitted: { legend: '麦克风', no: '未允许', yes: '已允许' },
    peer: { legend: '对端', elsewhere: '在别处', 'same-network': '在你的网络里' },
    map: '地图',
    you: '你',
    parties: {
      script: '网页的脚本',
      signalling: '信令服务器',
      stun: 'STUN 服务器',
      turn: 'TURN 服务器',
      peer: '你的对端',
    },
    knowledge: { host: '本地地址', name: 'mDNS 名称', public: '公网地址', relay: '中继地址' },
    known: '知道',
    unknown: '不知道',
    table: '谁知道什么，为什么',
    who: '谁',
    status: (local, publicly) => `五方中有 ${local} 方知道你的本地地址，${publicly} 方知道你的公网地址。`,
    why: {
      'in-lines': '写在它拿到的候选者行里',
      'passes-on': '这些行由它转交',
      'own-connection': '你对它的请求就从那里来，与 ICE 无关',
      'packet-source': '你发给它的数据包就从那里来',
      'asked-anyway': '实测：Chromium 156 照样会问它，尽管结果用不上；Firefox 153 ESR 不问',
      'lends-it': '那本来就是它的地址',
      'asked-to-permit':
        '对端若用同一台服务器，从中继检查你的每个地址之前，都要为那个地址向它申请许可（RFC 8445 §7.2.1）',
      signalled: '由信令告知',
      'resolves-name': '它的浏览器在内部用 mDNS 解析名称，不告诉网页',
    },
  },
});
