import { fromHex } from '#lessons/bytes.ts';
import type { Chance } from '#lessons/chance.ts';
import { encodeStun, formatIpAddress, METHOD } from '#src/protocol/index.ts';
import type { StunAttribute, StunClass, TransportAddress } from '#src/protocol/index.ts';
import { text } from '#lessons/contract.ts';
import type { LocalizedText } from '#lessons/contract.ts';

/** Where the client was seen. */
export type Mapped = Pick<TransportAddress, 'address' | 'port'>;

/** A message, what it says (null: nothing that may be used), and what it is there to show. */
export interface Case {
  readonly message: Uint8Array;
  readonly expected: Mapped | null;
  readonly shows: CheckId;
  readonly about: LocalizedText;
}

export const CHECK_IDS = ['ipv4', 'ipv6', 'walks', 'right-attribute', 'required', 'refuses'] as const;
export type CheckId = (typeof CHECK_IDS)[number];

/** RFC 5769 §2.2 and §2.3, as printed there. */
export const RFC5769_IPV4: Sample = {
  message: fromHex(
    '0101003c 2112a442 b7e7a701 bc34d686 fa87dfae 8022000b 74657374 20766563 746f7220 00200008 0001a147 e112a643' +
      '00080014 2b91f599 fd9e90c3 8c7489f9 2af9ba53 f06be7d7 80280004 c07d4c96',
  ),
  expected: { address: '192.0.2.1', port: 32853 },
};
export const RFC5769_IPV6: Sample = {
  message: fromHex(
    '01010048 2112a442 b7e7a701 bc34d686 fa87dfae 8022000b 74657374 20766563 746f7220 00200014 0002a147 0113a9fa' +
      'a5d3f179 bc25f4b5 bed2b9d9 00080014 a382954e 4be67bf1 1784c97c 8292c275 bfe3ed41 80280004 c8fb0b4c',
  ),
  expected: { address: '2001:db8:1234:5678:11:2233:4455:6677', port: 32853 },
};

interface Sample {
  readonly message: Uint8Array;
  readonly expected: Mapped;
}

/** Messages of every kind, drawn anew for each run. */
export function drawCases(chance: Chance): Case[] {
  const draw = createDraw(chance);
  return [...readable(draw), ...required(draw), ...refused(draw)];
}

/** What every case is made from. */
interface Draw {
  readonly chance: Chance;
  readonly ipv4: () => TransportAddress;
  readonly ipv6: () => TransportAddress;
  /** Comprehension-optional, unassigned, and of a length that needs padding. */
  readonly unknownOptional: () => StunAttribute;
  readonly response: (...attributes: StunAttribute[]) => Uint8Array;
}

function createDraw(chance: Chance): Draw {
  const port = () => 1024 + chance.below(64_512);
  return {
    chance,
    // Half of all addresses begin with a bit that makes a number negative.
    ipv4: () => ({ family: 4, address: formatIpAddress(chance.bytes(4)), port: port() }),
    ipv6: () => {
      const address = formatIpAddress(Uint8Array.of(0x20, 0x01, 0x0d, 0xb8, ...chance.bytes(12)));
      return { family: 6, address, port: port() };
    },
    unknownOptional: () => ({
      type: 'unknown',
      // 0xFF00 to 0xFFFE: comprehension-optional, and registered to nobody (RFC 8489 §18.3).
      code: 0xff00 + chance.below(0xff),
      value: chance.bytes(4 * chance.below(5) + 1 + chance.below(3)),
    }),
    response: (...attributes) => message(chance, 'success', attributes),
  };
}

/** Those of the RFC begin with 11 bytes of SOFTWARE, so they show more than the XOR. */
function readable({ chance, ipv4, ipv6, unknownOptional, response }: Draw): Case[] {
  const cases: Case[] = [
    {
      ...RFC5769_IPV4,
      shows: 'walks',
      about: text('the IPv4 response of RFC 5769', 'RFC 5769 的 IPv4 响应'),
    },
    {
      ...RFC5769_IPV6,
      shows: 'walks',
      about: text('the IPv6 response of RFC 5769', 'RFC 5769 的 IPv6 响应'),
    },
  ];
  const add = (shows: CheckId, about: LocalizedText, address: TransportAddress, bytes: Uint8Array) =>
    cases.push({ message: bytes, expected: address, shows, about });

  for (const high of [true, false]) {
    const drawn = ipv4();
    // Both sides of the sign bit are always there.
    const first = (high ? 128 : 1) + chance.below(95);
    const address: TransportAddress = { ...drawn, address: drawn.address.replace(/^\d+/, `${first}`) };
    add('ipv4', text('an IPv4 response', '一个 IPv4 响应'), address, response(xor(address)));
  }
  for (let i = 0; i < 2; i++) {
    const address = ipv6();
    add('ipv6', text('an IPv6 response', '一个 IPv6 响应'), address, response(xor(address)));
  }

  const behindUnknown = ipv4();
  add(
    'walks',
    text('a response with unknown optional attributes', '带有未知可选属性的响应'),
    behindUnknown,
    response(unknownOptional(), unknownOptional(), xor(behindUnknown), unknownOptional()),
  );
  for (const odd of [1, 2, 3]) {
    const address = odd === 2 ? ipv6() : ipv4();
    const bytes = response({ type: 'SOFTWARE', software: chance.word(4 + odd) }, xor(address));
    // RFC 8489 §14: padding bits "MUST be ignored by the receiver", and old senders put spaces there.
    bytes.fill(0x20, 20 + 4 + 4 + odd, 20 + 4 + 8);
    // §14.1: the first 8 bits of the value "MUST be ignored by receivers".
    bytes[20 + 12 + 4] = 1 + chance.below(255);
    add(
      'walks',
      text(`a response with ${odd + 4} bytes of SOFTWARE first`, `开头有 ${odd + 4} 字节 SOFTWARE 的响应`),
      address,
      bytes,
    );
  }

  const [right, rewritten] = [ipv4(), ipv4()];
  const both = text('a response with MAPPED-ADDRESS as well', '同时带有 MAPPED-ADDRESS 的响应');
  add('right-attribute', both, right, response({ type: 'MAPPED-ADDRESS', address: rewritten }, xor(right)));
  add('right-attribute', both, right, response(xor(right), { type: 'MAPPED-ADDRESS', address: rewritten }));
  return [
    ...cases,
    {
      message: response({ type: 'MAPPED-ADDRESS', address: rewritten }),
      expected: null,
      shows: 'right-attribute',
      about: text('a response with MAPPED-ADDRESS only', '只有 MAPPED-ADDRESS 的响应'),
    },
  ];
}

function required({ chance, ipv4, unknownOptional, response }: Draw): Case[] {
  // 0x7F00 to 0x7FFE: comprehension-required, and registered to nobody.
  const unknown: StunAttribute = {
    type: 'unknown',
    code: 0x7f00 + chance.below(0xff),
    value: chance.bytes(4),
  };
  const address = ipv4();
  const about = text('a response with an unknown attribute below 0x8000', '带有 0x8000 以下未知属性的响应');
  const integrity: StunAttribute = { type: 'MESSAGE-INTEGRITY', hmac: chance.bytes(20) };
  return [
    { message: response(unknown, xor(address)), expected: null, shows: 'required', about },
    { message: response(xor(address), unknown), expected: null, shows: 'required', about },
    {
      message: response(unknownOptional(), xor(address), integrity),
      expected: address,
      shows: 'required',
      about: text('a response with MESSAGE-INTEGRITY', '带有 MESSAGE-INTEGRITY 的响应'),
    },
  ];
}

function refused({ chance, ipv4, ipv6, response }: Draw): Case[] {
  const good = () => response(xor(ipv4()));
  /** Bytes of a good response with some of them replaced. */
  const changed = (at: number, ...bytes: number[]) => {
    const message = good();
    message.set(bytes, at);
    return message;
  };
  const value = 20 + 4;
  const cases: [LocalizedText, Uint8Array][] = [
    [text('no bytes at all', '空消息'), new Uint8Array()],
    [text('half a header', '半个消息头'), good().slice(0, 10)],
    [text('a header whose first two bits are not 00', '前两位不是 00 的消息头'), changed(0, 0x41)],
    [text('another magic cookie', '不对的 magic cookie'), changed(4, ...chance.bytes(3), 0x43)],
    [text('a message that ends too early', '提前结束的消息'), good().slice(0, -4)],
    [
      text('a message that goes on after its length', '超出其长度的消息'),
      Uint8Array.of(...good(), 0, 0, 0, 0),
    ],
    [text('a length that is no multiple of 4', '不是 4 的倍数的长度'), Uint8Array.of(...changed(3, 13), 0)],
    [text('an attribute that reaches beyond the end', '超出消息末尾的属性'), changed(22, 0, 200)],
    [text('an address of an unknown family', '未知的地址族'), changed(value + 1, 3 + chance.below(200))],
    [text('family IPv6 with 4 bytes of address', '标为 IPv6 却只有 4 字节地址'), changed(value + 1, 2)],
    [
      text('family IPv4 with 16 bytes of address', '标为 IPv4 却有 16 字节地址'),
      asFamily(response(xor(ipv6())), 1),
    ],
    [text('a Binding request', 'Binding 请求'), message(chance, 'request', [xor(ipv4())])],
    [text('a Binding error response', 'Binding 错误响应'), message(chance, 'error', [xor(ipv4())])],
    [text('a response without attributes', '没有属性的响应'), response()],
  ];
  return cases.map(([about, bytes]) => ({ message: bytes, expected: null, shows: 'refuses', about }));
}

function asFamily(message: Uint8Array, family: number): Uint8Array {
  message[25] = family;
  return message;
}

function xor(address: TransportAddress): StunAttribute {
  return { type: 'XOR-MAPPED-ADDRESS', address };
}

function message(chance: Chance, messageClass: StunClass, attributes: readonly StunAttribute[]): Uint8Array {
  return encodeStun({
    class: messageClass,
    method: METHOD.Binding,
    transactionId: chance.bytes(12),
    attributes,
  });
}
