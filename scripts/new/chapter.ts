import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COURSE_CHAPTERS, type CourseChapter } from '#src/components/map/course.ts';
import { checkId, writeNew, type Made } from './made.ts';

/** A test finds these words in whatever is committed. */
const TODO = 'TODO';

/**
 * The editions of a chapter that aren't there yet, in one outline. Where there is an English one, the Chinese one begins as
 * its copy: so it has the same headings, components and citations from the first day.
 *
 * @param course where the chapter has to be listed
 */
export function newChapter(
  root: string,
  slug: string,
  course: readonly CourseChapter[] = COURSE_CHAPTERS,
): Made {
  checkId('slug of a chapter', slug);
  const chapter = course.find((one) => one.slug === slug);
  if (!chapter)
    throw new Error(
      `The course has no chapter "${slug}". Add it to src/components/map/course.ts first, with its number, title and ` +
        `question in both editions; there are: ${course.map((one) => one.slug).join(', ')}.`,
    );
  const name = `${String(chapter.number).padStart(2, '0')}-${slug}.mdx`;
  const [english, chinese] = [`content/en/${name}`, `content/zh-cn/${name}`];
  const isThere = (path: string): boolean => existsSync(join(root, path));
  if (isThere(chinese))
    throw new Error(
      `Nothing was written: ${[english, chinese].filter(isThere).join(', ')} is there already.`,
    );
  const files = isThere(english)
    ? writeNew(root, { [chinese]: toTranslate(readFileSync(join(root, english), 'utf8'), chapter) })
    : writeNew(root, { [english]: inEnglish(chapter), [chinese]: inChinese(chapter) });
  return {
    files,
    next: [
      'npm run dev, and open the chapter from the map.',
      `Write where it says ${TODO}; tests/text/editions.test.ts fails until none is left, and holds both editions to one outline.`,
      `npm run new:exercise <id> --chapter ${slug}, for what the reader is to write.`,
      'Read docs/authoring.md: what a chapter can use, and what it owes its reader.',
      'npm run check, npm run test:unit.',
    ],
  };
}

function toTranslate(english: string, { title }: CourseChapter): string {
  const [, head = '', body = ''] = /^(---\n[^]*?\n---\n)([^]*)$/.exec(english) ?? [];
  return (
    head.replace(/^title: .*$/m, `title: ${JSON.stringify(title['zh-cn'])}`) +
    `\n{/* ${TODO}: write each passage in Chinese, not word by word */}\n` +
    // A link of an edition stays in it.
    body.replaceAll(/\]\(\/(?!zh-cn\/)/g, '](/zh-cn/')
  );
}

function inEnglish({ title, question, teaches }: CourseChapter): string {
  return `---
title: ${JSON.stringify(title.en)}
summary: ${JSON.stringify(teaches.en)}
buildsOn: []
readingMinutes: 1
---

**${question.en}**

{/* ${TODO}: the shortest true answer, then what the reader can do with it */}

## A heading that tells the story

{/* ${TODO}: a demo before its explanation; every MUST with its section <Rfc n={8445} s="4" /> */}

<QuickQuestion question="${TODO}: what would a reader believe who has misread this?">
  <Choice text="The right answer" correct>
    Why it is right.
  </Choice>
  <Choice text="A wrong one">What makes it tempting, and wrong.</Choice>
</QuickQuestion>

<Summary>
- ${TODO}: what should stay
</Summary>

## Where this is written

- <Rfc n={8445} s="4" /> the words of ICE
`;
}

function inChinese({ title, question, teaches }: CourseChapter): string {
  return `---
title: ${JSON.stringify(title['zh-cn'])}
summary: ${JSON.stringify(teaches['zh-cn'])}
buildsOn: []
readingMinutes: 1
---

**${question['zh-cn']}**

{/* ${TODO}：最短的正确回答，以及读者能拿它做什么 */}

## 能讲出故事的标题

{/* ${TODO}：先演示，后解释；每个 MUST 都注明章节 <Rfc n={8445} s="4" /> */}

<QuickQuestion question="${TODO}：误读了这一段的人会相信什么？">
  <Choice text="正确的回答" correct>
    为什么正确。
  </Choice>
  <Choice text="错误的回答">它为什么诱人，又错在哪里。</Choice>
</QuickQuestion>

<Summary>
- ${TODO}：应当记住的话
</Summary>

## 出处

- <Rfc n={8445} s="4" /> ICE 的术语
`;
}
