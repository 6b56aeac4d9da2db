import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METHOD, encodeStun } from '../stun/index.ts';
import { encodeChannelData } from './channel-data.ts';
import { createStreamFraming } from './stream-framing.ts';

const binding = encodeStun({
  class: 'request',
  method: METHOD.Binding,
  transactionId: new Uint8Array(12),
  attributes: [{ type: 'SOFTWARE', software: 'abc' }],
});
const channelData = encodeChannelData({ channel: 0x4000, data: Uint8Array.of(9, 8, 7, 6, 5) }, true);

describe('messages in a TCP stream', () => {
  it('come out whole, however the stream is cut', () => {
    const messages = [binding, channelData, channelData, binding];
    const stream = Uint8Array.from(messages.flatMap((message) => [...message]));
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length)), (cuts) => {
        const framing = createStreamFraming();
        const places = [0, ...cuts.sort((a, b) => a - b), stream.length];
        const found = places
          .slice(1)
          .flatMap((end, i) => framing.push(stream.subarray(places[i], end)).messages);
        expect(found).toEqual(messages);
        expect(framing.waitingBytes).toBe(0);
      }),
    );
  });

  it('end where a byte starts neither STUN nor ChannelData', () => {
    const framing = createStreamFraming();
    const { messages, broken } = framing.push(Uint8Array.from([...channelData, 0x16, 3, 1]));
    expect(messages).toEqual([channelData]);
    expect(broken).toBe(true);
    expect(framing.push(binding)).toEqual({ messages: [], broken: true });
  });

  it('never make more than the largest message wait', () => {
    const framing = createStreamFraming();
    framing.push(Uint8Array.of(0, 1, 0xff, 0xff));
    for (let i = 0; i < 100; i++) framing.push(new Uint8Array(65_536).fill(0));
    expect(framing.waitingBytes).toBeLessThanOrEqual(20 + 65_535);
  });
});
