import { defineMessages } from '../messages.ts';

/** The demo "Two checklists of one connection". What it says of browsers was measured in Chromium 156 and Firefox 153 ESR. */
export const pairStats = defineMessages({
  en: {
    title: 'Two checklists of one connection',
    lead: 'Two peers in this page connect. The table computes a checklist from the candidates that they told each other, and puts the pairs of your browser’s statistics beside it.',
    controls: 'Controls',
    connect: 'Connect and compare',
    stop: 'Stop',
    signalling: {
      legend: 'Candidates are told',
      whole: 'all at once',
      trickle: 'one by one (trickle)',
    },
    side: { legend: 'Seen from', a: 'A', b: 'B' },
    status: {
      idle: 'Not started. Below is an example.',
      noScript: 'This instrument needs JavaScript. Below is an example of what it shows.',
      missing:
        'This browser has no WebRTC, so it can’t connect. Any current Firefox, Chrome, Edge or Safari can; an extension or a privacy setting may have removed it.',
      blocked:
        'WebRTC is switched off in this browser, by a policy of its administrator or by an extension. To connect, use another browser or profile.',
      gathering: 'Gathering candidates. There is no pair before both sides know the other’s.',
      connecting: (ours: number) => `${ours} pairs computed. Checking …`,
      connected: (both: number, ours: number, browsers: number) =>
        `Connected. ${both} of ${ours} computed pairs are in the browser’s list of ${browsers}.`,
      failed: 'Not connected: no pair of the two lists works.',
      timeout: (seconds: number) =>
        `Not connected within ${seconds} s. With no network but loopback, browsers gather for ever.`,
      stopped: 'Stopped. Both connections are closed; the table keeps the last sample.',
      left: 'Ended, because it was out of view. Both connections are closed.',
      refused: 'The browser refused the list of servers: a URL or a credential in it is malformed.',
    },
    role: (side: string, role: string) => `${side} is ${role}.`,
    roles: { controlling: 'controlling', controlled: 'controlled' },
    roleHidden: (side: string) => `The browser doesn’t say which role ${side} has.`,
    counts: (pairs: number, pruned: number) =>
      `${pairs} pairs are left, in this order; ${pruned} of reflexive candidates of its own were pruned.`,
    tcp: (n: number) =>
      `${n} TCP candidates are left out: an active one can only meet a passive one (RFC 6544 §6.2).`,
    table: {
      name: 'Our checklist and the browser’s pairs',
      columns: {
        place: 'Place',
        pair: 'Pair, local and remote',
        priority: 'Priority',
        state: 'In the browser',
        checks: 'Requests, answers',
        roundTrip: 'Round trip',
        bytes: 'Bytes out, in',
        match: 'Compared',
      },
      none: '–',
      hidden: 'not shown',
      selected: 'selected',
      nominated: 'nominated',
      rounded: (n: string) => `${n}, rounded`,
      ms: (n: string) => `${n} ms`,
      example: 'Example',
      exampleHint: 'what a typical connection shows, shortened',
    },
    match: {
      same: 'In both.',
      sameOtherPriority:
        'In both. The browser names its own end by the reflection, so its priority is another.',
      renamed: (kind: string) => `In the browser under another name: its ${kind}, between the same ports.`,
      repeated: (place: number) =>
        `The same way as pair ${place}: between the same ports, one address under two names.`,
      learned:
        'Learned by a check: one end is peer-reflexive. From candidates alone nobody can compute that.',
      name: 'Not in the browser. One end is a name, which hides its family and its address.',
      absent: 'Not in the browser.',
      extra: 'Only in the browser.',
    },
    notes: {
      title: 'What you see',
      rounded:
        'A pair’s priority needs up to 63 bits, and a number in JavaScript holds 53: the browser’s is ours, rounded. Compute with BigInt.',
      unfrozen: 'No pair is frozen. Measured, Chromium never says so: what it has not checked is “waiting”.',
      cancelled:
        '“cancelled” is Firefox’s own word: a pair was nominated, so the others are not checked any more.',
      frozen: '“frozen”: Firefox formed these pairs, and had no reason any more to check them.',
      learned:
        'A check arrived from an address that wasn’t on the list yet, or that was hidden by a name. So the pair’s remote candidate is prflx, with the priority that the check carried.',
      names:
        'Host candidates are .local names. A page can’t know whether a name stands for IPv4 or IPv6, nor that it is the address of another candidate. The browser can, and drops or merges those pairs.',
      notBest:
        'The selected pair isn’t the first of the list: those above it can’t work, or were answered later.',
    },
  },
  'zh-cn': {
    title: '同一个连接的两份检查列表',
    lead: '本页里的两端建立连接。表格根据双方互相告知的候选者算出检查列表，再把浏览器统计数据里的候选对摆在旁边。',
    controls: '控制',
    connect: '连接并比较',
    stop: '停止',
    signalling: {
      legend: '候选者',
      whole: '一次全部告知',
      trickle: '逐个告知（增量）',
    },
    side: { legend: '从谁的角度看', a: 'A', b: 'B' },
    status: {
      idle: '尚未开始。下面是一个示例。',
      noScript: '这个工具需要 JavaScript。下面是它的一个示例。',
      missing:
        '此浏览器没有 WebRTC，无法连接。新版的 Firefox、Chrome、Edge 和 Safari 都可以；也可能是某个扩展或隐私设置把它去掉了。',
      blocked: '此浏览器的 WebRTC 被管理员策略或某个扩展关闭了。要连接，请换一个浏览器或用户配置。',
      gathering: '正在收集候选者。双方知道彼此的候选者之前，没有候选对。',
      connecting: (ours) => `算出了 ${ours} 个候选对，正在检查……`,
      connected: (both, ours, browsers) =>
        `已连接。算出的 ${ours} 个候选对里，有 ${both} 个在浏览器的 ${browsers} 个当中。`,
      failed: '没有接通：两份清单里没有一个候选对可用。',
      timeout: (seconds) => `${seconds} 秒内没有接通。如果除了环回接口没有别的网络，浏览器会一直收集下去。`,
      stopped: '已停止。两个连接都已关闭，表格里是最后一次取样。',
      left: '它离开了视野，因此已结束。两个连接都已关闭。',
      refused: '浏览器拒绝了服务器列表：其中的某个 URL 或凭据格式不对。',
    },
    role: (side, role) => `${side} 是${role}。`,
    roles: { controlling: '控制方', controlled: '受控方' },
    roleHidden: (side) => `浏览器没有说 ${side} 是什么角色。`,
    counts: (pairs, pruned) =>
      `留下 ${pairs} 个候选对，顺序如下；自己的反射候选组成的 ${pruned} 个被剪掉了。`,
    tcp: (n) => `另有 ${n} 个 TCP 候选不算在内：active 只能与 passive 配对（RFC 6544 §6.2）。`,
    table: {
      name: '我们的检查列表与浏览器的候选对',
      columns: {
        place: '位次',
        pair: '候选对：本地与远端',
        priority: '优先级',
        state: '浏览器里',
        checks: '请求、应答',
        roundTrip: '往返时间',
        bytes: '字节：发、收',
        match: '比较',
      },
      none: '–',
      hidden: '未显示',
      selected: '选定',
      nominated: '已提名',
      rounded: (n) => `${n}（舍入后）`,
      ms: (n) => `${n} 毫秒`,
      example: '示例',
      exampleHint: '一次典型的连接，有删节',
    },
    match: {
      same: '两边都有。',
      sameOtherPriority: '两边都有。浏览器用反射地址称呼自己这一端，所以优先级不同。',
      renamed: (kind) => `浏览器里叫另一个名字：它的 ${kind}，端口相同。`,
      repeated: (place) => `与第 ${place} 位是同一条路：端口相同，一个地址有两个名字。`,
      learned: '由检查得知：其中一端是对端反射候选。光凭候选者，谁也算不出来。',
      name: '浏览器里没有。其中一端是名称，地址和地址族都藏在后面。',
      absent: '浏览器里没有。',
      extra: '只有浏览器里有。',
    },
    notes: {
      title: '你看到了什么',
      rounded:
        '候选对的优先级最多要 63 位，JavaScript 的数字只装得下 53 位：浏览器给出的就是我们的，只是舍入了。请用 BigInt 计算。',
      unfrozen: '没有冻结的候选对。实测中 Chromium 从不显示这个状态：没检查过的一律是“waiting”。',
      cancelled: '“cancelled”是 Firefox 自己的说法：已经提名了一对，其余的不再检查。',
      frozen: '“frozen”：Firefox 组成了这些候选对，但已经没有必要去检查。',
      learned:
        '有检查从一个当时还不在清单上、或被名称隐藏的地址到来。于是这一对的远端候选是 prflx，优先级取自检查本身。',
      names:
        'host 候选是 .local 名称。页面无从知道名称背后是 IPv4 还是 IPv6，也不知道它其实就是另一个候选者的地址。浏览器知道，并会去掉或合并这样的候选对。',
      notBest: '选定的不是列表里的第一个：排在它前面的要么不可用，要么应答得更晚。',
    },
  },
});
