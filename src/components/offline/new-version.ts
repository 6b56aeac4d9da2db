import { keepOffline } from './keep-offline.ts';

/** What the reader came for loads first. */
const REST_MS = 2_000;

/** `<new-version>` around words and two buttons, which show when there is a new version. */
class NewVersion extends HTMLElement {
  connectedCallback(): void {
    if (document.readyState === 'complete') this.#rest();
    else addEventListener('load', () => this.#rest(), { once: true });
  }

  #rest(): void {
    setTimeout(
      () => void keepOffline(this.dataset['locale'] ?? '', (takeIt) => this.#offer(takeIt)),
      REST_MS,
    );
  }

  #offer(takeIt: () => void): void {
    const words = this.querySelector('p');
    if (!words?.hidden) return;
    words.hidden = false;
    words.addEventListener('click', ({ target }) => {
      if (!(target instanceof HTMLButtonElement)) return;
      words.hidden = true;
      if (target.value === 'use') takeIt();
    });
  }
}

customElements.define('new-version', NewVersion);
