import type { Translation } from '../../../messages.ts';
import type { packets as en } from '../en/packets.ts';

export const packets: Translation<typeof en> = {
  stun: {
    request: (method) => `${method} 请求`,
    indication: (method) => `${method} 指示`,
    success: (method) => `${method} 成功响应`,
    error: (method, code) => (code === undefined ? `${method} 错误响应` : `${method} 错误响应 ${code}`),
  },
  nominating: (title) => `${title}，USE-CANDIDATE`,
  carrying: (outer, inner) => `${outer}：${inner}`,
  channelData: (channel, bytes) => `ChannelData ${channel}，${bytes} 字节`,
  tcp: (flags) => `TCP ${flags}`,
  mdns: { question: 'mDNS 查询', answer: 'mDNS 应答' },
  text: (text) => `“${text}”`,
  data: (bytes) => `${bytes} 字节数据`,
};
