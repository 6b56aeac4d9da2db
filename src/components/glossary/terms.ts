import type { LocalizedText } from '#src/i18n/messages.ts';

/** A place in an RFC. */
export interface RfcPlace {
  readonly n: number;
  /** Section, such as `5.1.1.3`. */
  readonly s: string;
}

/** A term of the trade, as the glossary shows it and as chapters link to it. */
export interface Term {
  /** The fragment of `/glossary/#…` and the id of `<Term id="…">`. Stable: links from outside end there. */
  readonly id: string;
  readonly term: LocalizedText;
  readonly definition: LocalizedText;
  /** Where the definition comes from. */
  readonly sources: readonly RfcPlace[];
}

interface Edition {
  readonly en: readonly [term: string, definition: string];
  readonly 'zh-cn': readonly [term: string, definition: string];
}

function define(id: string, sources: readonly [n: number, s: string][], edition: Edition): Term {
  return {
    id,
    term: { en: edition.en[0], 'zh-cn': edition['zh-cn'][0] },
    definition: { en: edition.en[1], 'zh-cn': edition['zh-cn'][1] },
    sources: sources.map(([n, s]) => ({ n, s })),
  };
}

/** Every term, grouped as one learns them; the glossary sorts them by its own edition's order. */
export const TERMS: readonly Term[] = [
  define('ice', [[8445, '2']], {
    en: [
      'ICE',
      'Interactive Connectivity Establishment. Two agents exchange addresses at which they may be reached, try the pairs, and keep one that works.',
    ],
    'zh-cn': ['ICE', '交互式连通性建立。两个代理交换各自可能被联系到的地址，逐对尝试，留下能用的一对。'],
  }),
  define('ice-agent', [[8445, '4']], {
    en: [
      'ICE agent',
      'The implementation that takes part in ICE for one side. Your browser has one for each connection.',
    ],
    'zh-cn': ['ICE 代理', '代表某一方参与 ICE 的协议实现。浏览器中每个连接都有自己的一个。'],
  }),
  define(
    'ice-lite',
    [
      [8445, '2.5'],
      [8839, '5.3'],
    ],
    {
      en: [
        'ICE-lite',
        'A small implementation for agents that always have a public address: it offers host candidates only, sends no checks, and answers those of its peer.',
      ],
      'zh-cn': [
        'ICE-lite',
        '为始终拥有公网地址的代理准备的精简实现：只提供主机候选，自己不发检查，只应答对端的检查。',
      ],
    },
  ),
  define('peer', [[8445, '4']], {
    en: ['peer', 'Seen from one agent, the other agent of the session.'],
    'zh-cn': ['对端', '从一个代理的角度看，会话中的另一个代理。'],
  }),
  define('transport-address', [[8445, '4']], {
    en: ['transport address', 'An IP address and a port of a transport protocol such as UDP or TCP.'],
    'zh-cn': ['传输地址', '一个 IP 地址加上某种传输协议（如 UDP 或 TCP）的端口。'],
  }),
  define('dual-stack', [[8421, '1']], {
    en: ['dual-stack', 'Of a host or a network: with both IPv4 and IPv6.'],
    'zh-cn': ['双栈', '主机或网络同时拥有 IPv4 和 IPv6。'],
  }),
  define(
    'candidate',
    [
      [8445, '4'],
      [8445, '5.1.1'],
    ],
    {
      en: [
        'candidate',
        'A transport address at which an agent may be reached, together with its type, priority, foundation and base.',
      ],
      'zh-cn': ['候选者', '代理可能被联系到的一个传输地址，连同它的类型、优先级、基础标识和基址。'],
    },
  ),
  define('gathering', [[8445, '5.1.1']], {
    en: [
      'gathering',
      'Collecting one’s own candidates: listing the interfaces, asking STUN servers, allocating on TURN servers.',
    ],
    'zh-cn': ['收集', '取得自己的候选者：列出网络接口、询问 STUN 服务器、在 TURN 服务器上申请分配。'],
  }),
  define(
    'host',
    [
      [8445, '4'],
      [8445, '5.1.1.1'],
    ],
    {
      en: [
        'host candidate',
        'A candidate got by binding to a port on one of the machine’s own IP addresses, VPN interfaces included.',
      ],
      'zh-cn': ['主机候选', '在本机自己的某个 IP 地址上绑定端口得到的候选者，VPN 接口也算在内。'],
    },
  ),
  define(
    'srflx',
    [
      [8445, '4'],
      [8445, '5.1.1.2'],
    ],
    {
      en: [
        'server-reflexive candidate',
        'The address that a NAT lent to the agent when it sent a packet through it to a server. A STUN or TURN server reports what it saw.',
      ],
      'zh-cn': [
        '服务器反射候选',
        '代理经 NAT 向服务器发包时，NAT 为它分配的外部地址；STUN 或 TURN 服务器把看到的这个地址告诉它。',
      ],
    },
  ),
  define(
    'prflx',
    [
      [8445, '4'],
      [8445, '7.2.5.3.1'],
      [8445, '7.3.1.3'],
    ],
    {
      en: [
        'peer-reflexive candidate',
        'An address that nobody had announced, discovered when a connectivity check arrives from it or its response names it.',
      ],
      'zh-cn': [
        '对端反射候选',
        '事先谁也没有宣告过的地址：连通性检查从那里发来，或者检查的响应里写着它，才被发现。',
      ],
    },
  ),
  define(
    'relay',
    [
      [8445, '4'],
      [8445, '5.1.1.2'],
    ],
    {
      en: [
        'relayed candidate',
        'An address on a TURN server, which passes on to the agent what arrives there.',
      ],
      'zh-cn': ['中继候选', 'TURN 服务器上的一个地址，服务器把到达那里的数据转交给代理。'],
    },
  ),
  define('base', [[8445, '4']], {
    en: [
      'base',
      'The transport address that an agent sends from for a candidate: the host candidate for host and reflexive ones, the relayed address itself for relayed ones.',
    ],
    'zh-cn': [
      '基址',
      '代理为某个候选者发包时使用的传输地址：主机候选和反射候选是主机候选本身，中继候选就是中继地址本身。',
    ],
  }),
  define(
    'related-address',
    [
      [8445, '4'],
      [8839, '5.1'],
    ],
    {
      en: [
        'related address',
        'A second address in the candidate line (raddr, rport), a note for diagnosis: the base of a reflexive candidate, the mapped address of a relayed one.',
      ],
      'zh-cn': [
        '相关地址',
        '候选者行里的第二个地址（raddr、rport），供诊断之用：对反射候选是它的基址，对中继候选是它的映射地址。',
      ],
    },
  ),
  define(
    'foundation',
    [
      [8445, '4'],
      [8445, '5.1.1.3'],
    ],
    {
      en: [
        'foundation',
        'A label shared by candidates of the same type, base IP address, STUN or TURN server and transport protocol. What works for one will probably work for the others.',
      ],
      'zh-cn': [
        '基础标识',
        '类型、基址的 IP、所用 STUN 或 TURN 服务器、传输协议都相同的候选者共有的标签：其中一个能通，其余的多半也能通。',
      ],
    },
  ),
  define('component', [[8445, '4']], {
    en: [
      'component',
      'A piece of a data stream that needs a transport address of its own: 1 for RTP, 2 for RTCP where it has its own port. A data channel has only 1.',
    ],
    'zh-cn': ['分量', '数据流中需要独立传输地址的部分：RTP 是 1，单独占用端口的 RTCP 是 2。数据通道只有 1。'],
  }),
  define(
    'priority',
    [
      [8445, '5.1.2'],
      [8445, '5.1.2.1'],
    ],
    {
      en: [
        'priority',
        'A number from 1 to 2³¹ − 1 that says which candidates an agent would rather use. Higher is tried first.',
      ],
      'zh-cn': ['优先级', '1 到 2³¹ − 1 的整数，表示代理更愿意使用哪些候选者；数值高的先尝试。'],
    },
  ),
  define('type-preference', [[8445, '5.1.2.1']], {
    en: [
      'type preference',
      'The first part of a candidate’s priority, 0 to 126: how the address was found. RFC 8445 recommends 126 for host, 110 for prflx, 100 for srflx and 0 for relay.',
    ],
    'zh-cn': [
      '类型偏好',
      '候选者优先级的第一部分，0 到 126，说明地址是怎么得来的。RFC 8445 建议 host 为 126，prflx 为 110，srflx 为 100，relay 为 0。',
    ],
  }),
  define(
    'local-preference',
    [
      [8445, '5.1.2.1'],
      [8421, '4'],
    ],
    {
      en: [
        'local preference',
        'The second part of a candidate’s priority, 0 to 65535: which of several addresses it is. Candidates of the same type and component each have their own.',
      ],
      'zh-cn': [
        '本地偏好',
        '候选者优先级的第二部分，0 到 65535，在多个地址之间排先后。类型和分量都相同的候选者，本地偏好各不相同。',
      ],
    },
  ),
  define('redundant-candidate', [[8445, '5.1.3']], {
    en: [
      'redundant candidate',
      'A candidate whose transport address and base both equal those of another. The one with the lower priority is dropped.',
    ],
    'zh-cn': ['冗余候选', '传输地址和基址都与另一个候选者相同的候选者；其中优先级较低的被丢弃。'],
  }),
  define('tcp-candidate', [[6544, '4.5']], {
    en: [
      'TCP candidate',
      'A candidate for a TCP connection. Its tcptype says who connects: active opens, passive waits, so does both at once. An active one has the placeholder port 9.',
    ],
    'zh-cn': [
      'TCP 候选',
      '用于 TCP 连接的候选者。tcptype 说明由谁发起：active 主动连接，passive 等待连接，so 双方同时打开。active 的端口是占位用的 9。',
    ],
  }),
  define('ta', [[8445, '14.2']], {
    en: [
      'Ta',
      'The time between the beginnings of two STUN or TURN transactions of an ICE agent, while it gathers and while it checks: 50 ms by default.',
    ],
    'zh-cn': ['Ta', 'ICE 代理在收集和检查时，两次 STUN 或 TURN 事务的开始相隔的时间，默认 50 毫秒。'],
  }),
  define('mdns-name', [[8828, '5.1']], {
    en: [
      'mDNS name',
      'A random name ending in .local that a browser puts in place of a local address and answers for on the local network only (draft-ietf-mmusic-mdns-ice-candidates). RFC 8828 still knew no way to hide local addresses without losing direct connections.',
    ],
    'zh-cn': [
      'mDNS 名称',
      '以 .local 结尾的随机名称，浏览器用它代替本地地址，并且只在本地网络内应答（draft-ietf-mmusic-mdns-ice-candidates）。RFC 8828 发布时，还没有既隐藏本地地址、又不失去直连的办法。',
    ],
  }),
  define(
    'default-candidate',
    [
      [8445, '4'],
      [8840, '4.1.1'],
    ],
    {
      en: [
        'default candidate',
        'The candidate whose address stands in the c= and m= lines of SDP, for a peer that knows nothing of ICE. Where there is none yet, 0.0.0.0 and port 9 hold its place.',
      ],
      'zh-cn': [
        '默认候选',
        '地址写在 SDP 的 c= 行和 m= 行里的那个候选者，留给不懂 ICE 的对端使用。暂时没有时，用 0.0.0.0 和端口 9 占位。',
      ],
    },
  ),
  define(
    'trickle-ice',
    [
      [8838, '1'],
      [8838, '2'],
    ],
    {
      en: [
        'trickle ICE',
        'Sending each candidate as soon as it is known, instead of waiting until all are gathered.',
      ],
      'zh-cn': ['增量式 ICE', '得到一个候选者就发送一个，而不是等到全部收集完才一起发送。'],
    },
  ),
  define(
    'end-of-candidates',
    [
      [8838, '13'],
      [8840, '8.1'],
    ],
    {
      en: [
        'end-of-candidates',
        'The promise of an agent that no further candidate will come in this ICE session.',
      ],
      'zh-cn': ['候选结束指示', '代理表明：在这个 ICE 会话里不会再有新的候选者。'],
    },
  ),
  define('generation', [[8838, '2']], {
    en: [
      'generation',
      'All candidates that belong to one username fragment and password. An ICE restart begins a new one, and candidates of the old are ignored.',
    ],
    'zh-cn': [
      '代（generation）',
      '属于同一组用户名片段和密码的全部候选者。ICE 重启会开始新的一代，旧一代的候选者不再理会。',
    ],
  }),
  define(
    'half-trickle',
    [
      [8838, '2'],
      [8838, '16'],
    ],
    {
      en: [
        'half trickle',
        'The initiator puts all its candidates into the first description, so that any ICE agent can use it; the responder may already trickle.',
      ],
      'zh-cn': [
        '半增量（half trickle）',
        '发起方在第一份描述里放齐全部候选者，任何 ICE 代理都能使用；应答方则已经可以逐个发送。',
      ],
    },
  ),
  define('pac-timer', [[8863, '4']], {
    en: [
      'PAC timer',
      'Patiently awaiting connectivity: the time for which an agent must not declare failure although nothing is left to check. 39.5 s are recommended with default values.',
    ],
    'zh-cn': [
      'PAC 定时器',
      '“耐心等待连通”：即使没有可检查的对，代理在这段时间内也不得宣布失败。按默认参数，建议值为 39.5 秒。',
    ],
  }),
  define('signalling', [[8445, '2']], {
    en: [
      'signalling',
      'Whatever carries the descriptions and candidates between the peers before they can talk directly: usually a web server. ICE does not say how.',
    ],
    'zh-cn': [
      '信令',
      '双方能直接通信之前，替它们传递会话描述和候选者的途径，通常是一台 Web 服务器。ICE 不规定具体方式。',
    ],
  }),
  define('glare', [[8829, '3.1']], {
    en: [
      'glare',
      'Two offers that cross: each side sends one while the other’s is on its way. The application has to settle which of them counts.',
    ],
    'zh-cn': [
      '冲突（glare）',
      '两个 offer 在途中相遇：双方在对方的 offer 到达之前各自发出了一个。以哪一个为准，由应用程序裁定。',
    ],
  }),
  define('ufrag', [[8839, '5.4']], {
    en: [
      'username fragment (ufrag)',
      'With the password (ice-pwd), the secret by which the two agents recognise each other’s checks. Both are new with each restart.',
    ],
    'zh-cn': ['用户名片段（ufrag）', '与密码（ice-pwd）一起，让双方认出彼此的检查。每次重启都会换新。'],
  }),
  define('candidate-pair', [[8445, '4']], {
    en: ['candidate pair', 'A local and a remote candidate that are tried together.'],
    'zh-cn': ['候选对', '一个本地候选与一个远端候选，放在一起尝试。'],
  }),
  define('checklist', [[8445, '4']], {
    en: ['checklist', 'The ordered set of candidate pairs that an agent makes its checks from.'],
    'zh-cn': ['检查列表', '代理据以进行检查的候选对的有序集合。'],
  }),
  define('pair-foundation', [[8445, '6.1.2.6']], {
    en: [
      'foundation of a pair',
      'The foundations of its two candidates together. Pairs that share it will probably work or fail alike.',
    ],
    'zh-cn': ['候选对的基础标识', '由两个候选者的基础标识合在一起。相同的候选对多半同成同败。'],
  }),
  define('pruning', [[8445, '6.1.2.4']], {
    en: [
      'pruning',
      'Taking pairs off a checklist that would be the same check twice: the same base, the same remote candidate, and a lower priority.',
    ],
    'zh-cn': ['剪枝', '从检查列表中去掉会重复检查的候选对：基址相同、远端候选相同，而优先级更低。'],
  }),
  define('frozen', [[8445, '6.1.2.6']], {
    en: [
      'Frozen',
      'The state of a pair that must not be checked yet, because another pair of the same foundation goes first. Unfrozen, it is Waiting.',
    ],
    'zh-cn': [
      '冻结（Frozen）',
      '候选对的一种状态：同一基础标识的另一对先走，它暂时不能检查。解冻之后变为等待（Waiting）。',
    ],
  }),
  define('checklist-set', [[8445, '6.1.2.6']], {
    en: [
      'checklist set',
      'The checklists of all data streams of a session, in an order that both agents know.',
    ],
    'zh-cn': ['检查列表集合', '一次会话中所有数据流的检查列表，按双方都知道的顺序排列。'],
  }),
  define('connectivity-check', [[8445, '4']], {
    en: [
      'connectivity check',
      'A STUN Binding request from the base of the local candidate to the remote candidate, to find out whether the pair works.',
    ],
    'zh-cn': ['连通性检查', '从本地候选的基址向远端候选发送的 STUN Binding 请求，用来弄清这一对是否可用。'],
  }),
  define('nomination', [[8445, '4']], {
    en: ['nomination', 'The controlling agent’s announcement of the pair that both will use.'],
    'zh-cn': ['提名', '控制方宣布双方将使用哪一个候选对。'],
  }),
  define('controlling-agent', [[8445, '6.1.1']], {
    en: [
      'controlling agent',
      'The agent that nominates the pair which both will use; the other one is controlled. Between two full implementations it is the one that began.',
    ],
    'zh-cn': [
      '控制方',
      '负责提名双方将使用的候选对的代理，另一方是受控方。双方都是完整实现时，发起的一方是控制方。',
    ],
  }),
  define('tiebreaker', [[8445, '16.1']], {
    en: [
      'tiebreaker',
      'A random number of 64 bits in each check. If both agents claim the same role, the one with the larger number ends up controlling.',
    ],
    'zh-cn': [
      '决胜值（tiebreaker）',
      '每次检查都带有的 64 位随机数。双方声称同一角色时，数值较大的一方最终成为控制方。',
    ],
  }),
  define('role-conflict', [[8445, '7.3.1.1']], {
    en: [
      'role conflict',
      'Both agents are controlling, or both are controlled. The tiebreakers settle it; an answer 487 tells the sender of a check to change.',
    ],
    'zh-cn': [
      '角色冲突',
      '双方都是控制方，或都是受控方。由决胜值裁定；487 应答告诉检查的发送方：该由你改变角色。',
    ],
  }),
  define('selected-pair', [[8445, '4']], {
    en: ['selected pair', 'The candidate pair that data is sent and received on.'],
    'zh-cn': ['选定对', '实际用于收发数据的候选对。'],
  }),
  define('consent-freshness', [[7675, '5.1']], {
    en: [
      'consent freshness',
      'Going on sending only as long as the peer keeps answering STUN requests: asked about every 5 seconds, expired 30 seconds after the last answer.',
    ],
    'zh-cn': [
      '许可新鲜度',
      '只有对端持续应答 STUN 请求，才继续发送：大约每 5 秒询问一次，最后一次应答之后 30 秒失效。',
    ],
  }),
  define('ice-restart', [[8445, '9']], {
    en: [
      'ICE restart',
      'Negotiating ICE anew for a connection that exists: new username fragment, new password, new candidates. Data may go on over the old pair meanwhile.',
    ],
    'zh-cn': [
      'ICE 重启',
      '为已有的连接重新协商 ICE：新的用户名片段、新的密码、新的候选者。其间数据仍可走原来的候选对。',
    ],
  }),
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
        'Deny list',
        'The addresses that a TURN server must not relay to, since it would send from inside its own network: private, loopback, link-local and reserved ones, in both families. A client that asks for a permission there gets a 403.',
      ],
      'zh-cn': [
        '拒绝列表',
        'TURN 服务器绝不可以中继到的地址，因为它会从自己所在的网络内部发送：两个地址族的私有、回环、链路本地和保留地址。客户端为这样的地址申请许可，会得到 403。',
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
  define('nat', [[4787, '2']], {
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
