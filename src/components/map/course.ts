import type { LocalizedText } from '#src/i18n/messages.ts';

/** A chapter as the map shows it, written or still to come. */
export interface CourseChapter {
  readonly number: number;
  readonly slug: string;
  readonly title: LocalizedText;
  /** What a reader can answer afterwards. */
  readonly question: LocalizedText;
  /** What there is to learn on the way. */
  readonly teaches: LocalizedText;
}

function chapterOf(
  number: number,
  slug: string,
  en: [title: string, question: string, teaches: string],
  zhCn: [title: string, question: string, teaches: string],
): CourseChapter {
  return {
    number,
    slug,
    title: { en: en[0], 'zh-cn': zhCn[0] },
    question: { en: en[1], 'zh-cn': zhCn[1] },
    teaches: { en: en[2], 'zh-cn': zhCn[2] },
  };
}

/** A stretch of the way: a few chapters with one theme. */
export interface CoursePart {
  readonly title: LocalizedText;
  readonly chapters: readonly CourseChapter[];
}

/** The whole course, in the order of reading. */
export const COURSE: readonly CoursePart[] = [
  {
    title: { en: 'The obstacle', 'zh-cn': '障碍' },
    chapters: [
      chapterOf(
        1,
        'why-ice',
        [
          'Why ICE',
          'Two machines can both reach the internet. Why can’t they reach each other?',
          'Why NATs and firewalls keep two peers apart, what signalling can carry and what it can’t, and a connection’s first half second once through.',
        ],
        [
          '为什么需要 ICE',
          '两台机器都能上网，为什么彼此却连不上？',
          'NAT 和防火墙为什么把两端隔开，信令能传什么、不能传什么，以及一次连接从头到尾的最初半秒。',
        ],
      ),
      chapterOf(
        2,
        'nats-and-firewalls',
        [
          'NATs and firewalls',
          'What does a NAT do to a packet, and which answers does it let back in?',
          'Mapping and filtering, which are two things; timers, hairpinning and carrier-grade NATs; and why “cone” and “symmetric” mislead.',
        ],
        [
          'NAT 与防火墙',
          'NAT 对数据包做了什么，又放哪些应答回来？',
          '映射与过滤是两回事；定时器、回环转发与运营商级 NAT；“锥形”和“对称型”这些说法为什么误导人。',
        ],
      ),
      chapterOf(
        3,
        'stun',
        [
          'STUN',
          'How do you ask somebody outside what your own address looks like from there?',
          'The message byte by byte: header, attributes, XOR, integrity and fingerprint; retransmission; and what a server learns about you.',
        ],
        [
          'STUN',
          '怎样向外面的人打听：从那里看，自己的地址是什么？',
          '逐字节看懂消息：头部、属性、异或、完整性与指纹；重传；以及服务器从中知道了你什么。',
        ],
      ),
    ],
  },
  {
    title: { en: 'Where I can be reached', 'zh-cn': '在哪里能找到我' },
    chapters: [
      chapterOf(
        4,
        'candidates',
        [
          'Candidates',
          'Which addresses might reach you, and how does one line say so?',
          'The four kinds and where each comes from, base and foundation, the line in SDP field by field, and the .local names of browsers.',
        ],
        [
          '候选者',
          '哪些地址可能联系到你？一行文字又怎样把它说清楚？',
          '四种候选者各从哪里来，基址与基础标识，SDP 里那一行的每个字段，以及浏览器的 .local 名称。',
        ],
      ),
      chapterOf(
        5,
        'priority',
        [
          'Priority',
          'Of all these addresses, which is tried first, and who decides?',
          'The formulas for the priority of a candidate and of a pair, what local preference is for, and why 2³² needs care in JavaScript.',
        ],
        [
          '优先级',
          '这么多地址，先试哪一个？由谁决定？',
          '候选者与候选对的优先级公式，本地偏好有什么用，以及 2³² 在 JavaScript 里为什么要当心。',
        ],
      ),
      chapterOf(
        6,
        'gathering-and-privacy',
        [
          'Gathering and privacy',
          'Who learns which of your addresses while you gather?',
          'The steps of gathering and their pace, a browser’s policies, mDNS names, and a map of who gets to see what.',
        ],
        [
          '收集与隐私',
          '收集候选者时，谁会知道你的哪些地址？',
          '收集的步骤与节奏，浏览器的各种策略，mDNS 名称，以及一张“谁能看到什么”的图。',
        ],
      ),
    ],
  },
  {
    title: { en: 'Finding a path together', 'zh-cn': '一起找到通路' },
    chapters: [
      chapterOf(
        7,
        'trickle-and-signalling',
        [
          'Trickle and signalling',
          'Why wait for the last candidate before you send the first?',
          'Offers, answers and candidates on their way: trickle and half trickle, the end of candidates, and the races between them.',
        ],
        [
          '增量式 ICE 与信令',
          '为什么要等到最后一个候选者，才发出第一个？',
          'offer、answer 与候选者怎样在路上传递：增量与半增量，候选结束指示，以及它们之间的竞态。',
        ],
      ),
      chapterOf(
        8,
        'checklists',
        [
          'Checklists',
          'Ten addresses here, ten there: which of a hundred pairs are worth a try?',
          'Forming pairs, putting them in order, pruning and freezing them, and the limit on how many there may be.',
        ],
        [
          '检查列表',
          '这边十个地址，那边十个地址：一百对里，哪些值得一试？',
          '组成候选对、排序、剪枝与冻结，以及数量的上限。',
        ],
      ),
      chapterOf(
        9,
        'connectivity-checks',
        [
          'Connectivity checks',
          'What travels in a check, and how can an address appear that nobody announced?',
          'Pacing, triggered checks and retransmission, and how a peer-reflexive candidate is found.',
        ],
        [
          '连通性检查',
          '一次检查里传了什么？为什么会冒出谁也没宣告过的地址？',
          '节奏、触发检查与重传，以及对端反射候选是怎样被发现的。',
        ],
      ),
      chapterOf(
        10,
        'roles-and-nomination',
        [
          'Roles and nomination',
          'Several pairs work. Who chooses, and what if both think they do?',
          'Controlling and controlled, the tiebreaker and error 487, and how one pair is nominated, once.',
        ],
        [
          '角色与提名',
          '好几对都能用，由谁来选？要是双方都以为归自己选呢？',
          '控制方与受控方，决胜值与错误 487，以及怎样提名一个候选对，而且只提名一次。',
        ],
      ),
    ],
  },
  {
    title: { en: 'Keeping it alive', 'zh-cn': '让连接活下去' },
    chapters: [
      chapterOf(
        11,
        'consent-restart-failure',
        [
          'Consent, restart, failure',
          'How do you notice that a path has died, and how do you come back?',
          'Consent and keepalives, the difference between disconnected and failed, and the ICE restart.',
        ],
        [
          '许可、重启与失败',
          '怎样发现一条通路已经断了？又怎样恢复？',
          '许可与保活，disconnected 与 failed 的区别，以及 ICE 重启。',
        ],
      ),
      chapterOf(
        12,
        'turn',
        [
          'TURN',
          'When no direct path exists, what exactly does a relay do for you, and for how long?',
          'Allocations, permissions, channels and refreshes; UDP, TCP and TLS to the server; credentials that expire; and what a relay costs.',
        ],
        [
          'TURN',
          '没有直连通路时，中继究竟替你做了什么，又能维持多久？',
          '分配、许可、通道与刷新；到服务器的 UDP、TCP 与 TLS；会过期的凭据；以及中继的代价。',
        ],
      ),
      chapterOf(
        13,
        'operating-turn',
        [
          'Operating TURN',
          'What does a relay cost, and whom must it never reach?',
          'coturn, its ports and 443, scaling and cost, abuse, and the addresses that a relay must refuse.',
        ],
        [
          '运维 TURN',
          '中继要花多少钱？又有哪些地址绝不能让它触及？',
          'coturn 及其端口与 443，扩容与成本，滥用，以及中继必须拒绝的地址。',
        ],
      ),
      chapterOf(
        14,
        'hard-networks-and-beyond',
        [
          'Hard networks and beyond',
          'It works everywhere but there. How do you find out why?',
          'Two address families, ICE-TCP and ICE-lite, carrier-grade NATs, VPNs and company networks; reading getStats and webrtc-internals; other implementations.',
        ],
        [
          '疑难网络与进阶',
          '别处都行，偏偏那里不行。怎样找出原因？',
          '双栈、ICE-TCP 与 ICE-lite，运营商级 NAT、VPN 与企业网络；读懂 getStats 与 webrtc-internals；其他实现。',
        ],
      ),
    ],
  },
];

export const COURSE_CHAPTERS: readonly CourseChapter[] = COURSE.flatMap((part) => part.chapters);
