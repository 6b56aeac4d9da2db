import { describe, expect, it } from 'vitest';
import {
  type DecodedStun,
  decodeStun,
  encodeStun,
  joinMessageType,
  longTermKey,
  looksLikeStun,
  shortTermKey,
  unknownComprehensionRequired,
  verifyFingerprint,
  verifyMessageIntegrity,
} from '#src/protocol/index.ts';
import { RECORDED_PACKETS, type RecordedPacket } from './recorded-packets.ts';

function decoded({ bytes }: RecordedPacket): DecodedStun {
  const result = decodeStun(bytes);
  if (!result.ok) throw new Error(`not decoded: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** What we read in a message, in the words in which tshark's reading is recorded. */
function readingOf(message: DecodedStun): Record<string, unknown> {
  const reading: Record<string, unknown> = {};
  const addresses: unknown[] = [];
  for (const [index, attribute] of message.attributes.entries()) {
    const attributeType = `0x${message.places[index]?.code.toString(16).padStart(4, '0')}`;
    if ('address' in attribute) {
      const { address, port } = attribute.address;
      addresses.push({ attributeType, address, port });
    } else if ('tiebreaker' in attribute)
      reading['tiebreaker'] = attribute.tiebreaker.toString(16).padStart(16, '0');
    else if (attribute.type === 'ERROR-CODE') reading['errorCode'] = attribute.code;
    else if (attribute.type !== 'unknown') Object.assign(reading, { ...attribute, type: undefined });
  }
  return { ...reading, addresses };
}

describe.each(
  RECORDED_PACKETS.map(
    (packet) => [`${packet.sender}: ${packet.type} ${packet.attributeTypes.join(' ')}`, packet] as const,
  ),
)('%s', (_, packet) => {
  it('is STUN, with the type and the attributes that tshark sees', () => {
    expect(looksLikeStun(packet.bytes)).toBe(true);
    const { class: messageClass, method, places, ignored } = decoded(packet);
    expect(joinMessageType(messageClass, method)).toBe(Number(packet.type));
    expect(places.map(({ code }) => code)).toEqual(packet.attributeTypes.map(Number));
    expect(ignored).toEqual([]);
  });

  it('has the values that tshark reads', () => {
    expect(readingOf(decoded(packet))).toMatchObject(packet.reading);
  });

  it('requires nothing that we do not understand', () => {
    expect(unknownComprehensionRequired(decoded(packet))).toEqual([]);
  });

  it('has a valid fingerprint, or none', () => {
    const expected = packet.attributeTypes.includes('0x8028') ? 'valid' : 'absent';
    expect(verifyFingerprint(decoded(packet))).toBe(expected);
  });

  it('is protected with the credential of its session, or not at all', () => {
    const { username = '', realm, password = '' } = packet.credential ?? {};
    const key = realm === undefined ? shortTermKey(password) : longTermKey({ username, realm, password });
    const expected = packet.attributeTypes.includes('0x0008') ? 'valid' : 'absent';
    expect(verifyMessageIntegrity(decoded(packet), key)).toBe(expected);
  });

  it('is encoded again to the same bytes: its sender pads with zeros', () => {
    expect(encodeStun(decoded(packet))).toEqual(packet.bytes);
  });
});

it('There are packets of both browsers and of a server, for gathering, TURN and checks', () => {
  const makeUps = RECORDED_PACKETS.map(({ sender, type }) => `${sender.split(' ')[0]} ${type}`);
  expect(new Set(makeUps)).toEqual(
    new Set([
      'Chromium 0x0001',
      'Chromium 0x0101',
      'Firefox 0x0001',
      'Firefox 0x0101',
      'Firefox 0x0003',
      'Firefox 0x0004',
      'coturn 0x0101',
      'coturn 0x0113',
      'coturn 0x0103',
      'coturn 0x0104',
    ]),
  );
});
