import { defineMessages } from '../messages.ts';

/** Titles and first words of the pages that only put components together. */
export const pages = defineMessages({
  en: {
    gather: {
      title: 'Gather candidates',
      description:
        'See the ICE candidates of your own browser: host, server-reflexive and relayed, with time, server and priority explained.',
      lead: 'See which addresses your browser finds for this machine, from which server, and after how long. Under “Servers” you can add one of your own.',
    },
    inspect: {
      title: 'Inspect a message',
      description:
        'Paste the bytes of a STUN or TURN message, an SDP or a candidate, or open a capture file: each field explained with its RFC section, integrity and fingerprint checked, errors shown at their place.',
      lead: 'Paste the bytes of a STUN or TURN message, an SDP or a candidate, from a log or your own code, or open a capture file, and read what each part of it says.',
    },
    serverTest: {
      title: 'Test a STUN or TURN server',
      description:
        'Test each URL of a STUN or TURN server by itself, over UDP, TCP and TLS: does it answer, does it take the credentials, and do bytes really come through its relay?',
      lead: 'A server that answers may still relay nothing. Here every URL is asked by itself, and bytes are sent through it and counted.',
    },
    lab: {
      title: 'The NAT Lab',
      description:
        'Whole ICE sessions through NATs, packet by packet: run a scene, drag time back and forth, and ask why each packet went as it did.',
      lead: 'Put two peers behind NATs of your choice and watch ICE find a way between them, or fail. Time can be stopped and dragged; every packet tells what became of it, and why.',
      matrix: 'Every kind of NAT against every other',
    },
    exercise: {
      ofChapter: (number: number) => `Belongs to chapter ${number}:`,
      heading: 'Task, code and checks',
    },
    settings: {
      title: 'Settings',
      description: 'ICE servers, theme, masking, and the data that Icebreaker keeps in your browser.',
      lead: 'Everything here stays in this browser.',
      needsScript: 'Settings need JavaScript, which is switched off in this browser.',
      iceServers: 'ICE servers',
      theme: 'Theme',
      masking: 'Presenting',
      offline: 'Offline',
      myData: 'My data',
    },
    glossary: {
      title: 'Glossary',
      description: 'The terms of ICE, STUN and TURN, each in a few sentences with the RFC that defines it.',
      lead: 'The terms as the RFCs use them, each with the section that defines it.',
    },
    notKept: {
      title: 'Not kept',
      text: 'This page is not kept on this device, and there is no network now. Pages of the edition that you read are kept after a visit.',
    },
    notFound: {
      title: 'Not found',
      text: 'No candidate pair leads to this page. It may have moved, or the link is misspelt.',
      nearest: 'Probably you are looking for:',
      home: 'To the first page',
      map: 'To the map of chapters',
    },
  },
  'zh-cn': {
    gather: {
      title: '收集候选者',
      description:
        '查看你自己浏览器的 ICE 候选者：主机、服务器反射与中继候选，以及它们的时间、服务器和优先级。',
      lead: '看看浏览器为这台机器找到了哪些地址，它们来自哪个服务器，用了多久。在“服务器”一栏里可以添加自己的服务器。',
    },
    inspect: {
      title: '查看消息',
      description:
        '粘贴一条 STUN 或 TURN 消息的字节、一段 SDP 或一个候选者，或者打开抓包文件：每个字段都附有解释和 RFC 章节，核对完整性与指纹，并指出错误所在。',
      lead: '粘贴一条 STUN 或 TURN 消息的字节、一段 SDP 或一个候选者，无论来自日志还是你自己的代码，或者打开抓包文件，看看每一部分说的是什么。',
    },
    serverTest: {
      title: '测试 STUN 或 TURN 服务器',
      description:
        '逐个测试 STUN 或 TURN 服务器的 URL，分别经 UDP、TCP 和 TLS：它有应答吗？接受凭据吗？数据真能经它的中继通过吗？',
      lead: '有应答的服务器也可能什么都不中继。这里逐个询问每个 URL，并真的经它发送数据、清点字节。',
    },
    lab: {
      title: 'NAT 实验室',
      description: '逐包观察穿过 NAT 的完整 ICE 会话：运行一个场景，来回拖动时间，问一问每个包为什么这样走。',
      lead: '把两个对等端放在你选的 NAT 后面，看 ICE 怎样在它们之间找到一条路，或者失败。时间可以停下、拖动；每个包都会告诉你它的去向和原因。',
      matrix: '每种 NAT 两两相遇',
    },
    exercise: {
      ofChapter: (number) => `属于第 ${number} 章：`,
      heading: '题目、代码和检查',
    },
    settings: {
      title: '设置',
      description: 'ICE 服务器、主题、地址遮盖，以及 Icebreaker 保存在你浏览器中的数据。',
      lead: '这里的一切都只留在这个浏览器里。',
      needsScript: '设置需要 JavaScript，而这个浏览器把它关闭了。',
      iceServers: 'ICE 服务器',
      theme: '主题',
      masking: '演示时',
      offline: '离线阅读',
      myData: '我的数据',
    },
    glossary: {
      title: '术语表',
      description: 'ICE、STUN 与 TURN 的术语，每一条都用几句话讲清，并注明定义它的 RFC。',
      lead: '按 RFC 的用法解释术语，每一条都注明定义它的章节。',
    },
    notKept: {
      title: '没有保存',
      text: '这一页没有保存在这台设备上，而现在没有网络。你读的那个语言版本，访问一次之后就会保存。',
    },
    notFound: {
      title: '找不到页面',
      text: '没有哪一对候选者能通到这个页面。它可能已经移走，也可能是链接写错了。',
      nearest: '你要找的可能是：',
      home: '回到首页',
      map: '查看课程地图',
    },
  },
});
