import { theme, THEMES } from '#src/storage/preferences.ts';

/**
 * `<theme-switch>` around radio buttons named by the themes: shows the theme in use and changes it.
 * Several may stand on a page, and another tab may change the theme: all of them follow.
 */
class ThemeSwitch extends HTMLElement {
  #unsubscribe: (() => void) | undefined;

  connectedCallback(): void {
    this.#check(theme.get());
    this.#unsubscribe = theme.subscribe((value) => this.#check(value));
    this.addEventListener('change', (event) => {
      const chosen = event.target instanceof HTMLInputElement ? event.target.value : undefined;
      const value = THEMES.find((one) => one === chosen);
      if (value !== undefined) theme.set(value);
    });
  }

  disconnectedCallback(): void {
    this.#unsubscribe?.();
  }

  #check(value: string): void {
    const radio = this.querySelector<HTMLInputElement>(`input[value="${value}"]`);
    if (radio) radio.checked = true;
  }
}

customElements.define('theme-switch', ThemeSwitch);
