import { defineMessages } from '../messages.ts';

/**
 * Two peers of the page try a learner's signalling server. Names that others rely on (English edition): region “Try it
 * with two peers”; buttons “Connect two peers”, “Stop”; tables “Requests” (columns #, Peer, Request, Carried, Answer) and
 * “Peers”.
 */
export const peersTrial = defineMessages({
  en: {
    title: 'Try it with two peers',
    lead: 'This runs main.ts, and lets two real connections of your browser meet through your server. Their requests go to the browser runner and nowhere else; what they say to each other afterwards goes past your server.',
    controls: 'Controls',
    connect: 'Connect two peers',
    stop: 'Stop',
    busy: 'Your code runs already: the checks, or a program in the terminal. Connect the peers afterwards.',
    status: {
      ready: 'Not tried yet.',
      running: 'Your server runs, and two peers try to meet through it …',
      stopped: 'Stopped. Server and peers are closed.',
      missing: 'This browser has no WebRTC, so there can be no peers.',
      blocked: 'WebRTC is switched off in this browser, so there can be no peers.',
    },
    look: 'What to look at',
    peer: { a: 'A', b: 'B' },
    requests: {
      title: 'Requests',
      none: 'No request yet.',
      columns: { number: '#', peer: 'Peer', request: 'Request', carried: 'Carried', answer: 'Answer' },
      waiting: 'waits',
      nothing: 'nothing',
      why: {
        refused: 'nobody listened',
        'cut-off': 'connection cut',
        'too-long': 'answer too long',
        'given-up': 'given up',
      },
      times: (count: number, what: string) => (count === 1 ? what : `${count} × ${what}`),
    },
    what: {
      offer: 'offer',
      answer: 'answer',
      candidate: 'candidate',
      'end-of-candidates': 'end of candidates',
    },
    and: ', ',
    states: {
      title: 'Peers',
      columns: {
        peer: 'Peer',
        signaling: 'Signalling',
        gathering: 'Gathering',
        ice: 'ICE',
        connection: 'Connection',
        channel: 'Channel',
        message: 'Message of the other',
      },
      arrived: 'arrived',
      notArrived: 'not arrived',
    },
    diagnosis: {
      connected: (ms: number) =>
        `Connected after ${ms} ms, and a message of each peer arrived at the other. Server and peers are closed again.`,
      silent: (ms: number, peers: string) =>
        `The data channel opened after ${ms} ms, but the message of ${peers} did not arrive in time.`,
      neverListened: (seconds: number) => `No server listened within ${seconds} s.`,
      exited: (code: number) => `Your program ended (exit code ${code}) while the peers needed it.`,
      status: (request: string, status: number) => `${request} was answered with ${status}.`,
      unreadable: (request: string) =>
        `The answer to ${request} has no “Access-Control-Allow-Origin: *”, so a page of another origin can’t read it.`,
      notAList: (request: string) => `${request} was answered with something that is no JSON array.`,
      foreign: (request: string) => `${request} brought something that the other peer has not sent.`,
      refused: (request: string) => `Nobody listened when ${request} came.`,
      cutOff: (request: string) => `The connection was cut before ${request} had an answer.`,
      tooLong: (request: string) => `The answer to ${request} never ended.`,
      unanswered: (peer: string, what: string) => `${peer} posted its ${what} and never got an answer.`,
      lost: (from: string, to: string, what: string) =>
        `Lost: your server took from ${from} what ${to} never got: ${what}.`,
      flawed: 'The peers did not connect.',
      noPath: (seconds: number) =>
        `Every message arrived, and yet the peers found no path within ${seconds} s.`,
      peersRefused: 'The browser refused the configured ICE servers, so no peers were made.',
      notLoaded: (why: string) => `Your program could not be run. ${why}`,
      ended: {
        stopped: 'Ended, because something else was run.',
        deadline: 'The trial took too long and was ended.',
        hung: 'Your program did not answer any more and was ended.',
        'too-many-observations': 'Your program opened more servers than can be watched.',
        left: 'The frame of your program was taken away.',
        'failed-to-start': 'The runner could not be started. Are you offline?',
      },
    },
    looks: {
      neverListened:
        'Does createSignallingServer() return a server of node:http? If something was thrown first, the output says what.',
      exited:
        'The output says what was thrown. An error that nobody catches ends the server for everybody, not only for the request that caused it.',
      status: {
        404: 'The path is /rooms/<room>/<peer>, with letters, digits, “-” and “_” in both names. Does your pattern let this one through?',
        405: 'GET and POST are what a room’s path knows. Is the method compared in capitals?',
        409: 'These are the first two peers of a new room. Is a name that is in it already counted again?',
        413: 'A description has a few thousand bytes. Are they counted, and against 65,536?',
        400: 'The body is JSON; the end of candidates is “null”, a value like any other.',
        other: 'A POST is answered with 204, a GET with 200.',
      },
      unreadable: 'Set the header before anything else, so that every answer has it, refusals too.',
      notAList: 'A GET is answered with all that waits, as JSON.stringify writes an array.',
      foreign:
        'What comes out is what went in: parsed once, written once, and put into the mailbox of the other peer.',
      refused: 'Something has closed your server. Does your code call close()?',
      cutOff: 'Something has destroyed the response. Does a part of your code fail before it answers?',
      tooLong: 'End a response once it is written.',
      unanswered:
        'A POST is answered as soon as its message is kept, whether the other peer is there or not. Until then this peer sends nothing more.',
      lost: 'Follow one of these messages through your mailbox: one that comes while nobody waits, and one that comes while a GET does.',
      noPath:
        'Your server did its part. The peers’ states say how far they came; look at the ICE servers in Settings.',
      peersRefused: 'See the ICE servers in Settings.',
    },
    flaws: {
      repeats:
        'Messages came more than once. A browser takes a second offer for a new negotiation. Give each away once.',
      reorders:
        'Messages overtook others of the same peer. A candidate that comes before its description is refused.',
      'does-not-wait':
        'GETs were answered while nothing waited. The peers asked again and again; a server that waits answers sooner, and once.',
    },
  },
  'zh-cn': {
    title: '用两个对端试一试',
    lead: '运行 main.ts，让浏览器里的两个真实连接通过你的服务器碰头。它们的请求只到浏览器运行器为止；之后它们之间说的话不再经过你的服务器。',
    controls: '控制',
    connect: '连接两个对端',
    stop: '停止',
    busy: '代码已在运行：检查，或者终端里的程序。等它结束后再连接对端。',
    status: {
      ready: '还没有试过。',
      running: '你的服务器已启动，两个对端正在通过它碰头……',
      stopped: '已停止。服务器和对端都已关闭。',
      missing: '这个浏览器没有 WebRTC，所以没有对端可用。',
      blocked: '这个浏览器关闭了 WebRTC，所以没有对端可用。',
    },
    look: '该看哪里',
    peer: { a: 'A', b: 'B' },
    requests: {
      title: '请求',
      none: '还没有请求。',
      columns: { number: '#', peer: '对端', request: '请求', carried: '携带', answer: '回答' },
      waiting: '等待中',
      nothing: '无',
      why: {
        refused: '没人监听',
        'cut-off': '连接被切断',
        'too-long': '回答过长',
        'given-up': '已放弃',
      },
      times: (count: number, what: string) => (count === 1 ? what : `${count} × ${what}`),
    },
    what: {
      offer: 'offer',
      answer: 'answer',
      candidate: '候选者',
      'end-of-candidates': '候选结束指示',
    },
    and: '、',
    states: {
      title: '对端',
      columns: {
        peer: '对端',
        signaling: '信令',
        gathering: '收集',
        ice: 'ICE',
        connection: '连接',
        channel: '通道',
        message: '对方的消息',
      },
      arrived: '已收到',
      notArrived: '未收到',
    },
    diagnosis: {
      connected: (ms: number) => `${ms} 毫秒后连通，双方都收到了对方的消息。服务器和对端已经关闭。`,
      silent: (ms: number, peers: string) => `数据通道在 ${ms} 毫秒后打开，但 ${peers} 的消息没有按时到达。`,
      neverListened: (seconds: number) => `${seconds} 秒内没有服务器开始监听。`,
      exited: (code: number) => `对端还需要服务器，程序却结束了（退出码 ${code}）。`,
      status: (request: string, status: number) => `${request} 得到的回答是 ${status}。`,
      unreadable: (request: string) =>
        `对 ${request} 的回答没有带“Access-Control-Allow-Origin: *”，别的源的页面读不到它。`,
      notAList: (request: string) => `${request} 得到的回答不是 JSON 数组。`,
      foreign: (request: string) => `${request} 取到了对方没有发过的内容。`,
      refused: (request: string) => `${request} 到来时没有人在监听。`,
      cutOff: (request: string) => `${request} 还没有得到回答，连接就被切断了。`,
      tooLong: (request: string) => `对 ${request} 的回答没完没了。`,
      unanswered: (peer: string, what: string) => `${peer} 投递了 ${what}，却一直没有得到回答。`,
      lost: (from: string, to: string, what: string) =>
        `有丢失：服务器从 ${from} 收下、${to} 却没有取到的有：${what}。`,
      flawed: '两个对端没有连通。',
      noPath: (seconds: number) => `所有消息都到了，两个对端却没能在 ${seconds} 秒内找到通路。`,
      peersRefused: '浏览器拒绝了所配置的 ICE 服务器，所以没有创建对端。',
      notLoaded: (why: string) => `程序没能运行。${why}`,
      ended: {
        stopped: '已结束，因为运行了别的东西。',
        deadline: '这次尝试太久，已经终止。',
        hung: '程序不再响应，已经终止。',
        'too-many-observations': '程序打开的服务器太多，无法一一观察。',
        left: '承载程序的框架被拿走了。',
        'failed-to-start': '运行器没能启动。是不是断网了？',
      },
    },
    looks: {
      neverListened:
        'createSignallingServer() 返回的是 node:http 的服务器吗？如果之前抛出了错误，输出里会写明。',
      exited: '输出里写着抛出了什么。没人捕获的错误会让整台服务器停下，受影响的不只是引发它的那个请求。',
      status: {
        404: '路径是 /rooms/<room>/<peer>，两个名字都由字母、数字、“-”和“_”组成。你的模式放行这一个吗？',
        405: '房间的路径支持 GET 和 POST。比较方法时用的是大写吗？',
        409: '这是一个新房间的前两个对端。已经在房间里的名字，是不是又算了一次？',
        413: '一份描述有几千字节。算的是字节数吗？上限是 65,536 吗？',
        400: '正文是 JSON；候选结束指示就是“null”，和其他值一样。',
        other: 'POST 的回答是 204，GET 的回答是 200。',
      },
      unreadable: '一开始就设置这个头字段，这样每个回答都有，拒绝也不例外。',
      notAList: '对 GET 的回答是所有等着的消息，用 JSON.stringify 写成数组。',
      foreign: '放进去什么，取出来就是什么：解析一次，写出一次，并且放进另一方的信箱。',
      refused: '有什么关闭了服务器。代码里调用了 close() 吗？',
      cutOff: '有什么销毁了响应。是不是有一段代码在回答之前就出错了？',
      tooLong: '响应写完要结束它。',
      unanswered: '消息一存好就回答 POST，不管另一方在不在。得到回答之前，这个对端不会再发别的。',
      lost: '跟着其中一条消息走一遍你的信箱：一种是没人在等时来的，一种是有 GET 在等时来的。',
      noPath: '你的服务器已经尽责。对端的状态说明它们走到了哪一步；请看设置里的 ICE 服务器。',
      peersRefused: '请看设置里的 ICE 服务器。',
    },
    flaws: {
      repeats: '有消息来了不止一次。浏览器会把第二个 offer 当成新一轮协商。每条只交付一次。',
      reorders: '有消息赶到了同一个对端的其他消息前面。先于描述到达的候选者会被拒绝。',
      'does-not-wait': '没有消息时也回答了 GET。对端只好一遍遍地问；会等待的服务器答得更早，也只答一次。',
    },
  },
});
