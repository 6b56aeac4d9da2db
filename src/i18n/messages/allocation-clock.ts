import { defineMessages } from '../messages.ts';

/** The picture "allocation clock". */
export const allocationClock = defineMessages({
  en: {
    title: 'Three clocks of a relayed call',
    lead: 'At second 0 a client has made its allocation, given a permission and bound a channel. Since then it has sent data without pause. Move the time.',
    habit: {
      legend: 'Besides, the client',
      all: 'renews each in time',
      allocation: 'renews the allocation only',
      none: 'sends no request',
    },
    time: 'Time',
    seconds: (n: number) => `${n} s`,
    clocks: {
      allocation: 'Allocation',
      permission: 'Permission',
      channel: 'Channel',
    },
    left: (n: number, of: number) => (n === 0 ? 'ended' : `${n} of ${of} s left`),
    passes: 'Data passes, in indications and over the channel.',
    noPermission:
      'Nothing passes: there is no permission. The server drops data in both directions, and tells nobody.',
    noAllocation: 'Nothing passes: the allocation has ended, and everything with it.',
    next: (method: string, at: number) => `Next request: ${method}, at ${at} s.`,
    noNext: 'No request comes any more.',
  },
  'zh-cn': {
    title: '中继通话的三只钟',
    lead: '在第 0 秒，客户端已经申请了分配、给出了许可、绑定了通道。此后它不停地发送数据。移动时间看看。',
    habit: {
      legend: '此外，客户端',
      all: '按时逐一续期',
      allocation: '只续期分配',
      none: '不发任何请求',
    },
    time: '时间',
    seconds: (n) => `${n} 秒`,
    clocks: {
      allocation: '分配',
      permission: '许可',
      channel: '通道',
    },
    left: (n, of) => (n === 0 ? '已结束' : `还剩 ${n} / ${of} 秒`),
    passes: '数据可以通过，用指示或经通道都行。',
    noPermission: '什么都过不去：没有许可。服务器丢弃两个方向的数据，也不告诉任何人。',
    noAllocation: '什么都过不去：分配已结束，一切随之结束。',
    next: (method, at) => `下一个请求：${method}，在第 ${at} 秒。`,
    noNext: '不会再有请求了。',
  },
});
