import { isLocale } from '#src/i18n/locales.ts';
import { map } from '#src/i18n/messages/map.ts';
import { loadProgress } from '#src/storage/progress.ts';
import { listenToTabs } from '#src/storage/tabs.ts';

/**
 * `<course-progress data-locale="…">` around the map: says for each chapter with `data-exercises="id id"` how many of
 * them passed, in its `.exercises`, and of all together in `.overall`; and keeps up with other tabs. Where nothing can be
 * read, `.unreadable` says so.
 */
class CourseProgress extends HTMLElement {
  #stopListening: (() => void) | undefined;

  connectedCallback(): void {
    void this.#show();
    addEventListener('pageshow', this.#onReturn);
    this.#stopListening = listenToTabs(({ kind }) => {
      if (kind === 'progress-changed' || kind === 'all-deleted') void this.#show();
    });
  }

  disconnectedCallback(): void {
    removeEventListener('pageshow', this.#onReturn);
    this.#stopListening?.();
  }

  readonly #onReturn = (event: PageTransitionEvent): void => {
    if (event.persisted) void this.#show();
  };

  async #show(): Promise<void> {
    const { locale } = this.dataset;
    if (!isLocale(locale)) return;
    const progress = await loadProgress();
    this.querySelector('.unreadable')?.toggleAttribute('hidden', progress.ok);
    if (!progress.ok) return;
    const passed = new Set(progress.value.map(({ exercise }) => exercise));
    const t = map[locale];
    let passedOfAll = 0;
    let all = 0;
    for (const chapter of this.querySelectorAll<HTMLElement>('[data-exercises]')) {
      const exercises = chapter.dataset.exercises?.split(' ') ?? [];
      const done = exercises.filter((id) => passed.has(id)).length;
      const line = chapter.querySelector('.exercises');
      passedOfAll += done;
      all += exercises.length;
      if (line) {
        line.textContent = done ? t.exercisesPassed(done, exercises.length) : t.exercises(exercises.length);
      }
      chapter.toggleAttribute('data-complete', done === exercises.length);
    }
    const overall = this.querySelector<HTMLElement>('.overall');
    if (!overall) return;
    overall.hidden = passedOfAll === 0;
    overall.textContent = passedOfAll === 0 ? '' : t.overall(passedOfAll, all);
  }
}

customElements.define('course-progress', CourseProgress);
