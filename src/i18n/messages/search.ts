import { defineMessages } from '../messages.ts';

/** The search: its button in the header, its dialog, and what its index says of citations. */
export const search = defineMessages({
  en: {
    open: 'Search',
    title: 'Search the course',
    field: 'Words, a term, or a section such as 8445 7.3',
    close: 'Close',
    idle: 'Chapters, exercises, the glossary, and sections of RFCs.',
    searching: 'Searching …',
    results: (n: number, shown: number) =>
      shown < n ? `${n} results; the first ${shown}` : n === 1 ? '1 result' : `${n} results`,
    none: (query: string) => `Nothing was found for “${query}”.`,
    notLoaded: 'The search could not be loaded. Is there a network? Try again.',
    citedIn: (chapter: string, heading: string | undefined) =>
      heading === undefined ? `cited in “${chapter}”` : `cited in “${chapter}”: ${heading}`,
    list: 'Results',
  },
  'zh-cn': {
    open: '搜索',
    title: '搜索课程',
    field: '词语、术语，或章节号，例如 8445 7.3',
    close: '关闭',
    idle: '搜索章节、练习、术语表和 RFC 的各节。',
    searching: '正在搜索……',
    results: (n, shown) => (shown < n ? `${n} 条结果，显示前 ${shown} 条` : `${n} 条结果`),
    none: (query) => `没有找到“${query}”。`,
    notLoaded: '搜索没能加载。是不是没有联网？请再试一次。',
    citedIn: (chapter, heading) =>
      heading === undefined ? `引用于《${chapter}》` : `引用于《${chapter}》：${heading}`,
    list: '结果',
  },
});
