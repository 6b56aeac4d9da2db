import type { Messages } from '../../../messages.ts';

/** The Lab: what a packet is, in a few words. */
export const packets = {
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
} satisfies Messages;
