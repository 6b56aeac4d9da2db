import type { Locale } from '#src/i18n/locales.ts';

/** An exercise as its island gets it: one edition, with nothing that would give the solution away. */
export interface ExerciseView {
  readonly id: string;
  readonly locale: Locale;
  readonly order: number;
  readonly title: string;
  readonly summary: string;
  readonly entry: string;
  readonly start: Readonly<Record<string, string>>;
  readonly startHash: string;
  /** Files of `start` that are given: shown and run, but never changed, and no part of a draft. */
  readonly readOnly: readonly string[];
  readonly needs: readonly string[];
  readonly checks: readonly { readonly id: string; readonly title: string }[];
  /** Hints as HTML, made from the author's Markdown at build time. */
  readonly hints: readonly { readonly id: string; readonly html: string }[];
}
