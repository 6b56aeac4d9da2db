import { describe, expect, it } from 'vitest';
import { PRESETS, type Packet, simulate } from '#src/simulator/index.ts';
import type { PacketTitle } from '#src/visuals/index.ts';
import { createPacketLooks, signOf } from './packet-look.ts';

const stun = (
  method: string,
  messageClass: 'request' | 'success' | 'error' | 'indication',
  carries?: PacketTitle,
): PacketTitle => ({
  kind: 'stun',
  method,
  class: messageClass,
  useCandidate: false,
  ...(carries && { carries }),
});
const check = stun('Binding', 'request');

describe('the sign of a packet', () => {
  it.each<[string, PacketTitle, string, boolean]>([
    ['a check', check, 'request', false],
    ['its answer', stun('Binding', 'success'), 'response', true],
    ['a refusal', stun('Allocate', 'error'), 'error', true],
    ['a request for a relay', stun('Allocate', 'request'), 'turn', false],
    ['a permission given', stun('CreatePermission', 'success'), 'turn', true],
    ['a keepalive', stun('Binding', 'indication'), 'indication', false],
    ['data in a channel', { kind: 'channel-data', channel: 0x4000, bytes: 5 }, 'data', false],
    [
      'a check in a channel',
      { kind: 'channel-data', channel: 0x4000, bytes: 20, carries: check },
      'request',
      false,
    ],
    ['a check in an indication', stun('Send', 'indication', check), 'request', false],
    ['a segment', { kind: 'tcp', flags: ['SYN'] }, 'tcp', false],
    ['a name asked for', { kind: 'mdns', what: 'question' }, 'mdns', false],
  ])('%s', (_name, title, kind, isAnswer) => {
    expect(signOf(title)).toEqual({ kind, isAnswer });
  });
});

describe('the type of a packet', () => {
  const relayed = simulate(PRESETS['address-and-port-dependent-both']);
  const lookOf = createPacketLooks(relayed);
  const server = (packet: Packet) => packet.destination.address === '192.0.2.1';
  const typesOf = (is: (packet: Packet) => boolean) =>
    new Set(relayed.packets.filter(is).map(({ id }) => lookOf(id).type));

  it('is that of the candidate it goes to', () => {
    const candidates = relayed.events.flatMap((event) =>
      event.kind === 'agent' && event.event === 'candidate' ? [event.candidate] : [],
    );
    for (const type of ['host', 'srflx'] as const) {
      const ofType = candidates.filter((candidate) => candidate.type === type);
      const seen = typesOf(
        ({ source, destination }) =>
          ofType.some(({ address, port }) => address === destination.address && port === destination.port) &&
          source.address !== '192.0.2.1',
      );
      expect(seen).toEqual(new Set([type]));
    }
  });

  it('is none towards a server, but for what it relays', () => {
    expect(typesOf((packet) => server(packet) && packet.destination.port === 3478)).toEqual(
      new Set([undefined, 'relay']),
    );
  });

  it('is relay for whatever a relay sends on', () => {
    expect(typesOf(({ source }) => source.address === '192.0.2.1' && source.port !== 3478)).toEqual(
      new Set(['relay']),
    );
  });

  it('is host for an address that was found behind a name', () => {
    const trace = simulate(PRESETS['same-lan']);
    const looks = createPacketLooks(trace);
    const direct = trace.packets.filter(
      ({ sender, destination }) => sender === 'alice' && destination.address === '192.168.1.20',
    );
    expect(direct.length).toBeGreaterThan(0);
    expect(new Set(direct.map(({ id }) => looks(id).type))).toEqual(new Set(['host']));
  });

  it('a packet that the trace doesn’t have is refused', () => {
    expect(() => lookOf(relayed.packets.length + 1)).toThrow(RangeError);
  });
});
