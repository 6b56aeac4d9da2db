import { createSatteriMarkdownProcessor } from '@astrojs/markdown-satteri';

/** The processor of the chapters themselves, so that code in a task looks like code in the text. */
let processor: ReturnType<typeof createSatteriMarkdownProcessor> | undefined;

/** HTML of an author's Markdown (build time only; what learners write never comes here). */
export async function renderMarkdown(markdown: string): Promise<string> {
  processor ??= createSatteriMarkdownProcessor({ shikiConfig: { theme: 'css-variables' } });
  return (await (await processor).render(markdown)).code;
}
