import { defineMessages } from '../messages.ts';

/** What each field of a candidate means: for the coloured line, and for the details of a gathered row. */
export const candidate = defineMessages({
  en: {
    names: {
      prefix: 'attribute',
      foundation: 'foundation',
      component: 'component',
      transport: 'transport',
      priority: 'priority',
      address: 'address',
      port: 'port',
      type: 'type',
      relatedAddress: 'related address',
      relatedPort: 'related port',
      tcpType: 'TCP type',
      extension: 'extension',
    },
    prefix:
      'The name of the attribute. In SDP the line starts with a=candidate: (RFC 8839 §5.1); JavaScript gives it without a=.',
    foundation:
      'A label that candidates share when type, base IP address, STUN or TURN server and transport are the same (RFC 8445 §5.1.1.3). Once a check succeeds, pairs of the same foundations are worth trying. The characters themselves mean nothing.',
    foundationShared: (n: number) =>
      `In this connection ${n === 1 ? 'one other candidate shares' : `${n} other candidates share`} it.`,
    foundationAlone: 'No other candidate of this connection shares it.',
    foundationScope: 'Foundations count within one connection only; never compare them across connections.',
    component: {
      one: 'Component 1 is the media itself, or the data channel: RTP and RTCP usually share it.',
      two: 'Component 2 is RTCP, where it has a port of its own (RFC 8839 §5.1).',
      other: 'Which of the ports of this stream the candidate is for (RFC 8839 §5.1).',
    },
    transport: {
      udp: 'Packets go over UDP to this address, also where a TURN server is asked over TCP.',
      tcp: 'A connection is made over TCP (RFC 6544), for networks that let no UDP through.',
      other: 'A transport that RFC 8839 leaves to extensions.',
    },
    priority:
      'How much this candidate is preferred: 2^24 · type preference + 2^8 · local preference + (256 − component) (RFC 8445 §5.1.2.1). The higher one is tried first.',
    priorityParts: {
      legend: 'The 32 bits of the priority',
      typePreference: 'type preference',
      localPreference: 'local preference',
      component: '256 − component',
    },
    typePreferenceRecommended: (value: number) =>
      `Type preference ${value} is what RFC 8445 §5.1.2.2 recommends.`,
    typePreferenceRelay: (value: number) =>
      `Type preference ${value}, where RFC 8445 §5.1.2.2 recommends 0: browsers order relayed candidates by how the server is reached, UDP before TCP.`,
    typePreferenceOther: (value: number, recommended: number) =>
      `Type preference ${value}, where RFC 8445 §5.1.2.2 recommends ${recommended}. The sender may choose another, as for TCP (RFC 6544 §4.2).`,
    localPreference: (value: number) =>
      value === 65_535
        ? 'Local preference 65535: the highest, for a device with one address.'
        : `Local preference ${value} orders the addresses of this device among themselves, IPv6 and IPv4, fast and slow interfaces.`,
    address: {
      mdns: 'A random name that stands for a local address. The browser answers for it with mDNS, on the local network only.',
      hostPrivate: 'An address of this device on its local network. From outside nobody reaches it directly.',
      hostPublic: 'An address of this device that may be reachable from everywhere.',
      srflx: 'Your address as the STUN server saw it: the outside of your NAT, if there is one.',
      prflx: 'An address that the peer’s check came from, learnt during the checks.',
      relay: 'An address of the TURN server, lent to you.',
      loopback: 'A loopback address: the server that saw it runs on this device.',
      name: 'A name. RFC 8839 §5.1 lets nobody offer one, and tells receivers to ignore names that they do not support; .local names are the exception that browsers made.',
      other: 'Where packets for this candidate are sent.',
    },
    port: {
      plain: 'The port at this address.',
      active:
        'Port 9 is a placeholder: an active TCP candidate opens connections and listens nowhere (RFC 6544 §4.5).',
    },
    type: {
      host: 'An address of the device itself.',
      srflx: 'Server-reflexive: the address that a STUN or TURN server saw the request come from.',
      prflx: 'Peer-reflexive: the address that the peer saw a check come from. It is learnt, never gathered.',
      relay: 'An address on a TURN server, which passes packets on.',
      other: 'A type that RFC 8839 leaves to extensions.',
    },
    relatedAddress: {
      hidden:
        'Hidden: 0.0.0.0 (or ::) in place of the address, so that the line does not give away what .local hides.',
      base: 'The base: the local address that the request was sent from. For diagnosis only.',
      mapped: 'The address that the TURN server saw your request come from. For diagnosis only.',
      same: 'The relayed address once more. RFC 8839 §5.1 asks for the address that the server saw; Firefox writes this instead.',
    },
    relatedPort: {
      hidden: 'Hidden as well. RFC 8839 §5.1 asks for port 9 here; browsers write 0.',
      plain: 'The port that belongs to the related address.',
    },
    tcpType: {
      active: 'Opens the connection (RFC 6544 §4.5).',
      passive: 'Waits for the peer to connect (RFC 6544 §4.5).',
      so: 'Simultaneous open: both sides connect at once (RFC 6544 §4.5).',
    },
    extensions: {
      generation: 'Chromium’s counter of ICE restarts, from 0.',
      ufrag:
        'The username fragment of the ICE session that this candidate belongs to, so that late ones of a session before a restart can be ignored (RFC 8838 §9).',
      'network-id': 'Chromium’s number for the network interface.',
      'network-cost':
        'Chromium’s guess of what the network costs: 0 cable, 10 Wi-Fi, 50 unknown, 900 mobile; 999 where the page is not told the interface.',
      other: 'An extension. Whoever does not know it must ignore it (RFC 8839 §5.1).',
    },
    figure: {
      label: 'A candidate line, field by field',
    },
    paste: {
      label: 'Paste any candidate or a whole SDP',
      hint: 'It stays on this page: nothing is sent.',
      placeholder: 'candidate:1 1 udp 2130706431 192.0.2.7 54321 typ host',
      empty: 'Paste a line to have it taken apart here.',
      none: 'No candidate in this SDP. It can be a description made before gathering (trickle ICE sends candidates later).',
      count: (candidates: number, errors: number) =>
        `${candidates === 1 ? '1 candidate' : `${candidates} candidates`}${errors === 0 ? '' : `, ${errors === 1 ? '1 error' : `${errors} errors`}`}`,
      tooMany: (shown: number, all: number) => `The first ${shown} of ${all} are shown.`,
      tooLong: (kilobytes: number) => `That is more than ${kilobytes} kB: paste a part of it.`,
      line: (n: number) => `Line ${n}`,
      column: (n: number) => `column ${n}`,
      attributes: 'What it says of ICE besides',
      candidates: 'candidates',
      characters: (n: number) => `${n} characters`,
      missing: 'none',
      ended: 'no more to come',
    },
    keywords: { typ: 'word “typ”', raddr: 'word “raddr”', rport: 'word “rport”' },
    errors: {
      empty: 'Nothing to read. As an event’s candidate, the empty string says that no more candidates come.',
      missing: (name: string, expected: string) =>
        `The line ends before its ${name}. Expected here: ${expected}.`,
      blank: (name: string, expected: string) =>
        `Nothing stands where the ${name} should be; between fields is exactly one space. Expected: ${expected}.`,
      'wrong-syntax': (text: string, name: string, expected: string) =>
        `“${text}” can’t be read as the ${name}. Expected: ${expected}.`,
      'out-of-range': (text: string, name: string, expected: string) =>
        `${text} is out of range for the ${name}. Expected: ${expected}.`,
      misplaced: (text: string) =>
        `“${text}” stands in the wrong place: raddr and rport come right behind the type, in this order.`,
      expectedIn: {
        prefix: 'candidate:',
        foundation: '1 to 32 letters, digits, + or /',
        component: 'a number from 1 to 256',
        transport: 'UDP, TCP, or the name of another transport',
        priority: 'a number from 1 to 2147483647',
        address: 'an IPv4 or IPv6 address, or a name',
        port: 'a number from 0 to 65535',
        typ: 'typ',
        type: 'host, srflx, prflx, relay, or the name of another type',
        raddr: 'raddr',
        relatedAddress: 'an IPv4 or IPv6 address, or a name',
        rport: 'rport',
        relatedPort: 'a number from 0 to 65535',
        extensionName: 'the name of an extension',
        extensionValue: 'visible ASCII characters',
        tcpType: 'active, passive or so',
      },
    },
    sdpErrors: {
      wrongValue: (attribute: string, text: string) => `a=${attribute} can’t have the value “${text}”.`,
      onlyInMedia: (attribute: string) =>
        `a=${attribute} belongs behind an m= line, not before the first one.`,
      onlyInSession: (attribute: string) => `a=${attribute} belongs before the first m= line.`,
      missingCredentials: (attribute: string) =>
        `This media section has no a=${attribute}, of its own or from the session (RFC 8839 §5.4).`,
    },
  },
  'zh-cn': {
    names: {
      prefix: '属性名',
      foundation: '基础标识',
      component: '分量',
      transport: '传输协议',
      priority: '优先级',
      address: '地址',
      port: '端口',
      type: '类型',
      relatedAddress: '相关地址',
      relatedPort: '相关端口',
      tcpType: 'TCP 类型',
      extension: '扩展',
    },
    prefix: '属性的名字。在 SDP 里这一行以 a=candidate: 开头（RFC 8839 §5.1）；JavaScript 给出的没有 a=。',
    foundation:
      '类型、基址的 IP、STUN 或 TURN 服务器、传输协议都相同的候选者共用一个标签（RFC 8445 §5.1.1.3）。一次检查成功后，基础标识相同的候选对值得先试。字符本身没有含义。',
    foundationShared: (n) => `在这个连接里，还有 ${n} 个候选者与它共用。`,
    foundationAlone: '在这个连接里，没有别的候选者与它共用。',
    foundationScope: '基础标识只在同一个连接内有意义，不要跨连接比较。',
    component: {
      one: '分量 1 是媒体本身，或数据通道：RTP 和 RTCP 通常共用它。',
      two: '分量 2 是单独占用端口的 RTCP（RFC 8839 §5.1）。',
      other: '这个候选者属于该流的哪一个端口（RFC 8839 §5.1）。',
    },
    transport: {
      udp: '发往这个地址的数据包走 UDP，即使是通过 TCP 询问 TURN 服务器也一样。',
      tcp: '用 TCP 建立连接（RFC 6544），适用于不放行 UDP 的网络。',
      other: 'RFC 8839 留给扩展的传输协议。',
    },
    priority:
      '这个候选者有多受偏爱：2^24 · 类型偏好 + 2^8 · 本地偏好 + (256 − 分量)（RFC 8445 §5.1.2.1）。数值大的先试。',
    priorityParts: {
      legend: '优先级的 32 个比特',
      typePreference: '类型偏好',
      localPreference: '本地偏好',
      component: '256 − 分量',
    },
    typePreferenceRecommended: (value) => `类型偏好 ${value} 正是 RFC 8445 §5.1.2.2 建议的值。`,
    typePreferenceRelay: (value) =>
      `类型偏好是 ${value}，而 RFC 8445 §5.1.2.2 建议 0：浏览器按到服务器的方式给中继候选排序，UDP 在 TCP 之前。`,
    typePreferenceOther: (value, recommended) =>
      `类型偏好是 ${value}，而 RFC 8445 §5.1.2.2 建议 ${recommended}。发送方可以另选，例如 TCP（RFC 6544 §4.2）。`,
    localPreference: (value) =>
      value === 65_535
        ? '本地偏好 65535：最高值，用于只有一个地址的设备。'
        : `本地偏好 ${value} 给本机的各个地址排先后：IPv6 与 IPv4，快的与慢的接口。`,
    address: {
      mdns: '代替本地地址的随机名字。浏览器用 mDNS 应答它，只在本地网络里有效。',
      hostPrivate: '本机在本地网络里的地址。外面的人无法直接到达。',
      hostPublic: '本机的地址，可能从任何地方都能到达。',
      srflx: 'STUN 服务器看到的你的地址：如果有 NAT，这就是它外侧的地址。',
      prflx: '对端的检查来自这个地址，是在检查过程中得知的。',
      relay: 'TURN 服务器的一个地址，借给你用。',
      loopback: '环回地址：看到它的服务器就运行在这台设备上。',
      name: '一个名字。RFC 8839 §5.1 不允许给出名字，并要求接收方忽略自己不支持的名字；.local 名字是浏览器自己开的例外。',
      other: '发给这个候选者的数据包送到这里。',
    },
    port: {
      plain: '这个地址上的端口。',
      active: '端口 9 只是占位：主动的 TCP 候选只发起连接，不在任何端口监听（RFC 6544 §4.5）。',
    },
    type: {
      host: '主机候选：设备自己的地址。',
      srflx: '服务器反射候选：STUN 或 TURN 服务器看到的请求来源地址。',
      prflx: '对端反射候选：对端看到的检查来源地址。它是得知的，不是收集来的。',
      relay: '中继候选：TURN 服务器上的地址，由它转交数据包。',
      other: 'RFC 8839 留给扩展的类型。',
    },
    relatedAddress: {
      hidden: '已隐藏：用 0.0.0.0（或 ::）代替地址，免得这一行泄露 .local 所隐藏的内容。',
      base: '基址：发出请求的本地地址。只用于诊断。',
      mapped: 'TURN 服务器看到的请求来源地址。只用于诊断。',
      same: '又写了一遍中继地址。RFC 8839 §5.1 要求写服务器看到的地址，Firefox 却写成这样。',
    },
    relatedPort: {
      hidden: '同样已隐藏。RFC 8839 §5.1 要求这里写端口 9，浏览器却写 0。',
      plain: '相关地址的端口。',
    },
    tcpType: {
      active: '主动发起连接（RFC 6544 §4.5）。',
      passive: '等待对端连接（RFC 6544 §4.5）。',
      so: '同时打开：双方同时连接（RFC 6544 §4.5）。',
    },
    extensions: {
      generation: 'Chromium 的 ICE 重启计数，从 0 开始。',
      ufrag: '这个候选者所属 ICE 会话的用户名片段：重启之前的会话迟到的候选者可以据此忽略（RFC 8838 §9）。',
      'network-id': 'Chromium 给网络接口的编号。',
      'network-cost':
        'Chromium 对网络费用的估计：0 有线，10 Wi-Fi，50 未知，900 移动网络；999 表示没有告诉网页是哪个接口。',
      other: '一个扩展。不认识它的一方必须忽略（RFC 8839 §5.1）。',
    },
    figure: {
      label: '逐个字段看一行候选者',
    },
    paste: {
      label: '粘贴任意候选者或整段 SDP',
      hint: '内容只留在本页，不会发送。',
      placeholder: 'candidate:1 1 udp 2130706431 192.0.2.7 54321 typ host',
      empty: '粘贴一行，这里就会把它拆开。',
      none: '这段 SDP 里没有候选者。它可能是收集之前生成的描述（增量式 ICE 稍后才发送候选者）。',
      count: (candidates, errors) => `${candidates} 个候选者${errors === 0 ? '' : `，${errors} 处错误`}`,
      tooMany: (shown, all) => `共 ${all} 个，只显示前 ${shown} 个。`,
      tooLong: (kilobytes) => `超过了 ${kilobytes} kB：请只粘贴其中一部分。`,
      line: (n) => `第 ${n} 行`,
      column: (n) => `第 ${n} 列`,
      attributes: '其中关于 ICE 的其他内容',
      candidates: '候选者',
      characters: (n) => `${n} 个字符`,
      missing: '无',
      ended: '不会再有',
    },
    keywords: { typ: '单词“typ”', raddr: '单词“raddr”', rport: '单词“rport”' },
    errors: {
      empty: '没有内容可读。作为事件里的 candidate，空字符串表示不会再有候选者。',
      missing: (name, expected) => `这一行到${name}之前就结束了。这里应为：${expected}。`,
      blank: (name, expected) => `${name}的位置是空的；字段之间恰好一个空格。应为：${expected}。`,
      'wrong-syntax': (text, name, expected) => `“${text}”不能读作${name}。应为：${expected}。`,
      'out-of-range': (text, name, expected) => `${text} 超出了${name}的范围。应为：${expected}。`,
      misplaced: (text) => `“${text}”放错了位置：raddr 和 rport 依次紧跟在类型之后。`,
      expectedIn: {
        prefix: 'candidate:',
        foundation: '1 到 32 个字母、数字、+ 或 /',
        component: '1 到 256 的数',
        transport: 'UDP、TCP 或其他传输协议的名字',
        priority: '1 到 2147483647 的数',
        address: 'IPv4 或 IPv6 地址，或一个名字',
        port: '0 到 65535 的数',
        typ: 'typ',
        type: 'host、srflx、prflx、relay 或其他类型的名字',
        raddr: 'raddr',
        relatedAddress: 'IPv4 或 IPv6 地址，或一个名字',
        rport: 'rport',
        relatedPort: '0 到 65535 的数',
        extensionName: '扩展的名字',
        extensionValue: '可见的 ASCII 字符',
        tcpType: 'active、passive 或 so',
      },
    },
    sdpErrors: {
      wrongValue: (attribute, text) => `a=${attribute} 的值不能是“${text}”。`,
      onlyInMedia: (attribute) => `a=${attribute} 应放在 m= 行之后，而不是第一个 m= 行之前。`,
      onlyInSession: (attribute) => `a=${attribute} 应放在第一个 m= 行之前。`,
      missingCredentials: (attribute) => `这个媒体段没有 a=${attribute}，会话级也没有（RFC 8839 §5.4）。`,
    },
  },
});
