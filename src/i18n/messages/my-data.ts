import { defineMessages } from '../messages.ts';

export const myData = defineMessages({
  en: {
    kept: 'Kept in this browser, and nowhere else:',
    drafts: (count: number) => (count === 1 ? '1 draft' : `${count} drafts`),
    versions: (count: number) => (count === 1 ? '1 earlier text' : `${count} earlier texts`),
    solved: (count: number) => (count === 1 ? '1 solved exercise' : `${count} solved exercises`),
    solvedWithHelp: (count: number) =>
      count === 1 ? '1 exercise solved with help' : `${count} exercises solved with help`,
    tried: (count: number) => (count === 1 ? '1 exercise tried' : `${count} exercises tried`),
    servers: (count: number) =>
      count === 1 ? '1 ICE server of your own' : `${count} ICE servers of your own`,
    preferences: 'your choice of theme, editor and masking, and where you stopped reading',
    nothing: 'Nothing yet. What you write in exercises will be kept in this browser, and nowhere else.',
    reading: 'Reading what is kept …',

    exportData: 'Export as a file',
    withCredentials: 'with the passwords of my ICE servers',
    fileName: 'icebreaker-my-data.json',
    importData: 'Import a file',
    importNote:
      'An import adds to what is here: a draft that it replaces is kept among the earlier texts, and progress only gets better.',
    imported: 'Imported.',
    notAnExport: 'This file is not an export of this site. Nothing was changed.',
    tooLarge: 'This file is too large to be an export of this site. Nothing was changed.',
    damaged: (part: string) => `This is an export of this site, but ${part}. Nothing was changed.`,
    damagedPart: {
      time: 'the time of its export is missing',
      drafts: 'one of its drafts can’t be read or is too long',
      versions: 'one of its earlier texts can’t be read or is too long',
      progress: 'its progress can’t be read',
      iceServers: 'its list of ICE servers can’t be read or is too long',
    },

    deleteData: 'Delete everything',
    askDelete:
      'Delete all drafts, progress, servers and preferences of this site in this browser? This cannot be undone.',
    deleteYes: 'Delete it all',
    deleteNo: 'Keep it',
    deleted: 'Deleted. Nothing of yours is kept here any more.',

    problem: {
      denied:
        'This browser keeps no data for this site (a private window, or site data is blocked). Everything works, but nothing is remembered.',
      full: 'There is no space left to keep this. Nothing was changed.',
      blocked: 'Another tab holds the data of this site. Close the other tabs and reload.',
      newer: 'Another tab runs a newer edition of this site. Reload this page.',
      failed: 'The browser could not read or write what is kept. Try again after a reload.',
    },
  },
  'zh-cn': {
    kept: '只保存在这个浏览器里的内容：',
    drafts: (count) => `${count} 份草稿`,
    versions: (count) => `${count} 份先前的文本`,
    solved: (count) => `${count} 个独立解出的练习`,
    solvedWithHelp: (count) => `${count} 个借助答案解出的练习`,
    tried: (count) => `${count} 个试过的练习`,
    servers: (count) => `${count} 个你自己的 ICE 服务器`,
    preferences: '你选的主题、编辑器和地址遮盖方式，以及上次读到的位置',
    nothing: '还没有内容。你在练习里写的东西会保存在这个浏览器里，不会传到别处。',
    reading: '正在读取……',

    exportData: '导出为文件',
    withCredentials: '包含我的 ICE 服务器密码',
    fileName: 'icebreaker-my-data.json',
    importData: '导入文件',
    importNote: '导入的内容会并入现有内容：被替换的草稿留在“先前的文本”里，进度只会变好，不会倒退。',
    imported: '已导入。',
    notAnExport: '这不是本站导出的文件。没有改动任何内容。',
    tooLarge: '这个文件太大，不会是本站导出的。没有改动任何内容。',
    damaged: (part) => `这是本站导出的文件，但${part}。没有改动任何内容。`,
    damagedPart: {
      time: '缺少导出时间',
      drafts: '其中有草稿无法读取或过长',
      versions: '其中有先前的文本无法读取或过长',
      progress: '其中的进度无法读取',
      iceServers: '其中的 ICE 服务器列表无法读取或过长',
    },

    deleteData: '全部删除',
    askDelete: '要删除本站在这个浏览器里保存的全部草稿、进度、服务器和偏好吗？删除后无法恢复。',
    deleteYes: '全部删掉',
    deleteNo: '保留',
    deleted: '已删除。这里不再保存你的任何内容。',

    problem: {
      denied: '这个浏览器不为本站保存数据（隐私窗口，或禁用了网站数据）。一切照常可用，只是什么都不会记住。',
      full: '没有空间保存了。没有改动任何内容。',
      blocked: '另一个标签页占着本站的数据。请关掉其他标签页再重新加载。',
      newer: '另一个标签页运行着本站的新版本。请重新加载本页。',
      failed: '浏览器没能读写保存的内容。请重新加载后再试。',
    },
  },
});
