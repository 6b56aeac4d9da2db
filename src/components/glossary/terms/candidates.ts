import { define, type Term } from '../term.ts';

/** The agent, and the addresses at which it may be reached. */
export const CANDIDATE_TERMS: readonly Term[] = [
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
];
