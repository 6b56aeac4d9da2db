import { defineMessages } from '../messages.ts';

/** The demo that takes the reader's own priorities apart. */
export const ownPriorities = defineMessages({
  en: {
    title: 'What your priorities are made of',
    lead: 'Gathers the candidates of one connection with all configured servers, takes each priority apart, and puts them into pairs with an example peer’s. Nobody is connected.',
    controls: 'Controls',
    start: 'Gather and take apart',
    stop: 'Stop',
    role: {
      legend: 'You are',
      controlling: 'controlling',
      controlled: 'controlled',
    },
    status: {
      idle: 'Not started. Below is an example.',
      noScript: 'This instrument needs JavaScript. Below is an example of what it shows.',
      missing:
        'This browser has no WebRTC, so it has no candidates. Any current Firefox, Chrome, Edge or Safari has; an extension or a privacy setting may have removed it.',
      blocked:
        'WebRTC is switched off in this browser, by a policy of its administrator or by an extension. Use another browser or profile.',
      running: (n: number) => `Gathering … ${n} so far.`,
      complete: (n: number) => `Done: ${n === 1 ? '1 priority' : `${n} priorities`} taken apart.`,
      late: (n: number, seconds: number) =>
        `${n === 1 ? '1 priority' : `${n} priorities`} taken apart; after ${seconds} s a server still had not answered.`,
      stopped: (n: number) => `Stopped, with ${n === 1 ? '1 candidate' : `${n} candidates`}.`,
      left: 'Stopped, because the instrument was out of view.',
      nothing: 'Not a single candidate. Is this device connected to a network?',
    },
    table: {
      name: 'Priorities, taken apart',
      columns: {
        candidate: 'Candidate',
        address: 'Address',
        foundation: 'Foundation',
        priority: 'Priority',
        hex: 'In hexadecimal',
        type: 'Type preference',
        local: 'Local preference',
        component: '256 − component',
      },
      none: 'No candidate yet.',
      example: 'Example',
      exampleHint: 'the values that RFC 8445 recommends, with one address',
      hint: 'In hexadecimal the three parts are two digits, four digits and two digits.',
    },
    order: {
      title: 'Order of the pairs',
      lead: 'With an example peer that has one IPv4 address and the recommended priorities, over UDP. A .local name hides its address family; here it counts as IPv4. Nothing is pruned yet.',
      place: 'Place',
      yours: { controlling: 'Yours, G', controlled: 'Yours, D' },
      peers: { controlling: 'The peer’s, D', controlled: 'The peer’s, G' },
      priority: 'Priority of the pair',
      none: 'No pair: none of your candidates speaks UDP over IPv4.',
    },
    problems: (n: number) =>
      n === 1
        ? 'A server reported an error, so a candidate may be missing.'
        : `Servers reported ${n} errors, so candidates may be missing.`,
    toGather: 'The gathering tool explains them.',
    notes: {
      title: 'What you see',
      comma: ', ',
      recommended: (list: string) => `As RFC 8445 §5.1.2.2 recommends: ${list}.`,
      other: (type: string, values: string, recommended: number) =>
        `The type preference of your ${type} candidates is ${values}; RFC 8445 §5.1.2.2 recommends ${recommended}.`,
      tcp: (values: string) =>
        `TCP candidates have a type preference of ${values}. RFC 6544 §4.2 lets the sender choose, so that UDP comes first.`,
      unique: 'No priority stands there twice, as RFC 8445 §5.1.2 demands.',
      shared: (n: number) =>
        `${n} candidates share a priority with another, although RFC 8445 §5.1.2 demands one of its own for each.`,
    },
  },
  'zh-cn': {
    title: '你的优先级由什么组成',
    lead: '用一个连接和所有已配置的服务器收集候选者，拆开每个优先级，再和一个示例对端的候选者配成对。不会连接任何人。',
    controls: '控制',
    start: '收集并拆开',
    stop: '停止',
    role: {
      legend: '你是',
      controlling: '控制方',
      controlled: '受控方',
    },
    status: {
      idle: '尚未开始。下面是一个示例。',
      noScript: '这个工具需要 JavaScript。下面是它的一个示例。',
      missing:
        '此浏览器没有 WebRTC，因此没有候选者。新版的 Firefox、Chrome、Edge 和 Safari 都有；也可能是某个扩展或隐私设置把它去掉了。',
      blocked: '此浏览器的 WebRTC 被管理员策略或某个扩展关闭了。请换一个浏览器或用户配置。',
      running: (n) => `正在收集……已有 ${n} 个。`,
      complete: (n) => `完成：拆开了 ${n} 个优先级。`,
      late: (n, seconds) => `拆开了 ${n} 个优先级；${seconds} 秒后仍有服务器没有应答。`,
      stopped: (n) => `已停止，收集到 ${n} 个候选者。`,
      left: '工具离开了视野，已停止。',
      nothing: '一个候选者也没有。这台设备连着网络吗？',
    },
    table: {
      name: '拆开的优先级',
      columns: {
        candidate: '候选者',
        address: '地址',
        foundation: '基础标识',
        priority: '优先级',
        hex: '十六进制',
        type: '类型偏好',
        local: '本地偏好',
        component: '256 − 分量',
      },
      none: '还没有候选者。',
      example: '示例',
      exampleHint: 'RFC 8445 建议的取值，只有一个地址',
      hint: '写成十六进制，三个部分分别是两位、四位、两位数字。',
    },
    order: {
      title: '候选对的顺序',
      lead: '示例对端有一个 IPv4 地址，使用 UDP 和建议的优先级。.local 名称看不出地址族，这里当作 IPv4。尚未剪枝。',
      place: '名次',
      yours: { controlling: '你的，G', controlled: '你的，D' },
      peers: { controlling: '对端的，D', controlled: '对端的，G' },
      priority: '候选对的优先级',
      none: '没有候选对：你的候选者里没有走 IPv4 UDP 的。',
    },
    problems: (n) =>
      n === 1 ? '有一台服务器报告了错误，可能少了候选者。' : `服务器报告了 ${n} 个错误，可能少了候选者。`,
    toGather: '收集工具会解释这些错误。',
    notes: {
      title: '你看到了什么',
      comma: '、',
      recommended: (list) => `符合 RFC 8445 §5.1.2.2 的建议：${list}。`,
      other: (type, values, recommended) =>
        `你的 ${type} 候选的类型偏好是 ${values}；RFC 8445 §5.1.2.2 建议 ${recommended}。`,
      tcp: (values) => `TCP 候选的类型偏好是 ${values}。RFC 6544 §4.2 让发送方自行选择，好让 UDP 排在前面。`,
      unique: '没有重复的优先级，正如 RFC 8445 §5.1.2 所要求。',
      shared: (n) => `有 ${n} 个候选者与别的候选者优先级相同，而 RFC 8445 §5.1.2 要求各不相同。`,
    },
  },
});
