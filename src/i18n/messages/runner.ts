import { defineMessages } from '../messages.ts';

/** What the runner says of itself; its words about the learner's code are in lessons/learner-error.ts. */
export const runner = defineMessages({
  en: {
    noFrame: 'the frame for your code did not come up',
    noParser: 'the part of this page that reads your code did not work',
  },
  'zh-cn': {
    noFrame: '承载你的代码的框架没能启动',
    noParser: '本页读取代码的部分没能工作',
  },
});
