import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

/** One chapter in one edition: `content/<locale>/NN-slug.mdx`. */
const chapters = defineCollection({
  loader: glob({
    base: './content',
    pattern: '{en,zh-cn}/[0-9][0-9]-*.mdx',
    // The id is the path without its ending, as it stands on disk: `zh-cn/04-candidates`.
    generateId: ({ entry }) => entry.replace(/\.mdx$/, ''),
  }),
  schema: z.object({
    title: z.string().min(1),
    /** One sentence for the map, the search result and the link preview. */
    summary: z.string().min(1),
    /** Slugs of the chapters that this one builds on. */
    buildsOn: z.array(z.string()).default([]),
    readingMinutes: z.number().int().positive(),
  }),
});

export const collections = { chapters };
