import { mount, unmount } from 'svelte';
import { DEFAULT_LOCALE, isLocale } from '#src/i18n/locales.ts';
import SearchDialog from './SearchDialog.svelte';

let isOpen = false;

/**
 * Opens the dialog, if it isn't open.
 *
 * @param opener gets the focus back
 */
export function openSearch(locale: string | undefined, opener: HTMLElement | null): void {
  if (isOpen) return;
  isOpen = true;
  const dialog = mount(SearchDialog, {
    target: document.body,
    props: {
      locale: isLocale(locale) ? locale : DEFAULT_LOCALE,
      onclose: () => {
        isOpen = false;
        void unmount(dialog);
        opener?.focus();
      },
    },
  });
}
