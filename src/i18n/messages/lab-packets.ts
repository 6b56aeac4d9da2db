import { defineMessages } from '../messages.ts';

/** The Lab: what a packet is, in a few words. */
export const labPackets = defineMessages({
  en: {
    stun: {
      request: (method: string) => `${method} request`,
      indication: (method: string) => `${method} indication`,
      success: (method: string) => `${method} success`,
      error: (method: string, code: number | undefined) =>
        code === undefined ? `${method} error` : `${method} error ${code}`,
    },
    nominating: (title: string) => `${title}, USE-CANDIDATE`,
    carrying: (outer: string, inner: string) => `${outer}: ${inner}`,
    channelData: (channel: string, bytes: number) =>
      `ChannelData ${channel}, ${bytes === 1 ? '1 byte' : `${bytes} bytes`}`,
    tcp: (flags: string) => `TCP ${flags}`,
    mdns: { question: 'mDNS question', answer: 'mDNS answer' },
    text: (text: string) => `“${text}”`,
    data: (bytes: number) => (bytes === 1 ? '1 byte of data' : `${bytes} bytes of data`),
  },
  'zh-cn': {
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
  },
});
