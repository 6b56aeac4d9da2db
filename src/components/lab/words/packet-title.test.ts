import { describe, expect, it } from 'vitest';
import type { PacketTitle } from '#src/visuals/index.ts';
import { packetTitleWords } from './packet-title.ts';

const check: PacketTitle = { kind: 'stun', method: 'Binding', class: 'request', useCandidate: true };

describe('a packet’s title in words', () => {
  it.each<[PacketTitle, string, string]>([
    [check, 'Binding request, USE-CANDIDATE', 'Binding 请求，USE-CANDIDATE'],
    [
      { kind: 'stun', method: 'Allocate', class: 'error', code: 401, useCandidate: false },
      'Allocate error 401',
      'Allocate 错误响应 401',
    ],
    [
      { kind: 'stun', method: 'Send', class: 'indication', useCandidate: false, carries: check },
      'Send indication: Binding request, USE-CANDIDATE',
      'Send 指示：Binding 请求，USE-CANDIDATE',
    ],
    [
      { kind: 'channel-data', channel: 0x4001, bytes: 5 },
      'ChannelData 0x4001, 5 bytes',
      'ChannelData 0x4001，5 字节',
    ],
    [{ kind: 'tcp', flags: ['SYN', 'ACK'] }, 'TCP SYN ACK', 'TCP SYN ACK'],
    [{ kind: 'mdns', what: 'question' }, 'mDNS question', 'mDNS 查询'],
    [{ kind: 'text', text: 'hi' }, '“hi”', '“hi”'],
    [{ kind: 'data', bytes: 1 }, '1 byte of data', '1 字节数据'],
  ])('%j', (title, en, zh) => {
    expect([packetTitleWords(title, 'en'), packetTitleWords(title, 'zh-cn')]).toEqual([en, zh]);
  });
});
