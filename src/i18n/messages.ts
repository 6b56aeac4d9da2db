import type { Locale } from './locales.ts';

/** A text, or a function that makes one (for numbers and plurals). */
type Message = string | ((...args: never[]) => string);
/** The messages of one feature; they may be grouped one level deep or more. */
export interface Messages {
  readonly [key: string]: Message | Messages;
}

/** The same keys as the English messages, each with a text or with a function of the same parameters. */
export type Translation<T extends Messages> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : T[K] extends Messages
        ? Translation<T[K]>
        : never;
};

/**
 * Declares a feature's interface strings in every edition. A missing, additional or
 * misshapen translation does not compile.
 *
 * @example
 *   export const gather = defineMessages({
 *     en: { start: 'Gather', done: (ms: number) => `Done in ${ms} ms` },
 *     'zh-cn': { start: '收集', done: (ms) => `用时 ${ms} 毫秒` },
 *   });
 *   gather[locale].start
 */
export function defineMessages<T extends Messages>(messages: {
  en: T;
  'zh-cn': Translation<T>;
}): typeof messages {
  return messages;
}

/** A text in every edition, for data that carries its own words (exercises, verdicts). */
export type LocalizedText = Readonly<Record<Locale, string>>;
