import { defineMessages } from '../messages.ts';

/** What the runner says of itself; its words about the learner's code are in lessons/learner-error.ts. */
export const runner = defineMessages({
  en: { noFrame: 'the frame for your code did not come up' },
  'zh-cn': { noFrame: '承载你的代码的框架没能启动' },
});
