import { defineMessages } from '../messages.ts';

/** The demo “Who learns what”. Who sees what: RFC 8445 §19.1, RFC 8828 §5.2, RFC 9429 §3.5.3. */
export const whoLearns = defineMessages({
  en: {
    title: 'Who learns what',
    lead: 'Your browser gathers, each server over a connection of its own, and the table says who has learned which address by that. Nothing is sent to a peer or a signalling server: their rows say what they would get.',
    controls: 'Controls',
    start: 'Gather',
    stop: 'Stop',
    example: 'Example',
    policy: { legend: 'Policy', all: 'all', relay: 'relay only' },
    microphone: {
      ask: 'Allow the microphone',
      giveBack: 'Give the microphone back',
      unasked:
        'The page has no microphone. Nothing is recorded if you allow it; it is only held open, because browsers may show more addresses then.',
      asking: 'Your browser asks you now …',
      open: 'The page holds your microphone and records nothing. Gather once more, and compare.',
      denied:
        'You, or a policy, said no. Nothing changes: the names stay. The site’s settings in your browser let you decide anew.',
      missing: 'This device has no microphone, so the browser has nothing to ask you. The names stay.',
      failed: 'The microphone could not be opened; another program may hold it. The names stay.',
    },
    status: {
      idle: 'Nothing gathered yet. Below is an example.',
      noScript: 'This instrument needs JavaScript. Below is an example of what it shows.',
      running: 'Gathering …',
      counts: (host: number, name: number, reflexive: number, relay: number) =>
        `${host} local, ${name} hidden behind a name, ${reflexive} reflexive, ${relay} relayed`,
      done: (ms: number, counts: string) =>
        `Done in ${ms} ms. Addresses that the script has learned: ${counts}`,
      stopped: (counts: string) => `Stopped. Addresses that the script had learned: ${counts}`,
      nothing:
        'Done: no address at all. With “relay only” that means that no TURN server lent one; else this device has no network, or the browser shows none.',
      missing:
        'This browser has no WebRTC, so it can’t gather. Any current Firefox, Chrome, Edge or Safari can; an extension or a privacy setting may have removed it.',
      blocked:
        'WebRTC is switched off in this browser, by a policy of its administrator or by an extension. The map further down works without it.',
    },
    table: {
      name: 'Addresses by who learned them',
      who: 'Who',
      learned: 'Learned',
      how: 'How',
      time: 'After',
      ms: (n: string) => `${n} ms`,
      nothing: 'nothing',
      noneShown: 'none shown',
      classes: { host: 'local', name: 'name', reflexive: 'reflexive', relay: 'relayed' },
      script: 'This page’s script',
      scriptHow: 'It reads the candidate lines, notes such as raddr included.',
      signalling: 'The signalling server',
      signallingHow: 'It passes the lines on. Besides, it sees where the page’s own requests come from.',
      peer: 'The peer',
      peerHow: 'It gets the lines, and sees where your packets come from.',
      peerRelayHow: 'It gets the lines. Your packets reach it from the relay.',
      stunSaw: 'It saw where your request came from, and told you.',
      turnSaw:
        'It saw where your request came from, and lends an address, if it does, to be used in its place.',
      turnHides: 'It lends an address. It saw where your request came from as well; the browser doesn’t say.',
      stunOnRelay:
        'The browser shows nothing. That doesn’t mean that nobody asked: measured, Chromium 156 asks it with this policy as well, Firefox 153 ESR doesn’t.',
      showsNothing:
        'The browser shows no address from it: it is one that you have already, or the server was reached over TCP. If it answered, it has seen where your packets come from.',
      silent: (seconds: number) =>
        `No answer within ${seconds} s. If the request got there, it has seen your address all the same.`,
      refused: '401: it refused the credentials. It has seen your address all the same.',
      failed: (code: string) => `Error ${code}: nothing came of it.`,
      asking: 'asking …',
      stopped: 'stopped before it answered',
    },
    notes: {
      title: 'What you see',
      names:
        'Local addresses are hidden behind random names. Your own machine and your network can resolve them; the script can’t.',
      stillNames:
        'The page holds your microphone, and the names are still there: this browser wants more. Measured, Firefox 153 ESR goes by a permission that it remembers for the site.',
      bare: 'Local addresses stand bare in the lines: the browser takes the permission for consent (RFC 8828 §5.2), or hides none.',
      relayOnly:
        'Script, signalling server and peer got relayed addresses only. The TURN server knows you as well as before.',
      silent: 'A silent server held up the end. The candidates of the others had come long before.',
    },
  },
  'zh-cn': {
    title: '谁知道了什么',
    lead: '浏览器开始收集，每台服务器各用一个单独的连接；表里说明谁因此知道了哪个地址。什么都不会发给对端或信令服务器：那两行说的是它们会得到什么。',
    controls: '控制',
    start: '收集',
    stop: '停止',
    example: '示例',
    policy: { legend: '策略', all: 'all（全部）', relay: 'relay（只用中继）' },
    microphone: {
      ask: '允许使用麦克风',
      giveBack: '交还麦克风',
      unasked: '本页没有使用麦克风。即使允许，也不会录音，只是把它打开，因为这时浏览器可能会给出更多地址。',
      asking: '浏览器正在询问你……',
      open: '本页打开着麦克风，没有录音。请再收集一次，比较一下。',
      denied: '你（或某项策略）拒绝了。一切照旧：仍然是名称。可以在浏览器的网站设置里重新决定。',
      missing: '这台设备没有麦克风，浏览器也就没什么可问的。仍然是名称。',
      failed: '麦克风打不开，可能正被别的程序占用。仍然是名称。',
    },
    status: {
      idle: '还没有收集。下面是一个示例。',
      noScript: '这个工具需要 JavaScript。下面是它的一个示例。',
      running: '正在收集……',
      counts: (host, name, reflexive, relay) =>
        `本地 ${host} 个，藏在名称后面 ${name} 个，反射 ${reflexive} 个，中继 ${relay} 个`,
      done: (ms, counts) => `用时 ${ms} 毫秒。脚本知道的地址：${counts}`,
      stopped: (counts) => `已停止。脚本已知道的地址：${counts}`,
      nothing:
        '完成：一个地址也没有。策略为 relay 时，说明没有 TURN 服务器借出地址；否则就是设备没有网络，或者浏览器什么也不给看。',
      missing:
        '此浏览器没有 WebRTC，无法收集。新版的 Firefox、Chrome、Edge 和 Safari 都可以；也可能是某个扩展或隐私设置把它去掉了。',
      blocked: '此浏览器的 WebRTC 被管理员策略或某个扩展关闭了。下文的地图不受影响。',
    },
    table: {
      name: '各方知道的地址',
      who: '谁',
      learned: '知道了',
      how: '怎样知道的',
      time: '用时',
      ms: (n) => `${n} 毫秒`,
      nothing: '什么也没有',
      noneShown: '没有显示',
      classes: { host: '本地', name: '名称', reflexive: '反射', relay: '中继' },
      script: '本页的脚本',
      scriptHow: '它读到候选者行，包括 raddr 之类的附注。',
      signalling: '信令服务器',
      signallingHow: '这些行由它转交。此外，它还看得到本页的请求从哪里来。',
      peer: '对端',
      peerHow: '它收到这些行，也看得到你的数据包从哪里来。',
      peerRelayHow: '它收到这些行。你的数据包从中继那里到达它。',
      stunSaw: '它看到请求从哪里来，并且告诉了你。',
      turnSaw: '它看到请求从哪里来；借出的地址（如果有）用来代替你的地址。',
      turnHides: '它借出一个地址。请求从哪里来，它同样看得到，只是浏览器不说。',
      stunOnRelay:
        '浏览器什么也没给看。这不等于没有人问过它：实测中，在这个策略下 Chromium 156 照样会问，Firefox 153 ESR 不问。',
      showsNothing:
        '浏览器没有给出它看到的地址：那是你已有的地址，或者是经 TCP 到达的。只要它回答过，就看到了你的数据包从哪里来。',
      silent: (seconds) => `${seconds} 秒内没有回答。如果请求到了，它照样看到了你的地址。`,
      refused: '401：它不接受凭据。你的地址它照样看到了。',
      failed: (code) => `错误 ${code}：没有结果。`,
      asking: '询问中……',
      stopped: '回答之前已停止',
    },
    notes: {
      title: '你看到了什么',
      names: '本地地址藏在随机的名称后面。本机和本地网络能解析它们，脚本不能。',
      stillNames:
        '本页打开着麦克风，名称却还在：这个浏览器还要求更多。实测中，Firefox 153 ESR 看的是它为网站记住的权限。',
      bare: '候选者行里直接写着本地地址：浏览器把这项权限当作同意（RFC 8828 §5.2），或者它本来就不隐藏。',
      relayOnly: '脚本、信令服务器和对端只得到了中继地址。TURN 服务器对你的了解和先前一样多。',
      silent: '一台沉默的服务器拖住了结束的时刻，别的候选者早就到了。',
    },
  },
});
