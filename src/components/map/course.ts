import type { LocalizedText } from '#src/i18n/messages.ts';

/** A chapter as the map shows it, written or still to come. */
export interface CourseChapter {
  readonly number: number;
  readonly slug: string;
  readonly title: LocalizedText;
  /** What a reader can answer afterwards. */
  readonly question: LocalizedText;
}

function chapterOf(
  number: number,
  slug: string,
  en: [title: string, question: string],
  zhCn: [title: string, question: string],
): CourseChapter {
  return {
    number,
    slug,
    title: { en: en[0], 'zh-cn': zhCn[0] },
    question: { en: en[1], 'zh-cn': zhCn[1] },
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
        ['Why ICE', 'Two machines can both reach the internet. Why can’t they reach each other?'],
        ['为什么需要 ICE', '两台机器都能上网，为什么彼此却连不上？'],
      ),
      chapterOf(
        2,
        'nats-and-firewalls',
        ['NATs and firewalls', 'What does a NAT do to a packet, and which answers does it let back in?'],
        ['NAT 与防火墙', 'NAT 对数据包做了什么，又放哪些应答回来？'],
      ),
      chapterOf(
        3,
        'stun',
        ['STUN', 'How do you ask somebody outside what your own address looks like from there?'],
        ['STUN', '怎样向外面的人打听：从那里看，自己的地址是什么？'],
      ),
    ],
  },
  {
    title: { en: 'Where I can be reached', 'zh-cn': '在哪里能找到我' },
    chapters: [
      chapterOf(
        4,
        'candidates',
        ['Candidates', 'Which addresses might reach you, and how does one line say so?'],
        ['候选者', '哪些地址可能联系到你？一行文字又怎样把它说清楚？'],
      ),
      chapterOf(
        5,
        'priority',
        ['Priority', 'Of all these addresses, which is tried first, and who decides?'],
        ['优先级', '这么多地址，先试哪一个？由谁决定？'],
      ),
      chapterOf(
        6,
        'gathering-and-privacy',
        ['Gathering and privacy', 'Who learns which of your addresses while you gather?'],
        ['收集与隐私', '收集候选者时，谁会知道你的哪些地址？'],
      ),
    ],
  },
  {
    title: { en: 'Finding a path together', 'zh-cn': '一起找到通路' },
    chapters: [
      chapterOf(
        7,
        'trickle-and-signalling',
        ['Trickle and signalling', 'Why wait for the last candidate before you send the first?'],
        ['增量式 ICE 与信令', '为什么要等到最后一个候选者，才发出第一个？'],
      ),
      chapterOf(
        8,
        'checklists',
        ['Checklists', 'Ten addresses here, ten there: which of a hundred pairs are worth a try?'],
        ['检查列表', '这边十个地址，那边十个地址：一百对里，哪些值得一试？'],
      ),
      chapterOf(
        9,
        'connectivity-checks',
        [
          'Connectivity checks',
          'What travels in a check, and how can an address appear that nobody announced?',
        ],
        ['连通性检查', '一次检查里传了什么？为什么会冒出谁也没宣告过的地址？'],
      ),
      chapterOf(
        10,
        'roles-and-nomination',
        ['Roles and nomination', 'Several pairs work. Who chooses, and what if both think they do?'],
        ['角色与提名', '好几对都能用，由谁来选？要是双方都以为归自己选呢？'],
      ),
    ],
  },
  {
    title: { en: 'Keeping it alive', 'zh-cn': '让连接活下去' },
    chapters: [
      chapterOf(
        11,
        'consent-restart-failure',
        ['Consent, restart, failure', 'How do you notice that a path has died, and how do you come back?'],
        ['许可、重启与失败', '怎样发现一条通路已经断了？又怎样恢复？'],
      ),
      chapterOf(
        12,
        'turn',
        ['TURN', 'When no direct path exists, what exactly does a relay do for you, and for how long?'],
        ['TURN', '没有直连通路时，中继究竟替你做了什么，又能维持多久？'],
      ),
      chapterOf(
        13,
        'operating-turn',
        ['Operating TURN', 'What does a relay cost, and whom must it never reach?'],
        ['运维 TURN', '中继要花多少钱？又有哪些地址绝不能让它触及？'],
      ),
      chapterOf(
        14,
        'hard-networks-and-beyond',
        ['Hard networks and beyond', 'It works everywhere but there. How do you find out why?'],
        ['疑难网络与进阶', '别处都行，偏偏那里不行。怎样找出原因？'],
      ),
    ],
  },
];

export const COURSE_CHAPTERS: readonly CourseChapter[] = COURSE.flatMap((part) => part.chapters);
