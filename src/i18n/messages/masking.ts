import { defineMessages } from '../messages.ts';

export const masking = defineMessages({
  en: {
    label: 'Mask addresses',
    explanation:
      'For presenting: shows 192.168.x.x instead of your real addresses, in tables, details, errors and what you copy.',
    notKept: 'This browser keeps no settings, so the choice holds for this page only.',
  },
  'zh-cn': {
    label: '遮蔽地址',
    explanation: '演示时使用：表格、详情、错误和复制的内容里只显示 192.168.x.x，不显示你的真实地址。',
    notKept: '此浏览器不保存设置，所以这个选择只在本页有效。',
  },
});
