import { defineMessages } from '../messages.ts';

/** The demo "A call through the relay". What it says of browsers was measured in Chromium 156 and Firefox 153 ESR. */
export const relayCall = defineMessages({
  en: {
    title: 'A call through the relay',
    lead: 'Two peers in this page, A and B, talk over a data channel, and may use nothing but addresses that your TURN server lends. Every byte crosses that server.',
    controls: 'Controls',
    call: 'Call through the relay',
    hangUp: 'Hang up',
    leg: {
      legend: 'To the server',
      any: 'as the browser likes',
      udp: 'UDP',
      tcp: 'TCP or TLS',
    },
    password: {
      legend: 'Password',
      right: 'as configured',
      wrong: 'wrong',
    },
    server: {
      title: 'Tell the server',
      lead: 'This site’s own TURN server does what you tell it. What becomes of the call?',
      expire: 'Expire the credentials',
      pause: 'Pause the relay',
      callWithOld: 'Call with the old credentials',
    },
    toSettings: 'Settings → ICE servers',
    status: {
      idle: 'Not started. Below is an example.',
      noScript: 'This instrument needs JavaScript. Below is an example of what it shows.',
      missing:
        'This browser has no WebRTC, so it can’t make a call. Any current Firefox, Chrome, Edge or Safari can; an extension or a privacy setting may have removed it.',
      blocked:
        'WebRTC is switched off in this browser, by a policy of its administrator or by an extension. To make a call, use another browser or profile.',
      calling: 'Asking the TURN server for an address for each side …',
      running: 'Connected through the relay.',
      expired: 'Still connected, with credentials that the server no longer accepts.',
      paused: 'The relay is paused: nothing arrives any more.',
      disconnected: 'Disconnected: no answer comes through the relay. The browser still tries.',
      ended: {
        noRelay: {
          fresh: 'No call: gathering ended without a single relay candidate.',
          wrong: 'No call: with a wrong password there is no relay candidate.',
          kept: 'No call: with expired credentials there is no relay candidate.',
        },
        hungUp: 'Hung up. Both connections are closed, and their allocations were given back.',
        left: 'Ended, because the call was out of view. Both connections are closed.',
        timeout: (seconds: number) =>
          `No call within ${seconds} s. The server may not answer, or not let its own addresses reach each other.`,
        failed: 'No call: the checks between the two relayed addresses failed.',
        lost: 'Lost: for too long nothing came through the relay, so the browser gave up.',
        noTurn:
          'No TURN server is configured, so there is nothing to call through. npm start brings one along; or enter one that you may use: coturn on a server of yours, or one rented from a provider.',
        noLeg: 'No configured TURN server is reached this way. Choose another, or add its URL.',
        noList:
          'The list of this site’s servers could not be read. Reload the page, or enter a server of your own.',
        refusedServers: 'The browser refused the list of servers: a URL or a credential in it is malformed.',
      },
    },
    table: {
      name: 'Selected pair of each side',
      columns: {
        peer: 'Peer',
        local: 'Own candidate',
        remote: 'The peer’s candidate',
        leg: 'To the server',
        sent: 'Bytes sent',
        received: 'Bytes received',
        roundTrip: 'Round trip',
      },
      hidden: 'not shown',
      unknown: 'not said',
      none: 'no pair in use',
      ms: (n: string) => `${n} ms`,
      progress: (seconds: number, messages: number) => `${seconds} s, ${messages} messages arrived.`,
      rate: (n: string) => `About ${n} bytes per second from A to B.`,
      example: 'Example',
      exampleHint: 'what a typical call shows',
    },
    errors: {
      title: 'Errors',
      noUrl: 'TURN server',
      callAgain: 'Call again: new credentials are fetched for each call.',
      wrong: {
        means:
          'The server did not accept the password, as was to be expected: it was wrong on purpose. The browser says so once for each URL, gathers nothing, and the connection waits for a candidate that never comes.',
        advice: 'Set the password back to “as configured”, and call again.',
      },
      unnamed: {
        means:
          'The server refused, and Firefox has no number for the reason: measured, it says 65535 where the server said 508, which is a server without room.',
        advice: 'Look into the server’s log, or try another browser: Chromium shows the number.',
      },
      expired: {
        means:
          'The server no longer knows these credentials. To your program it looks exactly like a wrong password: the same code, the same text.',
        advice: 'Call through the relay again: that fetches new credentials, and it works.',
      },
    },
    notes: {
      title: 'What you see',
      bothRelayed:
        'Both sides send from an address of the TURN server. Neither peer has learned an address of the other’s machine.',
      twice:
        'Each packet from A goes to the server, from A’s relayed address to B’s, and from the server to B. The operator pays for what comes in and for what goes out.',
      legSaid: 'relayProtocol says how this browser reaches its server: UDP, unless something is in the way.',
      legNotSaid:
        'This browser’s statistics do not say how it reaches its server: it leaves out relayProtocol.',
      udpBehindTcp:
        'The browser reaches its server over TCP. The relayed candidates are UDP all the same: that is what the server speaks to the peer.',
      prflx:
        'prflx stands for the other’s relayed address: a check came from there before the candidate itself had arrived.',
      expiredRunning:
        'Bytes still flow: the server asks for credentials only with requests, and data is none. Now hang up, and call with the old credentials.',
      paused:
        'The allocation is still there, but nothing passes. Peers notice by the answers to their checks that no longer come.',
    },
  },
  'zh-cn': {
    title: '经中继的通话',
    lead: '本页里的两端 A 和 B 通过数据通道交谈，而且只能使用 TURN 服务器借出的地址。每个字节都要经过那台服务器。',
    controls: '控制',
    call: '经中继呼叫',
    hangUp: '挂断',
    leg: {
      legend: '到服务器',
      any: '由浏览器选择',
      udp: 'UDP',
      tcp: 'TCP 或 TLS',
    },
    password: {
      legend: '密码',
      right: '按配置',
      wrong: '错误',
    },
    server: {
      title: '指挥服务器',
      lead: '本站自己的 TURN 服务器会照你说的做。通话会怎样？',
      expire: '让凭据失效',
      pause: '暂停中继',
      callWithOld: '用旧凭据呼叫',
    },
    toSettings: '设置 → ICE 服务器',
    status: {
      idle: '尚未开始。下面是一个示例。',
      noScript: '这个工具需要 JavaScript。下面是它的一个示例。',
      missing:
        '此浏览器没有 WebRTC，无法通话。新版的 Firefox、Chrome、Edge 和 Safari 都可以；也可能是某个扩展或隐私设置把它去掉了。',
      blocked: '此浏览器的 WebRTC 被管理员策略或某个扩展关闭了。要通话，请换一个浏览器或用户配置。',
      calling: '正在为双方各向 TURN 服务器申请一个地址……',
      running: '已经由中继接通。',
      expired: '仍然连接着，尽管服务器已不再接受这份凭据。',
      paused: '中继已暂停：什么都到不了了。',
      disconnected: '连接中断：中继那边没有应答。浏览器还在尝试。',
      ended: {
        noRelay: {
          fresh: '没有接通：收集结束时一个中继候选也没有。',
          wrong: '没有接通：密码错误就没有中继候选。',
          kept: '没有接通：凭据失效就没有中继候选。',
        },
        hungUp: '已挂断。两个连接都已关闭，分配也已归还。',
        left: '通话离开了视野，因此已结束。两个连接都已关闭。',
        timeout: (seconds) => `${seconds} 秒内没有接通。可能服务器没有应答，也可能它不让自己的地址互相通信。`,
        failed: '没有接通：两个中继地址之间的检查失败了。',
        lost: '已断开：太久没有数据经中继到达，浏览器放弃了。',
        noTurn:
          '没有配置 TURN 服务器，无从中继。npm start 自带一台；也可以填写一台你有权使用的：自己服务器上的 coturn，或向提供商租用的。',
        noLeg: '没有一台已配置的 TURN 服务器能以这种方式到达。请换一种，或添加相应的 URL。',
        noList: '读不到本站的服务器列表。请重新载入页面，或填写自己的服务器。',
        refusedServers: '浏览器拒绝了服务器列表：其中的某个 URL 或凭据格式不对。',
      },
    },
    table: {
      name: '双方的选定对',
      columns: {
        peer: '端',
        local: '自己的候选者',
        remote: '对端的候选者',
        leg: '到服务器',
        sent: '发出字节',
        received: '收到字节',
        roundTrip: '往返时间',
      },
      hidden: '未显示',
      unknown: '未说明',
      none: '没有正在使用的候选对',
      ms: (n) => `${n} 毫秒`,
      progress: (seconds, messages) => `${seconds} 秒，收到 ${messages} 条消息。`,
      rate: (n) => `A 到 B 大约每秒 ${n} 字节。`,
      example: '示例',
      exampleHint: '一次典型的通话',
    },
    errors: {
      title: '错误',
      noUrl: 'TURN 服务器',
      callAgain: '再呼叫一次：每次呼叫都会取得新的凭据。',
      wrong: {
        means:
          '服务器不接受这个密码，这在意料之中：它是故意写错的。浏览器对每个 URL 报告一次，什么也没收集到，连接等着永远不会来的候选者。',
        advice: '把密码改回“按配置”，再呼叫一次。',
      },
      unnamed: {
        means:
          '服务器拒绝了，而 Firefox 没有这个原因的编号：实测中，服务器回答 508（没有余量）时，它给出的就是 65535。',
        advice: '看看服务器的日志，或换一个浏览器：Chromium 会显示编号。',
      },
      expired: {
        means: '服务器不再认得这份凭据。在你的程序看来，它和密码错误一模一样：同样的代码，同样的文字。',
        advice: '再次“经中继呼叫”：这会取得新的凭据，就能接通。',
      },
    },
    notes: {
      title: '你看到了什么',
      bothRelayed: '双方都从 TURN 服务器的地址发送。谁也没有得知对方机器的地址。',
      twice:
        'A 的每个数据包先到服务器，从 A 的中继地址到 B 的中继地址，再由服务器送到 B。进来的和出去的流量，运营者都要付费。',
      legSaid: 'relayProtocol 说明浏览器怎样到达服务器：只要没有阻碍，就是 UDP。',
      legNotSaid: '这个浏览器的统计数据没有说明它怎样到达服务器：缺少 relayProtocol。',
      udpBehindTcp: '浏览器经 TCP 到达服务器。中继候选仍然是 UDP：服务器对对端说的就是 UDP。',
      prflx: 'prflx 指的就是对方的中继地址：候选者本身还没送到，检查就已经从那里来了。',
      expiredRunning:
        '数据仍在流动：服务器只在请求里查验凭据，而数据不是请求。现在请挂断，再用旧凭据呼叫一次。',
      paused: '分配还在，但什么都不放行。检查的应答不再到来，双方由此察觉。',
    },
  },
});
