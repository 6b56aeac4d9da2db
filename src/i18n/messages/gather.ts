import { defineMessages } from '../messages.ts';

/** The gather demo: controls, table, timeline, status and the notes on a result. */
export const gather = defineMessages({
  en: {
    title: 'Gather candidates',
    lead: 'A candidate is an address at which your browser might be reached: one of its own, the one that a STUN server sees, or one that a TURN server lends. Ask for all of them.',
    start: 'Gather',
    stop: 'Stop',
    controls: 'Controls',
    policy: {
      legend: 'Policy',
      all: 'all',
      relay: 'relay only',
    },
    status: {
      idle: 'Not started. Below is an example.',
      noScript: 'This instrument needs JavaScript. Below is an example of what it shows.',
      running: (n: number) => (n === 0 ? 'Gathering …' : `Gathering … ${n} so far`),
      done: (ms: number, host: number, srflx: number, relay: number) =>
        `Done in ${ms} ms: ${host} host, ${srflx} srflx, ${relay} relay`,
      stopped: (ms: number, host: number, srflx: number, relay: number) =>
        `Stopped after ${ms} ms: ${host} host, ${srflx} srflx, ${relay} relay`,
      noNetwork: 'Nothing gathered: this device has no network to gather on.',
      missing:
        'This browser has no WebRTC, so it can’t gather. Any current Firefox, Chrome, Edge or Safari can; an extension or a privacy setting may have removed it.',
      blocked:
        'WebRTC is switched off in this browser, by a policy of its administrator or by an extension. The text works without it; to gather, use another browser or profile.',
    },
    example: 'Example',
    exampleHint: 'what a typical run shows',
    table: {
      name: 'Candidates',
      columns: {
        time: 'Time',
        type: 'Type',
        foundation: 'Foundation',
        component: 'Component',
        protocol: 'Protocol',
        address: 'Address',
        port: 'Port',
        priority: 'Priority',
        server: 'Server',
      },
      noServer: 'none',
      ms: (n: string) => `${n} ms`,
      explain: 'Explain this candidate',
      tcpType: (kind: string) => `tcp ${kind}`,
    },
    timeline: {
      title: 'Timeline',
      axis: 'Each line is ten times as late as the one before. The time beside a bar says when it ended.',
      thisMachine: 'this machine',
      running: 'asking',
      done: (ms: string) => `${ms} ms`,
      timeout: 'no answer',
      stopped: 'stopped',
      second: (n: number) => `${n} s`,
      millisecond: (n: number) => `${n} ms`,
    },
    details: {
      title: 'One candidate, explained',
      choose: 'Choose a row’s type to have each of its fields explained here.',
      close: 'Close',
      line: 'As the browser wrote it',
      copy: 'Copy line',
      copied: 'Copied',
      copyMasked: 'Copied, with masked addresses',
      copyFailed: 'The browser refused to copy',
    },
    notes: {
      title: 'What you see',
      mdns: (n: number) =>
        n === 1
          ? 'Your local address hides behind a random name that ends in .local. A page without camera or microphone permission learns no local address; peers on your network can still resolve the name (mDNS).'
          : `Your ${n} local addresses hide behind random names that end in .local. A page without camera or microphone permission learns no local address; peers on your network can still resolve the names (mDNS).`,
      hostsOnce:
        'Host candidates are listed once, from a connection that asks no server. Each server gets a connection of its own, which finds the same interfaces again, with other ports; those rows are left out.',
      noNatSeen: (address: string) =>
        `The server saw you at ${address}, an address of your own network: this server is on your side of the NAT. A server on the internet would see your public address.`,
      natSeen: (address: string) =>
        `Seen from the server, you are at ${address}. If that is not an address of this device, a NAT translates between the two.`,
      ports:
        'The srflx ports differ because every connection has a socket of its own, and each socket gets its own mapping.',
      relay: (n: number) =>
        n === 1
          ? 'The relay address belongs to the TURN server. What arrives there is passed on to you for as long as the allocation is kept.'
          : `The ${n} relay addresses belong to the TURN server. What arrives there is passed on to you for as long as the allocation is kept.`,
      noTurn:
        'No TURN server is configured, so there is no relay candidate. Two peers whose NATs don’t let a direct path through would fail. Add a server under “Servers”.',
      noServers:
        'No server is configured, so only host candidates can come. They need no server at all: your browser just lists its interfaces.',
      relayOnly:
        'With policy “relay only” the browser offers nothing but relay candidates, so that a peer never learns your own addresses. STUN servers have nothing to add.',
      relayOnlyNoTurn:
        'With policy “relay only” and no TURN server there is nothing to offer. Add a TURN server under “Servers”, or choose “all”.',
    },
    problems: {
      title: 'Errors',
      noServer: 'this machine',
      code: (code: string) => `Code ${code}`,
      timeoutCode: 'timeout',
      refusedCode: 'refused by the browser',
      noReasonCode: 'no reason given',
      browserSays: (text: string) => `The browser says: “${text}”`,
      tryLabel: 'Try',
      siteListCode: (status: string) => (status === '' ? 'not readable' : `HTTP ${status}`),
    },
    servers: {
      summary: (n: number, own: boolean) =>
        `Servers: ${n === 0 ? 'none' : n} ${own ? '(your own list)' : '(this site’s list)'}`,
      loading: 'Servers',
    },
  },
  'zh-cn': {
    title: '收集候选者',
    lead: '候选者是也许能找到你的地址：自己的、STUN 服务器看到的、TURN 服务器借出的。',
    start: '收集',
    stop: '停止',
    controls: '控制',
    policy: {
      legend: '策略',
      all: '全部',
      relay: '仅中继',
    },
    status: {
      idle: '尚未开始。下面是一个示例。',
      noScript: '这个工具需要 JavaScript。下面是它的一个示例。',
      running: (n) => (n === 0 ? '正在收集……' : `正在收集……已有 ${n} 个`),
      done: (ms, host, srflx, relay) =>
        `用时 ${ms} 毫秒：host ${host} 个，srflx ${srflx} 个，relay ${relay} 个`,
      stopped: (ms, host, srflx, relay) =>
        `${ms} 毫秒后停止：host ${host} 个，srflx ${srflx} 个，relay ${relay} 个`,
      noNetwork: '什么也没有收集到：这台设备没有可用的网络。',
      missing:
        '此浏览器没有 WebRTC，无法收集。新版的 Firefox、Chrome、Edge 和 Safari 都可以；也可能是某个扩展或隐私设置把它去掉了。',
      blocked:
        '此浏览器的 WebRTC 被管理员策略或某个扩展关闭了。正文不受影响；要收集候选者，请换一个浏览器或用户配置。',
    },
    example: '示例',
    exampleHint: '一次典型的收集',
    table: {
      name: '候选者',
      columns: {
        time: '时间',
        type: '类型',
        foundation: '基础标识',
        component: '分量',
        protocol: '协议',
        address: '地址',
        port: '端口',
        priority: '优先级',
        server: '服务器',
      },
      noServer: '无',
      ms: (n) => `${n} 毫秒`,
      explain: '解释这个候选者',
      tcpType: (kind) => `tcp ${kind}`,
    },
    timeline: {
      title: '时间线',
      axis: '每条竖线的时间是前一条的十倍。横条旁边的时间是它结束的时刻。',
      thisMachine: '本机',
      running: '询问中',
      done: (ms) => `${ms} 毫秒`,
      timeout: '没有回答',
      stopped: '已停止',
      second: (n) => `${n} 秒`,
      millisecond: (n) => `${n} 毫秒`,
    },
    details: {
      title: '逐项解释一个候选者',
      choose: '选择某一行的类型，这里会解释它的每个字段。',
      close: '关闭',
      line: '浏览器的原文',
      copy: '复制这一行',
      copied: '已复制',
      copyMasked: '已复制，地址已遮蔽',
      copyFailed: '浏览器不允许复制',
    },
    notes: {
      title: '你看到了什么',
      mdns: (n) =>
        n === 1
          ? '你的本地地址藏在一个以 .local 结尾的随机名字后面。没有摄像头或麦克风权限的网页得不到本地地址；同一网络里的对端仍能解析这个名字（mDNS）。'
          : `你的 ${n} 个本地地址藏在以 .local 结尾的随机名字后面。没有摄像头或麦克风权限的网页得不到本地地址；同一网络里的对端仍能解析这些名字（mDNS）。`,
      hostsOnce:
        '主机候选只列一次，来自一个不问任何服务器的连接。每台服务器各用一个连接，它会再次找到同样的网络接口，只是端口不同；那些行不再列出。',
      noNatSeen: (address) =>
        `服务器看到你在 ${address}，这是你自己网络里的地址：这台服务器和你在 NAT 的同一侧。互联网上的服务器会看到你的公网地址。`,
      natSeen: (address) => `在服务器看来，你在 ${address}。如果这不是本机的地址，那么中间有 NAT 在转换。`,
      ports: '各个 srflx 的端口不同，因为每个连接都有自己的套接字，每个套接字都有自己的映射。',
      relay: (n) =>
        n === 1
          ? '中继地址属于 TURN 服务器。只要分配还在，到达那里的数据就会转交给你。'
          : `这 ${n} 个中继地址属于 TURN 服务器。只要分配还在，到达那里的数据就会转交给你。`,
      noTurn:
        '没有配置 TURN 服务器，所以没有中继候选。如果双方的 NAT 都不让直连通过，连接就会失败。可以在“服务器”里添加一台。',
      noServers: '没有配置服务器，所以只会有主机候选。它们不需要服务器：浏览器列出自己的网络接口就行了。',
      relayOnly:
        '策略为“仅中继”时，浏览器只给出中继候选，对端不会知道你自己的地址。STUN 服务器在这里没有用处。',
      relayOnlyNoTurn:
        '策略为“仅中继”，又没有 TURN 服务器，就没有候选者可给。请在“服务器”里添加 TURN 服务器，或选择“全部”。',
    },
    problems: {
      title: '错误',
      noServer: '本机',
      code: (code) => `代码 ${code}`,
      timeoutCode: '超时',
      refusedCode: '被浏览器拒绝',
      noReasonCode: '没有给出原因',
      browserSays: (text) => `浏览器的说法：“${text}”`,
      tryLabel: '可以试试',
      siteListCode: (status) => (status === '' ? '无法读取' : `HTTP ${status}`),
    },
    servers: {
      summary: (n, own) =>
        `服务器：${n === 0 ? '无' : `${n} 个`}${own ? '（你自己的列表）' : '（本站的列表）'}`,
      loading: '服务器',
    },
  },
});
