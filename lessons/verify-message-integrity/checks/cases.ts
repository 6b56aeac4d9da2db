import { fromHex } from '#lessons/bytes.ts';
import type { Chance } from '#lessons/chance.ts';
import { text } from '#lessons/contract.ts';
import type { LocalizedText } from '#lessons/contract.ts';
import { encodeStun, formatIpAddress, METHOD, shortTermKey } from '#src/protocol/index.ts';
import type { IntegrityAlgorithm, StunAttribute, StunMessage } from '#src/protocol/index.ts';

export const CHECK_IDS = ['plain', 'followed', 'tampered', 'walks', 'malformed'] as const;
export type CheckId = (typeof CHECK_IDS)[number];

/** A message and a password, whether they belong together, and what that is there to show. */
export interface Case {
  readonly message: Uint8Array;
  readonly password: string;
  readonly expected: boolean;
  readonly shows: CheckId;
  readonly about: LocalizedText;
}

export const RFC5769_PASSWORD = 'VOkJxbRl1RmTxUk/WvJxBt';

/** RFC 5769 §2.1 to §2.3 as printed there: the messages that are protected with this password. */
export const RFC5769_MESSAGES: readonly (readonly [section: string, message: Uint8Array])[] = [
  [
    '2.1',
    fromHex(
      '00010058 2112a442 b7e7a701 bc34d686 fa87dfae 80220010 5354554e 20746573 7420636c 69656e74 00240004 6e0001ff' +
        '80290008 932ff9b1 51263b36 00060009 6576746a 3a683676 59202020 00080014 9aeaa70c bfd8cb56 781ef2b5 b2d3f249' +
        'c1b571a2 80280004 e57a3bcf',
    ),
  ],
  [
    '2.2',
    fromHex(
      '0101003c 2112a442 b7e7a701 bc34d686 fa87dfae 8022000b 74657374 20766563 746f7220 00200008 0001a147 e112a643' +
        '00080014 2b91f599 fd9e90c3 8c7489f9 2af9ba53 f06be7d7 80280004 c07d4c96',
    ),
  ],
  [
    '2.3',
    fromHex(
      '01010048 2112a442 b7e7a701 bc34d686 fa87dfae 8022000b 74657374 20766563 746f7220 00200014 0002a147 0113a9fa' +
        'a5d3f179 bc25f4b5 bed2b9d9 00080014 a382954e 4be67bf1 1784c97c 8292c275 bfe3ed41 80280004 c8fb0b4c',
    ),
  ],
];

const HEADER = 20;
const INTEGRITY = 4 + 20;
const FINGERPRINT = 4 + 4;

/** Messages of every kind, drawn anew for each run. */
export function drawCases(chance: Chance): Case[] {
  return [...plain(chance), ...followed(chance), ...tampered(chance), ...walks(chance), ...malformed(chance)];
}

function plain(chance: Chance): Case[] {
  const passwords = [chance.word(22), `${chance.word(8)}-ä打洞`];
  return passwords.map((password) => ({
    message: protect(request(chance), password),
    password,
    expected: true,
    shows: 'plain',
    about: text('a message that ends with MESSAGE-INTEGRITY', '以 MESSAGE-INTEGRITY 结尾的消息'),
  }));
}

function followed(chance: Chance): Case[] {
  const password = chance.word(22);
  const both = protect(request(chance), password, ['sha1', 'sha256'], true);
  const withFingerprint = protect(response(chance), password, ['sha1'], true);
  const broken = withFingerprint.slice();
  flip(broken, broken.length - 1 - chance.below(4), chance);
  const cases: [LocalizedText, Uint8Array][] = [
    [text('a message with FINGERPRINT', '带有 FINGERPRINT 的消息'), withFingerprint],
    [
      text(
        'a message with MESSAGE-INTEGRITY-SHA256 and FINGERPRINT',
        '带有 MESSAGE-INTEGRITY-SHA256 和 FINGERPRINT 的消息',
      ),
      both,
    ],
    [text('a message whose FINGERPRINT is wrong', 'FINGERPRINT 不对的消息'), broken],
  ];
  return [
    ...RFC5769_MESSAGES.map(([section, message]) => ({
      message,
      password: RFC5769_PASSWORD,
      expected: true,
      shows: 'followed' as const,
      about: text(`the message of RFC 5769 §${section}`, `RFC 5769 §${section} 的消息`),
    })),
    ...cases.map(([about, message]) => ({
      message,
      password,
      expected: true,
      shows: 'followed' as const,
      about,
    })),
  ];
}

function tampered(chance: Chance): Case[] {
  const password = chance.word(22);
  const original = protect(request(chance), password, ['sha1'], true);
  const end = original.length - FINGERPRINT;
  const start = end - INTEGRITY;
  const places: [LocalizedText, number][] = [
    [text('a bit of the message type changed', '消息类型被改了一位'), 1],
    [text('a bit of the transaction id changed', '事务 ID 被改了一位'), 8 + chance.below(12)],
    [
      text('a bit of the first attribute’s value changed', '第一个属性的值被改了一位'),
      HEADER + 4 + chance.below(4),
    ],
    [text('a bit right before MESSAGE-INTEGRITY changed', 'MESSAGE-INTEGRITY 之前被改了一位'), start - 1],
    [text('the first byte of the HMAC changed', 'HMAC 的第一个字节被改'), start + 4],
    [text('the last byte of the HMAC changed', 'HMAC 的最后一个字节被改'), end - 1],
  ];
  const wrongPassword = text('a message and another password', '消息与另一个密码');
  return [
    ...places.map(([about, at]) => {
      const message = original.slice();
      flip(message, at, chance);
      return { message, password, expected: false, shows: 'tampered' as const, about };
    }),
    {
      message: original,
      password: chance.word(22),
      expected: false,
      shows: 'tampered',
      about: wrongPassword,
    },
  ];
}

function walks(chance: Chance): Case[] {
  const password = chance.word(22);
  const decoy = (): StunAttribute => ({
    type: 'unknown',
    code: 0xff00 + chance.below(0xff),
    value: Uint8Array.of(0x00, 0x08, 0x00, 0x14, ...chance.bytes(20)),
  });
  const { attributes, ...header } = request(chance);
  const about = text(
    'a message with the bytes 00 08 00 14 in another value',
    '另一个属性值里含有 00 08 00 14 的消息',
  );
  const messages: [Uint8Array, boolean][] = [
    [protect({ ...header, attributes: [decoy(), ...attributes] }, password), true],
    // RFC 8489 §9: what follows MESSAGE-INTEGRITY is ignored, with two exceptions.
    [append(protect(request(chance), password), decoy()), true],
    [encodeStun({ ...header, attributes: [...attributes, decoy()] }), false],
  ];
  return messages.map(([message, expected]) => ({ message, password, expected, shows: 'walks', about }));
}

/** Adds an attribute to a finished message, as somebody on the way could. */
function append(message: Uint8Array, attribute: StunAttribute): Uint8Array {
  const added = encodeStun({
    class: 'request',
    method: METHOD.Binding,
    transactionId: new Uint8Array(12),
    attributes: [attribute],
  }).slice(HEADER);
  const longer = Uint8Array.of(...message, ...added);
  new DataView(longer.buffer).setUint16(2, longer.length - HEADER);
  return longer;
}

function malformed(chance: Chance): Case[] {
  const password = chance.word(22);
  const bare = encodeStun(request(chance), { fingerprint: true });
  const good = protect(request(chance), password);
  const beyond = good.slice();
  beyond.set([0x01, 0x00], HEADER + 2);
  const short: StunAttribute = { type: 'unknown', code: 0x0008, value: chance.bytes(16) };
  const cases: [LocalizedText, Uint8Array][] = [
    [text('a message without MESSAGE-INTEGRITY', '没有 MESSAGE-INTEGRITY 的消息'), bare],
    [text('no bytes at all', '空消息'), new Uint8Array()],
    [text('a message cut in the middle of its HMAC', '在 HMAC 中间被截断的消息'), good.slice(0, -8)],
    [text('a message with an attribute that reaches beyond its end', '属性超出末尾的消息'), beyond],
    [
      text('a MESSAGE-INTEGRITY of 16 bytes', '只有 16 字节的 MESSAGE-INTEGRITY'),
      encodeStun({ ...request(chance), attributes: [short] }),
    ],
  ];
  return cases.map(([about, message]) => ({ message, password, expected: false, shows: 'malformed', about }));
}

function request(chance: Chance): StunMessage {
  return {
    class: 'request',
    method: METHOD.Binding,
    transactionId: chance.bytes(12),
    attributes: [
      { type: 'USERNAME', username: `${chance.word(4)}:${chance.word(4 + chance.below(4))}` },
      { type: 'PRIORITY', priority: 0x6e0001ff },
    ],
  };
}

function response(chance: Chance): StunMessage {
  const address = {
    family: 4,
    address: formatIpAddress(chance.bytes(4)),
    port: 1024 + chance.below(60_000),
  } as const;
  return {
    class: 'success',
    method: METHOD.Binding,
    transactionId: chance.bytes(12),
    attributes: [{ type: 'XOR-MAPPED-ADDRESS', address }],
  };
}

function protect(
  message: StunMessage,
  password: string,
  algorithms: readonly IntegrityAlgorithm[] = ['sha1'],
  fingerprint = false,
): Uint8Array {
  const key = shortTermKey(password);
  return encodeStun(message, { integrity: algorithms.map((algorithm) => ({ key, algorithm })), fingerprint });
}

function flip(message: Uint8Array, at: number, chance: Chance): void {
  message[at] = (message[at] ?? 0) ^ (1 << chance.below(8));
}
