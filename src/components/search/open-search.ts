import { mount, unmount } from 'svelte';
import type { Locale } from '#src/i18n/locales.ts';
import SearchDialog from './SearchDialog.svelte';

let isOpen = false;

/**
 * Opens the dialog, if it isn't open.
 *
 * @param opener gets the focus back
 */
export function openSearch(locale: Locale, opener: HTMLElement | null): void {
  if (isOpen) return;
  isOpen = true;
  const dialog = mount(SearchDialog, {
    target: document.body,
    props: {
      locale,
      onclose: () => {
        isOpen = false;
        void unmount(dialog);
        opener?.focus();
      },
    },
  });
}
