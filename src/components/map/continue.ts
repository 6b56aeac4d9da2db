import { isLocale } from '#src/i18n/locales.ts';
import { map } from '#src/i18n/messages/map.ts';
import { readingPlace } from '#src/storage/preferences.ts';
import { readPlace } from './reading-place.ts';

/**
 * `<continue-reading data-locale="…">` on the page of the map: a link to where the reader was last. It finds the chapter
 * in the map by its id, `[id="<slug>"] a`. A place of the other edition leads to the beginning of the same chapter.
 */
class ContinueReading extends HTMLElement {
  #stop: (() => void) | undefined;

  connectedCallback(): void {
    this.#show(readingPlace.get());
    this.#stop = readingPlace.subscribe((kept) => this.#show(kept));
    addEventListener('pageshow', this.#onReturn);
  }

  disconnectedCallback(): void {
    this.#stop?.();
    removeEventListener('pageshow', this.#onReturn);
  }

  readonly #onReturn = (event: PageTransitionEvent): void => {
    if (event.persisted) this.#show(readingPlace.get());
  };

  #show(kept: string): void {
    const { locale } = this.dataset;
    const place = readPlace(kept);
    const chapter = place && document.getElementById(place.slug)?.querySelector('a');
    if (!place || !chapter || !isLocale(locale)) {
      this.replaceChildren();
      return;
    }
    const isHere = place.locale === locale;
    const link = document.createElement('a');
    link.className = 'button primary';
    link.href = chapter.pathname + (isHere ? place.hash : '');
    link.textContent = map[locale].continue(chapter.text.trim(), isHere ? place.section : '');
    const line = document.createElement('p');
    line.append(link);
    this.replaceChildren(line);
  }
}

customElements.define('continue-reading', ContinueReading);
