import { define, type Term } from '../term.ts';

/** From the first signal to the restart: how two agents find a pair, and keep it. */
export const SESSION_TERMS: readonly Term[] = [
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
  define('glare', [[9429, '3.1']], {
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
      'The checklists of all data streams of a session, in the order that the protocol which uses ICE gives them.',
    ],
    'zh-cn': ['检查列表集合', '一次会话中所有数据流的检查列表，顺序由使用 ICE 的协议规定。'],
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
      'Negotiating ICE anew for a connection that exists: new username fragment, new password, and candidates gathered anew, which may be the old ones. Data may go on over the old pair meanwhile.',
    ],
    'zh-cn': [
      'ICE 重启',
      '为已有的连接重新协商 ICE：新的用户名片段、新的密码，并重新收集候选者（结果可能与原来的相同）。其间数据仍可走原来的候选对。',
    ],
  }),
];
