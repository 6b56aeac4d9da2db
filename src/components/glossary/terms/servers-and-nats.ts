import { define, type Term } from '../term.ts';

/** What stands between two agents: STUN and TURN servers, and NATs. */
export const SERVER_AND_NAT_TERMS: readonly Term[] = [
  define('stun', [[8489, '2']], {
    en: [
      'STUN',
      'A small request and response protocol. A STUN server tells a client from which address its request arrived; ICE also uses STUN messages for its checks.',
    ],
    'zh-cn': [
      'STUN',
      '一种小巧的请求—响应协议。STUN 服务器告诉客户端：你的请求是从哪个地址来的；ICE 的检查也使用 STUN 消息。',
    ],
  }),
  define('mapped-address', [[8489, '4']], {
    en: [
      'mapped address',
      'The source address that a STUN or TURN server saw, reported in XOR-MAPPED-ADDRESS. Also called reflexive transport address.',
    ],
    'zh-cn': [
      '映射地址',
      'STUN 或 TURN 服务器看到的源地址，写在 XOR-MAPPED-ADDRESS 里返回；也叫反射传输地址。',
    ],
  }),
  define('stun-transaction', [[8489, '5']], {
    en: [
      'STUN transaction',
      'A request with all its repetitions and the response that ends it, or an indication. All of its messages carry the same transaction id.',
    ],
    'zh-cn': [
      'STUN 事务',
      '一个请求连同它的全部重发，以及结束它的响应；或者一个指示。同一事务的消息带有相同的事务 ID。',
    ],
  }),
  define('magic-cookie', [[8489, '5']], {
    en: [
      'magic cookie',
      'The four bytes 0x2112A442 in the header of every STUN message. They help to tell STUN from other packets on the same port, and mapped addresses are XORed with them.',
    ],
    'zh-cn': [
      'magic cookie',
      '每个 STUN 消息头里的四个字节 0x2112A442。它用来把 STUN 与同一端口上的其他数据包区分开，映射地址也要与它做 XOR。',
    ],
  }),
  define('message-integrity', [[8489, '14.5']], {
    en: [
      'MESSAGE-INTEGRITY',
      'A STUN attribute with an HMAC-SHA1 of the message up to it: whoever made it knew the key. The source address of the packet is not covered.',
    ],
    'zh-cn': [
      'MESSAGE-INTEGRITY',
      '一个 STUN 属性，内容是它之前整个消息的 HMAC-SHA1：算出它的人知道密钥。数据包的源地址不在覆盖范围内。',
    ],
  }),
  define('stun-fingerprint', [[8489, '14.7']], {
    en: [
      'FINGERPRINT',
      'The last attribute of a STUN message: a CRC-32 by which it is told from other packets. Anyone can compute it, so it protects nothing. Not to be confused with the fingerprint of a DTLS certificate.',
    ],
    'zh-cn': [
      'FINGERPRINT',
      'STUN 消息的最后一个属性：一个 CRC-32，用来与其他数据包相区分。谁都能算出来，所以不提供任何保护。不要与 DTLS 证书的指纹混淆。',
    ],
  }),
  define('short-term-credential', [[8489, '9.1']], {
    en: [
      'short-term credential',
      'A username and password that both sides agreed on beforehand for a limited time, such as an ICE session. The password itself is the key of MESSAGE-INTEGRITY.',
    ],
    'zh-cn': [
      '短期凭据',
      '双方事先约定、只在有限时间内（例如一次 ICE 会话）使用的用户名和密码。密码本身就是 MESSAGE-INTEGRITY 的密钥。',
    ],
  }),
  define('long-term-credential', [[8489, '9.2']], {
    en: [
      'long-term credential',
      'A username and password as of an account, used with a realm and a nonce that the server names when it refuses the first request with 401. TURN uses it.',
    ],
    'zh-cn': [
      '长期凭据',
      '账户式的用户名和密码，与服务器以 401 拒绝第一个请求时给出的 realm 和 nonce 一起使用。TURN 用的就是它。',
    ],
  }),
  define('alg', [[8489, '14.2']], {
    en: [
      'ALG',
      'Application level gateway: a part of a NAT that looks into packets and changes addresses in their content. A generic one replaces whatever looks like an address of its own.',
    ],
    'zh-cn': [
      'ALG',
      '应用层网关：NAT 中查看数据包内容并改写其中地址的部分。通用的 ALG 会把任何看起来像自己地址的内容都替换掉。',
    ],
  }),
  define('turn', [[8656, '2']], {
    en: [
      'TURN',
      'An extension of STUN by which a client borrows an address on a server and has packets relayed through it.',
    ],
    'zh-cn': ['TURN', 'STUN 的扩展：客户端向服务器借用一个地址，由服务器中继数据包。'],
  }),
  define(
    'deny-list',
    [
      [8656, '10.2'],
      [8656, '21.2.2'],
    ],
    {
      en: [
        'deny list',
        'The addresses that a TURN server is told not to relay to, since it would send from inside its own network: private, loopback, link-local and reserved ones, in both families. A client that asks for a permission there gets a 403.',
      ],
      'zh-cn': [
        '拒绝列表',
        '规定 TURN 服务器不得中继到的地址，因为它会从自己所在的网络内部发送：两个地址族的私有、环回、链路本地和保留地址。客户端为这样的地址申请许可，会得到 403。',
      ],
    },
  ),
  define('allocation', [[8656, '2']], {
    en: [
      'allocation',
      'The relayed address that a TURN server lends to a client, with its permissions and timers.',
    ],
    'zh-cn': ['分配', 'TURN 服务器借给客户端的中继地址，连同它的许可和定时器。'],
  }),
  define('permission', [[8656, '2']], {
    en: [
      'permission',
      'A peer IP address, without a port, from which a TURN server passes packets on to the client of an allocation.',
    ],
    'zh-cn': [
      '许可（TURN）',
      '对端的一个 IP 地址，不含端口；TURN 服务器只把来自这些地址的数据转交给拥有该分配的客户端。',
    ],
  }),
  define(
    'channel',
    [
      [8656, '2'],
      [8656, '12'],
    ],
    {
      en: [
        'channel',
        'A number that a TURN client binds to the transport address of a peer, for 10 minutes at a time. It then stands before each packet in place of the address.',
      ],
      'zh-cn': [
        '通道（TURN）',
        'TURN 客户端为对端的一个传输地址绑定的号码，一次有效 10 分钟；此后每个数据包前面写这个号码，不必再写地址。',
      ],
    },
  ),
  define('nonce', [[8489, '9.2']], {
    en: [
      'nonce',
      'A value that a server hands out when it refuses a request, and that the next requests have to repeat. It gets old, so that recorded requests can’t be sent again later.',
    ],
    'zh-cn': [
      'nonce',
      '服务器拒绝请求时给出的一个值，之后的请求都要带上它。它会过期，因此录下的请求过后不能重放。',
    ],
  }),
  define('nat', [[4787, '3']], {
    en: [
      'NAT',
      'A device that rewrites addresses and ports of packets, so that many machines share few public addresses.',
    ],
    'zh-cn': ['NAT', '改写数据包地址和端口的设备，让许多机器共用少数几个公网地址。'],
  }),
  define('mapping', [[4787, '4.1']], {
    en: [
      'mapping',
      'Which outside address and port a NAT gives to an inside one, and whether that depends on the destination.',
    ],
    'zh-cn': ['映射', 'NAT 把内部地址和端口对应到哪个外部地址和端口，以及这种对应是否随目的地而变。'],
  }),
  define('filtering', [[4787, '5']], {
    en: ['filtering', 'Which packets from outside a NAT lets in through an existing mapping.'],
    'zh-cn': ['过滤', '对于已有的映射，NAT 允许哪些外部数据包进入。'],
  }),
  define('cgnat', [[6888, '1']], {
    en: [
      'CGNAT',
      'Carrier-grade NAT: a NAT that a provider runs for its customers, so that many of them share one public address. The customers’ own routers stand behind it.',
    ],
    'zh-cn': [
      'CGNAT',
      '运营商级 NAT：由运营商替用户运行的 NAT，许多用户共用一个公网地址，用户自己的路由器都在它后面。',
    ],
  }),
  define('hairpinning', [[4787, '6']], {
    en: [
      'hairpinning',
      'A NAT sends a packet from the inside, addressed to its own outside address, back to the machine inside that the address is mapped to.',
    ],
    'zh-cn': ['回环转发', '内部机器发往 NAT 自己外部地址的数据包，被 NAT 送回该地址所映射的内部机器。'],
  }),
];
