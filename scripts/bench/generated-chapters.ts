/** A chapter as it stands in `content/en/`. */
export interface SampleChapter {
  /** Of its file. */
  readonly name: string;
  readonly text: string;
}

/** A paragraph of prose: it begins with a letter and ends with its sentence. */
const PARAGRAPH = /^(?!import )[A-Z][^<>{}|]*[.?!]$/gm;

/**
 * A chapter like those that there are, and like no other: one of them with its passages in another order, and a word of
 * its own in every plain paragraph. So it has as many components, and no cache knows its text.
 *
 * @param index from 0
 */
export function generatedChapter(samples: readonly SampleChapter[], index: number): SampleChapter {
  const sample = samples[index % samples.length];
  if (!sample) throw new Error('There is no chapter to begin with');
  const [opening = '', ...passages] = sample.text.split(/^(?=## )/m);
  const turned = passages.length === 0 ? 0 : index % passages.length;
  const text = [opening, ...passages.slice(turned), ...passages.slice(0, turned)]
    .join('\n')
    .replace(/^title: .*$/m, `title: Generated chapter ${index}`)
    .replaceAll(PARAGRAPH, (paragraph) => `${paragraph} This is word${index} of it.`);
  return { name: `${sample.name.slice(0, 2)}-generated-${index}.mdx`, text };
}
