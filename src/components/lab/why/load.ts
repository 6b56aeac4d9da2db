import type * as Answer from './Answer.svelte';

type Answers = typeof Answer;

let loading: Promise<Answers> | undefined;

/** The explanations and their words: for who asks why. @throws where they can't be loaded; the next call tries again */
export function loadAnswers(): Promise<Answers> {
  loading ??= import('./Answer.svelte').catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
