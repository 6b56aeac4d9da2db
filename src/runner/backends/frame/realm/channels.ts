import type { Observation } from '../../../contract.ts';
import { LIMITS } from '../../../limits.ts';
import { apply, getter, listen, messageData, put, slice } from './intrinsics.ts';

type Watch = (connection: RTCPeerConnection, number: number) => void;

/**
 * Observes the data channels of observed connections: those that learner code makes and those that arrive, their
 * opening and closing, and what they receive. Like the connections: learner code can hide a channel, not invent one.
 *
 * @param numberOf the number of an observed connection
 * @returns watches one connection for channels that arrive
 */
export function observeChannels(
  observe: (fact: Observation) => void,
  atMs: () => number,
  numberOf: (connection: RTCPeerConnection) => number | undefined,
): Watch {
  const prototype = RTCPeerConnection.prototype;
  const nativeCreate = prototype.createDataChannel as (...args: unknown[]) => RTCDataChannel;
  const eventChannel = getter(RTCDataChannelEvent.prototype, 'channel');
  const readyState = getter(RTCDataChannel.prototype, 'readyState');
  let created = 0;

  function watchChannel(channel: RTCDataChannel, connection: number): void {
    created += 1;
    const number = created;
    const say = (state: 'created' | 'open' | 'closed'): void =>
      observe({ kind: 'channel', connection, channel: number, atMs: atMs(), state });
    const on = (type: string, handle: (event: Event) => void): void => {
      listen(
        channel,
        type,
        (event: Event) => {
          if (event.isTrusted) handle(event);
        },
        true,
      );
    };
    say('created');
    // One that arrives may be open already, and then has no event for it (Firefox).
    let isOpen = readyState(channel) === 'open';
    if (isOpen) say('open');
    on('open', () => {
      if (!isOpen) say('open');
      isOpen = true;
    });
    on('close', () => say('closed'));
    on('message', (event) => {
      const data: unknown = messageData(event as MessageEvent);
      const text = typeof data === 'string' ? slice(data, 0, LIMITS.textChars) : null;
      observe({ kind: 'message', connection, channel: number, atMs: atMs(), text });
    });
  }

  put(
    prototype,
    'createDataChannel',
    function createDataChannel(this: RTCPeerConnection, ...args: unknown[]): RTCDataChannel {
      const channel = apply(nativeCreate, this, args);
      const connection = numberOf(this);
      if (connection !== undefined) watchChannel(channel, connection);
      return channel;
    },
  );

  return (connection, number) => {
    listen(
      connection,
      'datachannel',
      (event: RTCDataChannelEvent) => {
        if (event.isTrusted) watchChannel(eventChannel(event), number);
      },
      true,
    );
  };
}
