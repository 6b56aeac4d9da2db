import { defineMessages } from '../messages.ts';

/** What is said of the course as it is kept on the reader's device. */
export const offline = defineMessages({
  en: {
    newVersion: 'There is a new version of this course.',
    use: 'Use it now',
    later: 'Later',
    keep: 'Keep the course on this device, to read it without a network',
    what: 'Pages, search, the Lab and exercises, about 7 MB. The full editor is kept once you have used it. The list of STUN and TURN servers never is.',
    status: {
      off: 'Not kept.',
      unable: 'This browser can’t, or not on this page’s address.',
      keeping: 'Being kept …',
      kept: 'Kept: it works without a network.',
      failed: 'Something did not come. It is tried again with the next page.',
    },
  },
  'zh-cn': {
    newVersion: '课程有了新版本。',
    use: '现在使用',
    later: '以后再说',
    keep: '把课程保存在这台设备上，没有网络也能读',
    what: '包括页面、搜索、实验室和练习，约 7 MB。完整编辑器在用过一次之后保存。STUN 和 TURN 服务器列表从不保存。',
    status: {
      off: '没有保存。',
      unable: '这个浏览器做不到，或者在这个地址上做不到。',
      keeping: '正在保存……',
      kept: '已保存：没有网络也能用。',
      failed: '有些内容没有取到，打开下一页时会再试。',
    },
  },
});
