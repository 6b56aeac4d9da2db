/** As long as one reads that it could not be loaded. */
const SAID_MS = 8_000;

/** `<search-button>` around a button: opens the search, also by `/` and Ctrl+K (⌘K) where nobody is typing. */
class SearchButton extends HTMLElement {
  #ended = new AbortController();

  connectedCallback(): void {
    this.#ended = new AbortController();
    const { signal } = this.#ended;
    this.addEventListener('click', () => void this.#open(), { signal });
    document.addEventListener(
      'keydown',
      (event) => {
        if (event.defaultPrevented || !isShortcut(event) || isTyping(event.target)) return;
        event.preventDefault();
        void this.#open();
      },
      { signal },
    );
  }

  disconnectedCallback(): void {
    this.#ended.abort();
  }

  async #open(): Promise<void> {
    const { locale, notLoaded = '' } = this.dataset;
    try {
      const search = await import('./open-search.ts');
      search.openSearch(locale, this.querySelector('button'));
      this.#say('');
    } catch {
      this.#say(notLoaded);
      setTimeout(() => this.#say(''), SAID_MS);
    }
  }

  #say(words: string): void {
    const status = this.querySelector('p');
    if (status) status.textContent = words;
  }
}

function isShortcut({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  if (altKey) return false;
  return ctrlKey !== metaKey ? key.toLowerCase() === 'k' && !shiftKey : key === '/' && !ctrlKey;
}

/** An editor or a terminal has keys of its own. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input, textarea, select, [role=textbox], dialog[open]') !== null)
  );
}

customElements.define('search-button', SearchButton);
