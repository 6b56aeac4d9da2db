import { defineMessages } from '../messages.ts';

/** The demo “What the STUN server saw”. What may be concluded: RFC 4787 §4.1 and §5, RFC 5780 §4.3, RFC 8445 §5.1.3. */
export const stunSaw = defineMessages({
  en: {
    title: 'What the STUN server saw',
    lead: 'Each configured server is asked, from a connection of its own: from which address do you see me? Those that answer are then asked once more, all from one connection, so that their answers can be compared.',
    start: 'Ask the servers',
    stop: 'Stop',
    controls: 'Controls',
    settings: 'Choose other servers',
    status: {
      idle: 'Nobody asked yet. Below is an example.',
      noScript: 'This instrument needs JavaScript. Below is an example of what it shows.',
      asking: (answered: number, of: number) => `Asking … ${answered} of ${of} have answered`,
      starting: 'Asking …',
      sharing: (n: number) => `Asking ${n} of them once more, from one connection …`,
      done: (saw: number, of: number, ms: number) =>
        `Done in ${ms} ms: ${saw} of ${of} said where they saw you`,
      stopped: (saw: number, of: number) => `Stopped: ${saw} of ${of} had said where they saw you`,
      noServers: 'Nobody to ask: no STUN or TURN server is configured. Choose one in the settings.',
      listProblem:
        'Nobody to ask: the list of this site’s servers could not be read. Reload the page, or enter a server of your own in the settings.',
      noNetwork: 'Nobody could be asked: this device has no network.',
      missing:
        'This browser has no WebRTC, so it can’t ask. Any current Firefox, Chrome, Edge or Safari can; an extension or a privacy setting may have removed it.',
      blocked:
        'WebRTC is switched off in this browser, by a policy of its administrator or by an extension. The text works without it; to ask, use another browser or profile.',
    },
    example: 'Example',
    table: {
      name: 'Seen by each server',
      server: 'Server',
      saw: 'Saw you at',
      time: 'After',
      ms: (n: string) => `${n} ms`,
    },
    outcome: {
      asking: 'asking …',
      stopped: 'stopped before it answered',
      silent: (seconds: number) =>
        `No answer within ${seconds} s. The question or the answer is lost on the way, or nobody listens there: check the port, and whether a firewall drops UDP.`,
      relayOnly:
        'It lent a relay address and showed no mapping. Over TCP that is to be expected: what it saw was a TCP connection, and that says nothing about your UDP mapping.',
      nothing:
        'The browser got an answer, and shows nothing. If the server saw exactly an address that you already have, the candidate is redundant: then nothing was translated on the way.',
      nothingTcp:
        'Nothing to see: this server is reached over TCP or TLS, and a mapping of TCP says nothing about UDP.',
      unauthorized:
        '401: the server wants another username or password. Credentials of this kind end after a time: ask again, or check your own in the settings.',
      seenUnauthorized:
        'It refused to lend a relay address, with 401. To be told your own address takes no password.',
      unreachable:
        '701, the browser’s own number for “no usable answer”. Check address and port, and that the server runs. Firefox asks no server on a loopback address.',
      refusedUrl: 'The browser refused this entry, so nobody was asked. Check it in the settings.',
      otherCode: (code: string) => `The server refused, with code ${code}.`,
    },
    shared: {
      title: 'All asked from one connection',
      label: 'Mappings of the shared connection',
      questions: (urls: number, mappings: number) =>
        `${urls} URLs asked, ${mappings} ${mappings === 1 ? 'mapping' : 'different mappings'}`,
      asking: 'asking …',
      says: 'What follows',
      not: 'What doesn’t',
    },
    verdict: {
      oneServer: {
        says: 'One server saw you at this address, at this moment, from this connection.',
        not: 'Whether another server would have seen the same: one answer compares nothing. Add a second server with another IP address in the settings.',
      },
      onePlaceSame: {
        says: 'All these URLs lead to one address and port. Their mapping is one and the same, so the browser shows one candidate: the others would be redundant, since address and base are equal (RFC 8445 §5.1.3).',
        not: 'Anything about your NAT. Every kind of mapping repeats itself towards the same destination (RFC 4787 §4.1). To compare, add a server with another IP address in the settings.',
      },
      onePlaceDifferent: {
        says: 'One address and port saw different mappings: the browser asked from more than one socket, or the mapping was replaced between two questions.',
        not: 'Which kind of mapping your NAT has. Towards one destination every kind repeats itself (RFC 4787 §4.1).',
      },
      oneHostSame: {
        says: 'Two ports of one host saw one mapping. So the other side’s port made no difference, and address-and-port-dependent mapping is unlikely.',
        not: 'Whether another IP address would have seen another mapping: endpoint-independent and address-dependent look alike here (RFC 4787 §4.1). Add a server with another IP address.',
      },
      oneHostDifferent: {
        says: 'Two ports of one host saw different mappings of one socket. That is address-and-port-dependent mapping (RFC 4787 §4.1). A peer will see yet another one, so none of these will do for it.',
        not: 'That you can’t be reached directly: it depends on the other side as well. ICE tries.',
      },
      hostsSame: {
        says: 'Servers at different hosts saw one mapping. That suggests endpoint-independent mapping, which RFC 4787 asks of every NAT (REQ-1): a peer will probably see the same address.',
        not: 'Certainty. Two names can be one machine, and a NAT may do otherwise for another port or in another minute (RFC 5780 §1).',
      },
      hostsDifferent: {
        says: 'Different hosts saw different mappings of one socket: the mapping depends on the destination (RFC 4787 §4.1). A peer will see yet another one, so none of these will do for it.',
        not: 'Whether the address alone counts or the port as well: that takes two ports of one host. Nor that you can’t be reached directly: it depends on the other side too.',
      },
      unclear: {
        says: 'Your device has several network interfaces, and each got a mapping.',
        not: 'Which mapping belongs to which interface: the browser hides it. So they can’t be compared.',
      },
      missing: {
        says: 'The shared connection showed no mapping, although each server had seen one a moment ago.',
        not: 'Anything about your NAT. Ask again.',
      },
      filtering:
        'Nothing above says whom your NAT lets in. Mapping and filtering are two things (RFC 4787 §4 and §5), and these servers answered from the very address that you had asked.',
    },
    notes: {
      title: 'What you see',
      publicAddress: (address: string) =>
        `${address} is a public address. Whoever learns it learns your provider and roughly your town.`,
      localAddress: (address: string) =>
        `${address} is an address of a private network: this server stands on your side of the last NAT. A server on the internet would see another one.`,
      loopbackAddress: (address: string) =>
        `${address} is your own machine’s loopback: the server runs here, and there is no network in between.`,
      portKept:
        'The mapped port is one of your own host candidates’ ports. Either nothing was translated, or the NAT kept the port, as some try to (RFC 4787 §4.2.1).',
      portChanged:
        'The mapped port is none of your own host candidates’ ports: something on the way put in another one.',
      hiddenBase:
        'From which of your addresses the question left, the browser doesn’t say: it writes 0.0.0.0 as related address, to keep your local address to itself.',
      otherPorts:
        'The ports in the table differ from row to row, and that is no sign of anything: each connection has a socket of its own, and each socket a mapping of its own.',
      turnToo:
        'TURN servers tell you as well: a TURN answer that lends an address also carries the one that the server saw.',
    },
  },
  'zh-cn': {
    title: 'STUN 服务器看到了什么',
    lead: '对每台已配置的服务器，各用一个单独的连接去问：从你那里看，我在哪个地址？答复了的服务器再从同一个连接问一遍，这样它们的回答才能比较。',
    start: '询问服务器',
    stop: '停止',
    controls: '控制',
    settings: '选择其他服务器',
    status: {
      idle: '还没有询问。下面是一个示例。',
      noScript: '这个工具需要 JavaScript。下面是它的一个示例。',
      asking: (answered, of) => `正在询问……${of} 个中已有 ${answered} 个答复`,
      starting: '正在询问……',
      sharing: (n) => `正在用同一个连接再次询问其中 ${n} 个……`,
      done: (saw, of, ms) => `用时 ${ms} 毫秒：${of} 个中有 ${saw} 个说出了在哪里看到你`,
      stopped: (saw, of) => `已停止：${of} 个中有 ${saw} 个说出了在哪里看到你`,
      noServers: '没有可问的对象：没有配置 STUN 或 TURN 服务器。请在设置里添加一台。',
      listProblem: '没有可问的对象：读不到本站的服务器列表。请重新载入页面，或在设置里填写自己的服务器。',
      noNetwork: '谁也问不到：这台设备没有可用的网络。',
      missing:
        '此浏览器没有 WebRTC，无法询问。新版的 Firefox、Chrome、Edge 和 Safari 都可以；也可能是某个扩展或隐私设置把它去掉了。',
      blocked:
        '此浏览器的 WebRTC 被管理员策略或某个扩展关闭了。正文不受影响；要询问服务器，请换一个浏览器或用户配置。',
    },
    example: '示例',
    table: {
      name: '各台服务器看到的',
      server: '服务器',
      saw: '看到你在',
      time: '用时',
      ms: (n) => `${n} 毫秒`,
    },
    outcome: {
      asking: '询问中……',
      stopped: '答复之前已停止',
      silent: (seconds) =>
        `${seconds} 秒内没有回答。问题或回答在路上丢了，或者那里没有程序在监听：检查端口，再看看防火墙是否丢弃 UDP。`,
      relayOnly:
        '它借出了一个中继地址，没有给出映射。走 TCP 时本该如此：它看到的是一条 TCP 连接，那个映射与 UDP 无关。',
      nothing:
        '浏览器得到了回答，却什么也没有显示。如果服务器看到的正是你已有的地址，这个候选者就是冗余的：说明路上没有任何转换。',
      nothingTcp: '没有可看的：这台服务器走 TCP 或 TLS，TCP 的映射与 UDP 无关。',
      unauthorized:
        '401：服务器不接受这个用户名或密码。这类凭据过一段时间就会失效：再问一次，或在设置里检查你自己的凭据。',
      seenUnauthorized: '它以 401 拒绝借出中继地址。打听自己的地址则不需要密码。',
      unreachable:
        '701 是浏览器自己的编号，意思是“没有可用的回答”。检查地址和端口，以及服务器是否在运行。Firefox 不会询问环回地址上的服务器。',
      refusedUrl: '浏览器拒绝了这一项，所以没有询问。请在设置里检查。',
      otherCode: (code) => `服务器拒绝了，代码 ${code}。`,
    },
    shared: {
      title: '从同一个连接询问所有服务器',
      label: '共用连接的映射',
      questions: (urls, mappings) =>
        `问了 ${urls} 个 URL，得到 ${mappings} 个${mappings > 1 ? '不同的' : ''}映射`,
      asking: '询问中……',
      says: '能得出的结论',
      not: '得不出的结论',
    },
    verdict: {
      oneServer: {
        says: '一台服务器此刻在这个地址看到了你的这个连接。',
        not: '别的服务器是否也会看到同一个地址：只有一个回答，无从比较。请在设置里添加另一台 IP 地址不同的服务器。',
      },
      onePlaceSame: {
        says: '这些 URL 都指向同一个地址和端口。它们看到的是同一个映射，所以浏览器只给出一个候选者：其余的地址和基址都相同，属于冗余（RFC 8445 §5.1.3）。',
        not: '关于 NAT 的任何结论。对同一个目的地，每一类映射都会重复使用自己（RFC 4787 §4.1）。要比较，请在设置里添加一台 IP 地址不同的服务器。',
      },
      onePlaceDifferent: {
        says: '同一个地址和端口看到了不同的映射：浏览器用了不止一个套接字，或者映射在两次询问之间被换掉了。',
        not: 'NAT 属于哪一类映射。对同一个目的地，每一类映射都会重复使用自己（RFC 4787 §4.1）。',
      },
      oneHostSame: {
        says: '同一主机的两个端口看到了同一个映射。可见对方的端口不起作用，不太可能是地址和端口相关的映射。',
        not: '换一个 IP 地址会不会看到别的映射：在这里，端点无关与地址相关看起来一样（RFC 4787 §4.1）。请添加一台 IP 地址不同的服务器。',
      },
      oneHostDifferent: {
        says: '同一主机的两个端口看到了同一套接字的不同映射。这就是地址和端口相关的映射（RFC 4787 §4.1）。对端看到的又会是另一个，所以这几个地址对它都没有用。',
        not: '你一定无法被直接连上：这还取决于另一方。ICE 会去尝试。',
      },
      hostsSame: {
        says: '不同主机上的服务器看到了同一个映射。这说明很可能是端点无关的映射，RFC 4787 要求每个 NAT 都如此（REQ-1）：对端多半也会看到同一个地址。',
        not: '确定无疑。两个名字可能是同一台机器；换一个端口、过一分钟，NAT 也可能不再这样（RFC 5780 §1）。',
      },
      hostsDifferent: {
        says: '不同的主机看到了同一套接字的不同映射：映射随目的地而变（RFC 4787 §4.1）。对端看到的又会是另一个，所以这几个地址对它都没有用。',
        not: '只看地址，还是连端口也看：这要用同一主机的两个端口才能分辨。也不能说你一定无法被直接连上：这还取决于另一方。',
      },
      unclear: {
        says: '你的设备有多个网络接口，每个都得到了一个映射。',
        not: '哪个映射属于哪个接口：浏览器不说。所以无法比较。',
      },
      missing: {
        says: '每台服务器刚才都看到了映射，共用的连接却没有给出任何映射。',
        not: '关于 NAT 的任何结论。请再问一次。',
      },
      filtering:
        '以上都没有说明 NAT 会放谁进来。映射和过滤是两回事（RFC 4787 §4 和 §5），而这些服务器正是从你询问过的那个地址回答的。',
    },
    notes: {
      title: '你看到了什么',
      publicAddress: (address) => `${address} 是公网地址。谁知道了它，就知道你用哪家运营商，大致在哪个城市。`,
      localAddress: (address) =>
        `${address} 是专用网络里的地址：这台服务器和你在最后一层 NAT 的同一侧。互联网上的服务器会看到另一个地址。`,
      loopbackAddress: (address) => `${address} 是本机的环回地址：服务器就在这台机器上，中间没有网络。`,
      portKept:
        '映射的端口就是你某个主机候选的端口。要么路上没有任何转换，要么 NAT 保留了端口，有些 NAT 会尽量这样做（RFC 4787 §4.2.1）。',
      portChanged: '映射的端口不是你任何一个主机候选的端口：路上有设备换成了另一个。',
      hiddenBase: '问题是从你的哪个地址发出的，浏览器没有说：它把相关地址写成 0.0.0.0，不透露你的本地地址。',
      otherPorts: '表里各行的端口不同，这说明不了什么：每个连接都有自己的套接字，每个套接字都有自己的映射。',
      turnToo: 'TURN 服务器同样会告诉你：它借出地址的那个回答里，也写着它看到的地址。',
    },
  },
});
