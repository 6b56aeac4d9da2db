import { defineMessages } from '../messages.ts';

/** The landing page. */
export const landing = defineMessages({
  en: {
    description:
      'Learn ICE, STUN and TURN by doing it: chapters with live demos in your own browser, and exercises that gather real candidates and check your code.',
    title: 'How do two machines find a path to each other?',
    lead: 'Neither knows its own address as the other would see it, and both sit behind something that turns strangers away. ICE is how they connect all the same. Here you learn it by doing it: you read a little, run the real thing in your own browser, and write code that is checked against it.',
    start: (title: string) => `Start reading: ${title}`,
    toMap: 'The map of fourteen chapters',
    live: 'Your own candidates, one press away',
    kinds: 'What each candidate gives away',
    kindsLead: (title: string) => `Four kinds, marked the same way on every page. “${title}” explains them.`,
    kindNames: {
      host: 'Host',
      srflx: 'Server-reflexive',
      prflx: 'Peer-reflexive',
      relay: 'Relayed',
    },
    reveals: {
      host: 'An address of one of your own network interfaces. It shows your place in the local network, so browsers put a random .local name in its stead until you let a page use the microphone or camera.',
      srflx:
        'Your address as a STUN server outside sees it. It shows your public address, and with that your provider and roughly where you are.',
      prflx:
        'An address that nobody announced: the other peer finds it as the sender of a check, a packet that tries a path. Gathering never yields one.',
      relay:
        'An address on a TURN server that passes packets on for you. A peer that gets only this one sees the server and not you; the server sees both.',
    },
    forWhom: 'For whom',
    forWhomText:
      'For people who ship calls, games or file transfer over WebRTC, and for anyone who wants to know how their browser gets through a NAT. You should be able to read a little JavaScript. There is no account, and your drafts and progress stay in this browser.',
    course: 'The course',
  },
  'zh-cn': {
    description:
      '动手学 ICE、STUN 与 TURN：章节里的演示就在你自己的浏览器中运行，练习收集真实的候选者，并检查你写的代码。',
    title: '两台机器，怎样找到通向彼此的路？',
    lead: '它们都不知道自己的地址在对方眼里是什么样，又都躲在把陌生人拒之门外的设备后面。ICE 让它们照样连得上。在这里你边做边学：读一小段，在自己的浏览器里跑一遍真的，再写一段代码，用真实的结果来检查。',
    start: (title) => `开始阅读：${title}`,
    toMap: '十四章的地图',
    live: '按一下，就能看到你自己的候选者',
    kinds: '每种候选者透露了什么',
    kindsLead: (title) => `候选者有四种，在每一页上标记都相同。《${title}》一章会逐一讲解。`,
    kindNames: {
      host: '主机候选',
      srflx: '服务器反射候选',
      prflx: '对端反射候选',
      relay: '中继候选',
    },
    reveals: {
      host: '你自己某个网络接口的地址。它会暴露你在局域网中的位置，所以在你允许网页使用麦克风或摄像头之前，浏览器会用一个随机的 .local 名称来代替它。',
      srflx: '外面的 STUN 服务器看到的你的地址。它会暴露你的公网地址，从而透露你的运营商和大致位置。',
      prflx:
        '谁也没有宣告过的地址：一个试探路径的包（连通性检查）到了，对端从它的来源发现了这个地址。收集阶段不会得到它。',
      relay:
        'TURN 服务器上替你转发数据包的地址。如果只把它交给对端，对端看到的就是服务器而不是你；服务器则能看到双方。',
    },
    forWhom: '写给谁',
    forWhomText:
      '写给用 WebRTC 做通话、游戏或文件传输的人，也写给想知道浏览器怎样穿过 NAT 的人。能读懂一点 JavaScript 就够了。不需要账号，草稿和进度都留在这个浏览器里。',
    course: '课程',
  },
});
