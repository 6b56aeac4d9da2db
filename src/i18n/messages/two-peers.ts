import { defineMessages } from '../messages.ts';

/**
 * The demo of two peers in this page. Names that others rely on (English edition):
 * region “Two peers in this page”; buttons “Connect”, “Repair (ICE restart)”, “Stop”, “Send from A”, “Send from B”;
 * radio buttons of the group “Break before connecting”: “nothing”, “the answer is lost”, “candidates of both sides are
 * lost”, “only B’s candidates are lost”, “relay only, with a wrong credential”; fields “Message from A”, “Message from
 * B”; tables “Signals” (columns #, From, Signal, Sent, What became of it; rows `data-fate="under-way|arrived|lost"`), “State changes”
 * and “Selected pair”; log “Messages received”; region “What happened”.
 */
export const twoPeers = defineMessages({
  en: {
    title: 'Two peers in this page',
    lead: 'A and B are two real connections of your browser. They know nothing of each other but what the signalling channel carries. Connect them, send a message, then break something first and see who is stuck, and why.',
    controls: 'Controls',
    connect: 'Connect',
    repair: 'Repair (ICE restart)',
    stop: 'Stop',
    breaks: {
      legend: 'Break before connecting',
      nothing: 'nothing',
      answer: 'the answer is lost',
      candidates: 'candidates of both sides are lost',
      'candidates-of-b': 'only B’s candidates are lost',
      credential: 'relay only, with a wrong credential',
    },
    status: {
      idle: 'Not started. Below is an example.',
      noScript: 'This instrument needs JavaScript. Below is an example of what it shows.',
      connecting: (seconds: number) => `Connecting … (it gives up after ${seconds} s)`,
      repairing: 'Repairing: nothing is lost any more, and A makes a new offer …',
      connected: (ms: number) => `Connected after ${ms} ms. Send something.`,
      failed: (seconds: number) => `Not connected after ${seconds} s.`,
      stopped: 'Stopped. Both connections are closed.',
      left: 'Both connections were closed when you scrolled on. Connect anew if you like.',
      refused: 'The browser refused the configured servers, so nothing was opened. See Settings.',
      missing:
        'This browser has no WebRTC, so there can be no peers. Any current Firefox, Chrome, Edge or Safari has it; an extension or a privacy setting may have removed it.',
      blocked:
        'WebRTC is switched off in this browser, by a policy of its administrator or by an extension. The text works without it; for the demo, use another browser or profile.',
    },
    example: 'Example',
    peer: { a: 'Peer A', b: 'Peer B' },
    timeline: {
      title: 'Timeline',
      ofConnect: 'Every state of both peers. Each line is ten times as late as the one before.',
      ofRepair:
        'Every state of both peers since the repair began. Each line is ten times as late as the one before.',
      signals: 'signals',
      none: 'none yet',
      second: (n: number) => `${n} s`,
      millisecond: (n: number) => `${n} ms`,
    },
    changes: {
      summary: (n: number) => (n === 1 ? '1 state change, as a list' : `${n} state changes, as a list`),
      name: 'State changes',
      columns: { time: 'Time', peer: 'Peer', which: 'What', state: 'Now' },
    },
    signals: {
      title: 'Signalling channel',
      about: 'Each signal travels 40 ms. In an application, your own server would carry it.',
      name: 'Signals',
      columns: { number: '#', from: 'From', what: 'Signal', sent: 'Sent', fate: 'What became of it' },
      from: { a: 'A → B', b: 'B → A' },
      underWay: 'on its way',
      arrived: (ms: string) => `arrived at ${ms} ms`,
      lost: 'lost',
      refused: (why: string) => `refused by the browser (${why})`,
      ms: (n: string) => `${n} ms`,
      sdp: (lines: number) => `SDP, ${lines} lines`,
      none: 'Nothing has been sent yet.',
    },
    talk: {
      title: 'Over the connection',
      field: { a: 'Message from A', b: 'Message from B' },
      send: { a: 'Send from A', b: 'Send from B' },
      log: 'Messages received',
      received: { a: 'A received', b: 'B received' },
      closed: 'The fields open together with the data channel.',
      open: 'What you send goes from one connection to the other, past the signalling channel.',
      sample: { a: 'Hello from A', b: 'Hello from B' },
    },
    pair: {
      name: 'Selected pair',
      columns: { peer: 'Peer', role: 'Role', local: 'Sends from', remote: 'Sends to' },
      roles: { controlling: 'controlling', controlled: 'controlled', unknown: 'not told' },
      unknown: 'not told',
    },
    result: {
      title: 'What happened',
      round: { connect: 'Connecting', repair: 'Repair' },
      why: 'Why',
      way: 'In the way',
    },
    diagnosis: {
      connected: {
        what: (ms: number) => `A and B connected after ${ms} ms, and the data channel is open on both sides.`,
        why: 'Offer and answer told each side who the other is, candidates told it where. Each side sent checks to the other’s addresses, and one pair of addresses answered in both directions.',
        way: 'Nothing.',
        prflx: (peers: string) =>
          `In the selected pair of ${peers} the other end is of type prflx: the other’s check arrived before a signal had made its address known. A check needs no detour.`,
      },
      healed: {
        what: (ms: number, peer: string, lost: number) =>
          `A and B connected after ${ms} ms, although not one of ${peer}’s ${lost} candidates arrived.`,
        why: (knowing: string, other: string) =>
          `${knowing} had the addresses of ${other} and sent checks to them. A check has a source address: ${other} took that as a new candidate, peer-reflexive, and checked back.`,
        prflx:
          'The statistics show it: the selected pair has an end of type prflx, an address that no signal carried.',
        noPrflx: 'This browser’s statistics do not call the address prflx, but no signal carried it.',
        way: 'Less than it seems. One list is enough where the other side’s packets come through. A NAT in front of the side that knows nothing might have dropped them, since that side had sent nothing first.',
      },
      repaired: {
        what: (ms: number) => `The repair connected A and B after ${ms} ms.`,
        why: 'An ICE restart is a new negotiation over the same two connections: a new offer and answer, new usernames and passwords, new candidates. This time everything arrived.',
        whyReplaced:
          'With two new connections. When the old ones failed, this browser closed their data channel for good: an ICE restart brings back the path, but no channel. This time every signal arrived.',
        way: 'Nothing any more.',
      },
      answerLost: {
        what: (seconds: number) => `Not connected after ${seconds} s: A never got an answer.`,
        why: (ice: string) =>
          `B took the offer, answered, and is stable; its ICE is “${ice}”. A is still in have-local-offer. Without the answer A knows neither B’s username and password, so it can’t check anything, nor the fingerprint of B’s certificate, so it could trust nobody. It answers the checks of B, though: that is why its ICE may say “checking”, and B’s even “connected”.`,
        way: 'The signalling channel. No network between A and B is to blame: no server and no relay would help.',
      },
      candidatesLost: {
        what: (seconds: number) =>
          `Not connected after ${seconds} s: offer and answer arrived, but not one candidate did.`,
        why: (a: number, b: number) =>
          `A knows ${a} of its own addresses, B knows ${b}, and neither knows one of the other’s. A pair takes one of each, so there was nothing to check.`,
        way: 'The signalling channel again. The path between A and B was there all the time; nobody tried it.',
      },
      credential: {
        what: (seconds: number) =>
          `Not connected after ${seconds} s: neither side has an address to offer (error 401 from the TURN server).`,
        why: '“Relay only” allows nothing but addresses that a TURN server lends, and the server did not accept the password. Offer and answer arrived all the same: signalling knows nothing of TURN.',
        way: 'The credential. Both peers are in this page, but the policy forbids the direct way.',
      },
      noTurn: {
        what: (seconds: number) => `Not connected after ${seconds} s: neither side has an address to offer.`,
        why: '“Relay only” allows nothing but addresses that a TURN server lends, and no TURN server is configured here. So there was no credential to refuse, either.',
        way: 'The policy. Add a TURN server in Settings to see the credential refused.',
      },
      noRelay: {
        what: (seconds: number, codes: string) =>
          `Not connected after ${seconds} s: the TURN server lent no address (${codes}).`,
        why: '“Relay only” allows nothing but addresses that a TURN server lends.',
        way: 'The way to the TURN server, or the server itself. The tool “Gather” tells more about it.',
        silence: 'it did not answer',
      },
      noNetwork: {
        what: (seconds: number) =>
          `Not connected after ${seconds} s: neither side found an address of its own.`,
        why: 'Browsers offer no loopback address. Without any other network interface there is nothing to gather, even for two peers in one page.',
        way: 'This device has no network. Connect to one, or leave flight mode, and try again.',
      },
      unanswered: {
        what: (seconds: number) =>
          `Not connected after ${seconds} s: the sides know addresses of each other, but no check came through.`,
        why: 'Both peers are in this page, so the packets should only have to pass this device. A firewall, a VPN or a privacy extension may drop them, or the browser can’t resolve its own .local names.',
        way: 'Something between the network interfaces of this device.',
      },
    },
    and: ' and ',
  },
  'zh-cn': {
    title: '本页里的两个对端',
    lead: 'A 和 B 是浏览器里两个真正的连接。除了信令通道传来的内容，它们对彼此一无所知。先让它们连上，发一条消息；再故意弄坏一处，看看是谁卡住了，又是为什么。',
    controls: '控制',
    connect: '连接',
    repair: '修复（ICE 重启）',
    stop: '停止',
    breaks: {
      legend: '连接之前弄坏',
      nothing: '什么也不弄坏',
      answer: 'answer 丢失',
      candidates: '双方的候选者都丢失',
      'candidates-of-b': '只有 B 的候选者丢失',
      credential: '仅中继，且凭据有误',
    },
    status: {
      idle: '尚未开始。下面是一个示例。',
      noScript: '这个工具需要 JavaScript。下面是它的一个示例。',
      connecting: (seconds) => `正在连接……（${seconds} 秒后放弃）`,
      repairing: '正在修复：不再丢失任何信令，A 发出新的 offer……',
      connected: (ms) => `${ms} 毫秒后连上了。发条消息试试。`,
      failed: (seconds) => `${seconds} 秒后仍未连上。`,
      stopped: '已停止，两个连接都已关闭。',
      left: '你翻到别处时，两个连接已关闭。需要的话可以重新连接。',
      refused: '浏览器不接受所配置的服务器，因此没有建立任何连接。请检查“设置”。',
      missing:
        '此浏览器没有 WebRTC，也就没有对端可言。新版的 Firefox、Chrome、Edge 和 Safari 都有；也可能是某个扩展或隐私设置把它去掉了。',
      blocked:
        '此浏览器的 WebRTC 被管理员策略或某个扩展关闭了。正文不受影响；要使用演示，请换一个浏览器或用户配置。',
    },
    example: '示例',
    peer: { a: '对端 A', b: '对端 B' },
    timeline: {
      title: '时间线',
      ofConnect: '双方的每一个状态。每条竖线的时间是前一条的十倍。',
      ofRepair: '修复开始以来双方的每一个状态。每条竖线的时间是前一条的十倍。',
      signals: '信令',
      none: '还没有',
      second: (n) => `${n} 秒`,
      millisecond: (n) => `${n} 毫秒`,
    },
    changes: {
      summary: (n) => `${n} 次状态变化（列表）`,
      name: '状态变化',
      columns: { time: '时间', peer: '对端', which: '状态种类', state: '变为' },
    },
    signals: {
      title: '信令通道',
      about: '每条信令在路上走 40 毫秒。在实际应用里，由你自己的服务器传递。',
      name: '信令',
      columns: { number: '#', from: '方向', what: '信令', sent: '发出', fate: '结果' },
      from: { a: 'A → B', b: 'B → A' },
      underWay: '在路上',
      arrived: (ms) => `${ms} 毫秒时到达`,
      lost: '丢失',
      refused: (why) => `被浏览器拒绝（${why}）`,
      ms: (n) => `${n} 毫秒`,
      sdp: (lines) => `SDP，共 ${lines} 行`,
      none: '还没有发出任何信令。',
    },
    talk: {
      title: '通过连接交谈',
      field: { a: 'A 要发的消息', b: 'B 要发的消息' },
      send: { a: '从 A 发送', b: '从 B 发送' },
      log: '收到的消息',
      received: { a: 'A 收到', b: 'B 收到' },
      closed: '数据通道打开后才能发送。',
      open: '你发送的内容从一个连接直达另一个，不经过信令通道。',
      sample: { a: '你好，我是 A', b: '你好，我是 B' },
    },
    pair: {
      name: '选定对',
      columns: { peer: '对端', role: '角色', local: '从这里发', remote: '发往' },
      roles: { controlling: '控制方（controlling）', controlled: '受控方（controlled）', unknown: '未告知' },
      unknown: '未告知',
    },
    result: {
      title: '发生了什么',
      round: { connect: '连接', repair: '修复' },
      why: '原因',
      way: '障碍',
    },
    diagnosis: {
      connected: {
        what: (ms) => `${ms} 毫秒后 A 和 B 连上了，双方的数据通道都已打开。`,
        why: 'offer 和 answer 让双方知道对方是谁，候选者让双方知道对方在哪里。双方各自向对方的地址发送检查，有一对地址在两个方向上都得到了应答。',
        way: '没有。',
        prflx: (peers) =>
          `在 ${peers} 的选定对里，另一端的类型是 prflx：对方的检查比带着其地址的信令先到。检查不绕路。`,
      },
      healed: {
        what: (ms, peer, lost) =>
          `${peer} 的 ${lost} 个候选者一个也没有送到，但 ${ms} 毫秒后 A 和 B 还是连上了。`,
        why: (knowing, other) =>
          `${knowing} 有 ${other} 的地址，便向那里发送检查。检查包有源地址：${other} 把它当作新的候选者，即对端反射候选，并反过来检查。`,
        prflx: '统计数据可以证明：选定对里有一端的类型是 prflx，任何信令都没有传过这个地址。',
        noPrflx: '此浏览器的统计数据没有把这个地址称为 prflx，但确实没有信令传过它。',
        way: '没有看上去那么严重。只要另一方的数据包进得来，一份列表就够了。如果一无所知的那一方前面有 NAT，这些包就可能被丢弃，因为它自己还什么都没有发出过。',
      },
      repaired: {
        what: (ms) => `修复后 ${ms} 毫秒，A 和 B 连上了。`,
        why: 'ICE 重启是在同样两个连接上重新协商：新的 offer 和 answer，新的用户名和密码，新的候选者。这一次全部送到了。',
        whyReplaced:
          '换成了两个新的连接。旧连接失败时，此浏览器彻底关闭了它们的数据通道：ICE 重启能找回路径，却找不回通道。这一次所有信令都送到了。',
        way: '已经没有了。',
      },
      answerLost: {
        what: (seconds) => `${seconds} 秒后仍未连上：A 一直没有收到 answer。`,
        why: (ice) =>
          `B 收下了 offer，作出了应答，已处于 stable；它的 ICE 状态是“${ice}”。A 还停在 have-local-offer。没有 answer，A 不知道 B 的用户名和密码，什么也检查不了；也不知道 B 的证书指纹，谁也不能信任。不过它会应答 B 的检查，所以它的 ICE 可能是“checking”，B 的甚至是“connected”。`,
        way: '信令通道。A 与 B 之间的网络没有过错：任何服务器、任何中继都帮不上忙。',
      },
      candidatesLost: {
        what: (seconds) => `${seconds} 秒后仍未连上：offer 和 answer 都到了，候选者却一个也没有到。`,
        why: (a, b) =>
          `A 知道自己的 ${a} 个地址，B 知道自己的 ${b} 个，可谁也不知道对方的。一对需要双方各出一个，所以没有什么可检查的。`,
        way: '还是信令通道。A 与 B 之间的通路一直都在，只是没有人去试。',
      },
      credential: {
        what: (seconds) => `${seconds} 秒后仍未连上：双方都拿不出任何地址（TURN 服务器返回错误 401）。`,
        why: '“仅中继”只允许使用 TURN 服务器借出的地址，而服务器不接受这个密码。offer 和 answer 照样送到了：信令对 TURN 一无所知。',
        way: '凭据。两个对端就在同一台机器里，但策略不允许走直连。',
      },
      noTurn: {
        what: (seconds) => `${seconds} 秒后仍未连上：双方都拿不出任何地址。`,
        why: '“仅中继”只允许使用 TURN 服务器借出的地址，而这里没有配置 TURN 服务器，也就没有凭据可供拒绝。',
        way: '策略。在“设置”里添加一台 TURN 服务器，就能看到凭据被拒绝。',
      },
      noRelay: {
        what: (seconds, codes) => `${seconds} 秒后仍未连上：TURN 服务器没有借出地址（${codes}）。`,
        why: '“仅中继”只允许使用 TURN 服务器借出的地址。',
        way: '通往 TURN 服务器的路，或服务器本身。工具“收集”能告诉你更多。',
        silence: '它没有应答',
      },
      noNetwork: {
        what: (seconds) => `${seconds} 秒后仍未连上：双方都没有找到自己的地址。`,
        why: '浏览器不会给出环回地址。没有其他网络接口，就没有可收集的，即使两个对端在同一个页面里。',
        way: '这台设备没有网络。请连上网络或关闭飞行模式，再试一次。',
      },
      unanswered: {
        what: (seconds) => `${seconds} 秒后仍未连上：双方知道对方的地址，但没有一次检查通过。`,
        why: '两个对端都在本页里，数据包只需经过这台设备。可能是防火墙、VPN 或隐私扩展把它们丢弃了，也可能是浏览器解析不了自己的 .local 名称。',
        way: '这台设备各网络接口之间的某样东西。',
      },
    },
    and: '和',
  },
});
