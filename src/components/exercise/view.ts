import type { Locale } from '#src/i18n/locales.ts';

/** An exercise as its island gets it: one edition, with nothing that would give the solution away. */
export interface ExerciseView {
  readonly id: string;
  readonly locale: Locale;
  readonly order: number;
  readonly title: string;
  readonly summary: string;
  /** Where it runs: in the browser's frame, or as a program in the browser runner, alone or as a host of a Lab scene. */
  readonly runtime: 'browser' | 'node' | 'lab';
  /** Origin of the host of WebContainers, where this exercise can run in one and the site offers it. */
  readonly containerHost?: string;
  readonly entry: string;
  readonly start: Readonly<Record<string, string>>;
  readonly startHash: string;
  /** Files of `start` that are given: shown and run, but never changed, and no part of a draft. */
  readonly readOnly: readonly string[];
  /** What the page itself can try the learner's program with. */
  readonly tryWith?: 'two-peers';
  readonly needs: readonly string[];
  readonly checks: readonly {
    readonly id: string;
    readonly title: string;
    /** Of a Node exercise: the hint that helps when this check fails. */
    readonly hint?: string;
  }[];
  /** Hints as HTML, made from the author's Markdown at build time. */
  readonly hints: readonly { readonly id: string; readonly html: string }[];
}
