import { defineMessages } from '../messages.ts';

/** Header, footer, switches and the pages that are frame rather than content. */
export const site = defineMessages({
  en: {
    name: 'Icebreaker',
    fullName: 'Icebreaker: learn ICE, STUN and TURN by doing it',
    tagline: 'Learn ICE, STUN and TURN by doing it',
    skip: 'Skip to the text',
    mainNavigation: 'Main',
    learn: 'Learn',
    lab: 'Lab',
    glossary: 'Glossary',
    gather: 'Gather',
    inspect: 'Inspect',
    settings: 'Settings',
    language: 'Language',
    notInThisEdition: 'This page is not written in English yet: to the map',
    theme: 'Theme',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    colophon: 'Nothing you do here leaves your browser, except what ICE itself sends.',
    /** Around the name of the licence, which is a link. */
    licence: {
      before: 'Texts under ',
      after: ', code (also in texts) under MIT.',
      ofOthers: 'Licences of third-party code',
    },
    sources: 'Every claim cites its RFC, or was measured.',
  },
  'zh-cn': {
    name: 'Icebreaker',
    fullName: 'Icebreaker：动手学 ICE、STUN 与 TURN',
    tagline: '动手学 ICE、STUN 与 TURN',
    skip: '跳到正文',
    mainNavigation: '主导航',
    learn: '学习',
    lab: '实验室',
    glossary: '术语表',
    gather: '收集候选者',
    inspect: '查看消息',
    settings: '设置',
    language: '语言',
    notInThisEdition: '这一页还没有中文版：转到课程地图',
    theme: '主题',
    themes: { system: '跟随系统', light: '浅色', dark: '深色' },
    colophon: '除 ICE 本身发送的数据之外，你在这里的一切都不会离开浏览器。',
    licence: {
      before: '文字采用 ',
      after: '，代码（包括文中的示例）采用 MIT 许可证。',
      ofOthers: '第三方代码的许可证',
    },
    sources: '每一句论断都注明 RFC 出处，或经过实测。',
  },
});
