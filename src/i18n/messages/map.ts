import { defineMessages } from '../messages.ts';

/** The map of the course. */
export const map = defineMessages({
  en: {
    title: 'The map',
    description: 'Fourteen chapters on ICE, STUN and TURN, in the order of reading.',
    lead: 'Fourteen chapters, in the order of reading. Each can be entered alone: it says what it builds on.',
    lab: {
      link: 'The NAT Lab',
      does: ' runs a whole session between two networks of your choice, packet by packet.',
    },
    /** Into the chapter that was read last. */
    continue: (chapter: string, section: string) =>
      section ? `Continue: ${chapter}, ${section}` : `Continue: ${chapter}`,
    minutes: (n: number) => `about ${n} minutes to read`,
    /** The reading times of all chapters together. */
    allMinutes: (n: number) =>
      `Reading takes about ${Math.round(n / 60)} hours in all, exercises and the Lab not counted.`,
    toCome: 'to come',
    onlyIn: { en: 'in English', 'zh-cn': 'in Chinese only' },
    toComeNote: 'Chapters marked “to come” are not written yet. You see what each will answer and teach.',
    exercisesPassed: (passed: number, all: number) => `${passed} of ${all} exercises passed`,
    /** How many exercises of a chapter stand where; each after its mark. */
    states: {
      solved: (n: number) => `${n} solved`,
      'solved-with-help': (n: number) => `${n} solved with help`,
      tried: (n: number) => `${n} tried`,
    },
    exercises: (n: number) => (n === 1 ? '1 exercise' : `${n} exercises`),
    overall: (passed: number, all: number) =>
      passed === all
        ? `You have passed all ${all} exercises.`
        : `You have passed ${passed} of ${all} exercises.`,
    unreadable: 'This browser keeps no data for this site, so your progress can’t be shown.',
  },
  'zh-cn': {
    title: '课程地图',
    description: '十四章，按阅读顺序讲解 ICE、STUN 与 TURN。',
    lead: '十四章，按阅读顺序排列。每一章都可以单独读：开头会写明它以什么为基础。',
    lab: {
      link: 'NAT 实验室',
      does: '：选好两边的网络，让一次完整的会话逐包展现在眼前。',
    },
    continue: (chapter, section) => (section ? `继续读：${chapter}，${section}` : `继续读：${chapter}`),
    minutes: (n) => `阅读约 ${n} 分钟`,
    allMinutes: (n) => `全部读完约 ${Math.round(n / 60)} 小时，不含练习与实验室。`,
    toCome: '待写',
    onlyIn: { en: '目前只有英文版', 'zh-cn': '中文版' },
    toComeNote: '标着“待写”的章节还没有完成；这里先写明每一章要回答什么、讲些什么。',
    exercisesPassed: (passed, all) => `${all} 个练习已通过 ${passed} 个`,
    states: {
      solved: (n) => `${n} 个独立解出`,
      'solved-with-help': (n) => `${n} 个借助答案解出`,
      tried: (n) => `${n} 个试过`,
    },
    exercises: (n) => `${n} 个练习`,
    overall: (passed, all) =>
      passed === all ? `全部 ${all} 个练习都已通过。` : `${all} 个练习已通过 ${passed} 个。`,
    unreadable: '这个浏览器没有为本站保存数据，因此无法显示你的进度。',
  },
});
