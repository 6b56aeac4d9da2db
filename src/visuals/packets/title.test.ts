import { describe, expect, it } from 'vitest';
import { METHOD, type StunMessage, encodeStun, utf8Encode } from '#src/protocol/index.ts';
import { encodeChannelData } from '#src/protocol/turn/channel-data.ts';
import { encodeMdnsAnswer, encodeMdnsQuestion } from '#src/simulator/mdns/index.ts';
import { encodeText } from '#src/simulator/hosts/text-packet.ts';
import { endpoint } from '../testing.ts';
import { packetTitle } from './title.ts';

const TRANSACTION = new Uint8Array(12).fill(7);
const message = (given: Partial<StunMessage>) =>
  encodeStun({
    class: 'request',
    method: METHOD.Binding,
    transactionId: TRANSACTION,
    attributes: [],
    ...given,
  });
const title = (bytes: Uint8Array, port = 3478) =>
  packetTitle({ bytes, destination: endpoint(`192.0.2.1:${port}`) });

describe('a packet’s title', () => {
  it('of a check that nominates', () => {
    expect(title(message({ attributes: [{ type: 'USE-CANDIDATE' }] }))).toEqual({
      kind: 'stun',
      method: 'Binding',
      class: 'request',
      useCandidate: true,
    });
  });

  it('of an error has its code', () => {
    const attributes = [{ type: 'ERROR-CODE', code: 401, reason: '' }] as const;
    expect(title(message({ class: 'error', method: METHOD.Allocate, attributes }))).toMatchObject({
      method: 'Allocate',
      code: 401,
    });
  });

  it('of a method that nobody has defined is its number', () => {
    expect(title(message({ method: 0xabc }))).toMatchObject({ method: '0xabc' });
  });

  it('of an indication says what it carries', () => {
    const attributes = [{ type: 'DATA', data: message({}) }] as const;
    expect(title(message({ class: 'indication', method: METHOD.Data, attributes }))).toMatchObject({
      method: 'Data',
      carries: { kind: 'stun', method: 'Binding' },
    });
  });

  it('of ChannelData has its channel and how much it carries, and what', () => {
    const bytes = encodeChannelData({ channel: 0x4001, data: utf8Encode('hello') }, false);
    expect(title(bytes)).toEqual({ kind: 'channel-data', channel: 0x4001, bytes: 5 });
    const check = encodeChannelData({ channel: 0x4001, data: message({}) }, true);
    expect(title(check)).toMatchObject({ carries: { method: 'Binding' } });
  });

  it('of several messages in one segment is the first one’s', () => {
    const both = Uint8Array.from([...message({ method: METHOD.Allocate }), ...message({})]);
    expect(title(both)).toMatchObject({ kind: 'stun', method: 'Allocate' });
  });

  it('of a segment without data is its flags', () => {
    const tcp = { sequence: 1, acknowledgment: 0, syn: true, ack: true, fin: false, rst: false };
    expect(packetTitle({ bytes: new Uint8Array(), tcp, destination: endpoint('192.0.2.1:3478') })).toEqual({
      kind: 'tcp',
      flags: ['SYN', 'ACK'],
    });
  });

  it('of multicast DNS is a question or an answer', () => {
    const question = encodeMdnsQuestion('a.local', [4]);
    const answer = encodeMdnsAnswer('a.local', ['192.168.1.2']);
    expect(title(question, 5353)).toEqual({ kind: 'mdns', what: 'question' });
    expect(title(answer, 5353)).toEqual({ kind: 'mdns', what: 'answer' });
  });

  it('of what agents say is its text', () => {
    expect(title(encodeText('hello', 1, 0))).toEqual({ kind: 'text', text: 'hello' });
  });

  it.each([[[]], [[0x40]], [[0x80, 0xe2, 0, 1]]])('of anything else is its size', (bytes) => {
    expect(title(Uint8Array.from(bytes), 5353)).toEqual({ kind: 'data', bytes: bytes.length });
    expect(title(Uint8Array.from(bytes))).toEqual({ kind: 'data', bytes: bytes.length });
  });
});
