import type { DraftFiles } from '#src/storage/drafts.ts';
import { makeFragment } from './link.ts';

/** What came of sharing: `shown` where the browser lets nothing be copied. */
export type Shared =
  { readonly kind: 'copied' | 'shown'; readonly url: string } | { readonly kind: 'too-long' };

/** Makes a link of an exercise's files and copies it. It leads to this page, and holds the files' text only. */
export async function shareCode(exercise: string, files: DraftFiles): Promise<Shared> {
  const fragment = await makeFragment(exercise, files);
  if (!fragment.ok) return { kind: 'too-long' };
  const url = location.origin + location.pathname + fragment.value;
  try {
    await navigator.clipboard.writeText(url);
    return { kind: 'copied', url };
  } catch {
    return { kind: 'shown', url };
  }
}
