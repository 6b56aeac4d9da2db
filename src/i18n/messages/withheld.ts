import { defineMessages } from '../messages.ts';

/** The demo "Candidates that nobody told". */
export const withheld = defineMessages({
  en: {
    title: 'Candidates that nobody told',
    lead: 'Two peers in this page connect with trickle. Let the candidates of one side, or of both, get lost on their way, and see what each browser knows all the same.',
    controls: 'Controls',
    connect: 'Connect',
    stop: 'Stop',
    lost: { legend: 'Lost are', none: 'none', b: 'the candidates of B', both: 'those of both' },
    status: {
      idle: 'Not started. Below is an example.',
      noScript: 'This instrument needs JavaScript. Below is an example of what it shows.',
      missing:
        'This browser has no WebRTC, so it can’t connect. Any current Firefox, Chrome, Edge or Safari can; an extension or a privacy setting may have removed it.',
      blocked:
        'WebRTC is switched off in this browser, by a policy of its administrator or by an extension. To connect, use another browser or profile.',
      connecting: 'Connecting …',
      nowhere: 'Neither side knows an address of the other. There is nowhere to send a check to.',
      connected: 'Connected. Both sides were told candidates.',
      connectedAnyway: (learned: number) =>
        `Connected, although A was told no candidate of B’s. A learned ${learned} by ${learned === 1 ? 'a check' : 'checks'}.`,
      failed: 'Not connected: no pair works.',
      timeout: (seconds: number) => `Not connected within ${seconds} s.`,
      stopped: 'Stopped. Both connections are closed; the table keeps the last sample.',
      left: 'Ended, because it was out of view. Both connections are closed.',
      refused: 'The browser refused the list of servers: a URL or a credential in it is malformed.',
    },
    table: {
      name: 'What each side knows of the other',
      columns: {
        side: 'Side',
        candidate: 'Candidate of the other',
        how: 'How it is known',
        state: 'Pairs with it',
      },
      told: 'told',
      learned: 'by a check: nobody told it',
      renamed: 'by a check. A candidate with this port was told, as a name or in another type',
      none: 'no pair yet',
      hidden: 'not shown',
      selected: 'selected',
      example: 'Example',
      exampleHint: 'what a connection without B’s candidates shows',
    },
  },
  'zh-cn': {
    title: '谁也没告知的候选者',
    lead: '本页里的两端用增量式 ICE 建立连接。让其中一方或双方的候选者在路上丢失，看看浏览器还能知道些什么。',
    controls: '控制',
    connect: '连接',
    stop: '停止',
    lost: { legend: '丢失', none: '没有', b: 'B 的候选者', both: '双方的候选者' },
    status: {
      idle: '尚未开始。下面是一个示例。',
      noScript: '这个工具需要 JavaScript。下面是它的一个示例。',
      missing:
        '此浏览器没有 WebRTC，无法连接。新版的 Firefox、Chrome、Edge 和 Safari 都可以；也可能是某个扩展或隐私设置把它去掉了。',
      blocked: '此浏览器的 WebRTC 被管理员策略或某个扩展关闭了。要连接，请换一个浏览器或用户配置。',
      connecting: '正在连接……',
      nowhere: '谁也不知道对方的地址：检查没有地方可发。',
      connected: '已连接。双方都得到了候选者。',
      connectedAnyway: (learned) => `已连接，尽管谁也没把 B 的候选者告诉 A。A 从检查中学到了 ${learned} 个。`,
      failed: '没有接通：没有一个候选对可用。',
      timeout: (seconds) => `${seconds} 秒内没有接通。`,
      stopped: '已停止。两个连接都已关闭，表格里是最后一次取样。',
      left: '它离开了视野，因此已结束。两个连接都已关闭。',
      refused: '浏览器拒绝了服务器列表：其中的某个 URL 或凭据格式不对。',
    },
    table: {
      name: '双方各自知道对方的什么',
      columns: { side: '端', candidate: '对方的候选者', how: '怎么知道的', state: '与它的候选对' },
      told: '被告知',
      learned: '由检查得知：谁也没告知',
      renamed: '由检查得知。曾被告知一个端口相同的候选者，但那是名称或另一种类型',
      none: '还没有候选对',
      hidden: '未显示',
      selected: '选定',
      example: '示例',
      exampleHint: '缺少 B 的候选者时的连接',
    },
  },
});
