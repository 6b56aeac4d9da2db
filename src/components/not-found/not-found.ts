import { localeOf } from '#src/i18n/addresses.ts';
import { HTML_LANG, isLocale, type Locale } from '#src/i18n/locales.ts';
import { nearest } from './nearest.ts';

/**
 * `<not-found data-locale="…" data-not-loaded="…">` around what the page for missing addresses says in one language:
 * shows in the language of the address which page was probably meant, from the links of its `[data-pages]`, and opens
 * the search.
 */
class NotFound extends HTMLElement {
  connectedCallback(): void {
    const { locale } = this.dataset;
    if (!isLocale(locale)) return;
    if (localeOf(location) === locale) this.#suggest();
    const button = this.querySelector('button');
    button?.addEventListener('click', () => void this.#search(locale, button));
  }

  #suggest(): void {
    const links = [...this.querySelectorAll<HTMLAnchorElement>('[data-pages] a')];
    const pages = links.map(({ pathname, text }) => ({ path: pathname, title: text.trim() }));
    const page = nearest(decodePath(location.pathname), pages);
    const line = this.querySelector<HTMLElement>('.nearest');
    const link = line?.querySelector('a');
    if (!page || !line || !link) return;
    link.href = page.path;
    link.textContent = page.title;
    line.hidden = false;
  }

  async #search(locale: Locale, button: HTMLElement): Promise<void> {
    // Pagefind takes the index of the page's language, and this page has two.
    document.documentElement.lang = HTML_LANG[locale];
    try {
      const { openSearch } = await import('#src/components/search/open-search.ts');
      openSearch(locale, button);
    } catch {
      const status = this.querySelector('[role=status]');
      if (status) status.textContent = this.dataset.notLoaded ?? '';
    }
  }
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a lone % is no escape
  }
}

customElements.define('not-found', NotFound);
