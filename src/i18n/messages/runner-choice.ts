import { defineMessages } from '../messages.ts';

/** Where a Node exercise runs. `host` is a name as `stackblitz.com`. */
export const runnerChoice = defineMessages({
  en: {
    title: 'Run in',
    aboutWorker:
      'The browser runner imitates Node.js in this page. It starts at once, works offline, and has the modules that this exercise needs.',
    aboutContainer: (host: string) =>
      `A WebContainer is real Node.js with npm in your browser. It loads code from ${host}, a third party, which learns your IP address. Nothing is requested from it before you choose it.`,
    booting: 'Starting the WebContainer …',
    ready: 'The WebContainer is up. Your code runs in real Node.js.',
    problem: {
      'switched-off': () => 'This site offers no WebContainer.',
      'unsupported-browser': () => 'This browser cannot run a WebContainer: it lacks shared memory.',
      'not-isolated': () =>
        'This page came without the headers that a WebContainer needs (cross-origin isolation).',
      'blocked-storage': (host: string) =>
        `This browser lets ${host} keep nothing here. Allow it cookies and storage as a third party.`,
      unreachable: (host: string) =>
        `${host} did not answer. You may be offline, or your network may block it.`,
      'old-node': () =>
        'The Node.js of the WebContainer is too old to run TypeScript (22.6 is the first that can).',
      busy: () => 'This page has another WebContainer already.',
      refused: (host: string) => `${host} answered, but gave no WebContainer.`,
    },
    fellBack: 'Your code runs in the browser runner instead.',
    tryAgain: 'Try again',
    reloads: 'This loads the page again; what you wrote is kept.',
    reloadsAndLoses:
      'This loads the page again. What you wrote is not kept in this browser: copy it out first.',
  },
  'zh-cn': {
    title: '运行环境',
    aboutWorker: '浏览器运行器在本页面中模拟 Node.js：立即可用，可以离线，本练习要用的模块它都有。',
    aboutContainer: (host) =>
      `WebContainer 是在浏览器里运行的真正的 Node.js，带 npm。它要从第三方 ${host} 加载代码，对方会得知你的 IP 地址。选用之前，不会向它发出任何请求。`,
    booting: '正在启动 WebContainer……',
    ready: 'WebContainer 已启动，代码在真正的 Node.js 中运行。',
    problem: {
      'switched-off': () => '本站不提供 WebContainer。',
      'unsupported-browser': () => '这个浏览器运行不了 WebContainer：它没有共享内存。',
      'not-isolated': () => '本页面缺少 WebContainer 需要的响应头（跨源隔离）。',
      'blocked-storage': (host) =>
        `浏览器不让 ${host} 在这里保存数据。请允许它作为第三方使用 Cookie 和存储。`,
      unreachable: (host) => `${host} 没有应答。可能是你处于离线状态，或者所在网络屏蔽了它。`,
      'old-node': () => 'WebContainer 里的 Node.js 版本太旧，运行不了 TypeScript（至少要 22.6）。',
      busy: () => '本页面已经有另一个 WebContainer。',
      refused: (host) => `${host} 有应答，但没有提供 WebContainer。`,
    },
    fellBack: '代码改在浏览器运行器中运行。',
    tryAgain: '重试',
    reloads: '这会重新加载页面，你写的内容会保留。',
    reloadsAndLoses: '这会重新加载页面，而这个浏览器没有保存你写的内容：请先复制出来。',
  },
});
