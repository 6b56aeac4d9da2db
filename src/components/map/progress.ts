import { PROGRESS_MARKS } from '#src/components/progress/marks.ts';
import { isLocale, type Locale } from '#src/i18n/locales.ts';
import { map } from '#src/i18n/messages/map.ts';
import { loadProgress, type ProgressState } from '#src/storage/progress.ts';
import { listenToTabs } from '#src/storage/tabs.ts';

const STATES: readonly ProgressState[] = ['solved', 'solved-with-help', 'tried'];

/**
 * `<course-progress data-locale="…">` around the map: says for each chapter with `data-exercises="id id"` how many of
 * them passed, in its `.exercises`, how many of them stand where, in its `.states`, and of all together in `.overall`;
 * and keeps up with other tabs. Where nothing can be read, `.unreadable` says so.
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
    const stateOf = new Map(progress.value.map(({ exercise, state }) => [exercise, state]));
    const t = map[locale];
    let passedOfAll = 0;
    let all = 0;
    for (const chapter of this.querySelectorAll<HTMLElement>('[data-exercises]')) {
      const exercises = chapter.dataset.exercises?.split(' ') ?? [];
      const states = exercises.flatMap((id) => stateOf.get(id) ?? []);
      const done = states.filter((state) => state !== 'tried').length;
      const line = chapter.querySelector('.exercises');
      passedOfAll += done;
      all += exercises.length;
      if (line) {
        line.textContent = done ? t.exercisesPassed(done, exercises.length) : t.exercises(exercises.length);
      }
      chapter.querySelector('.states')?.replaceChildren(...statesInWords(states, locale));
      chapter.toggleAttribute('data-complete', done === exercises.length);
    }
    const overall = this.querySelector<HTMLElement>('.overall');
    if (!overall) return;
    overall.hidden = passedOfAll === 0;
    overall.textContent = passedOfAll === 0 ? '' : t.overall(passedOfAll, all);
  }
}

/** `✓ 2 solved`, `○ 1 tried`: an element for each state that there is. */
function statesInWords(states: readonly ProgressState[], locale: Locale): HTMLElement[] {
  return STATES.flatMap((wanted) => {
    const count = states.filter((state) => state === wanted).length;
    if (count === 0) return [];
    const [item, mark] = [document.createElement('span'), document.createElement('span')];
    item.dataset.progress = wanted;
    mark.ariaHidden = 'true';
    mark.textContent = PROGRESS_MARKS[wanted];
    item.append(mark, ` ${map[locale].states[wanted](count)}`);
    return [item];
  });
}

customElements.define('course-progress', CourseProgress);
