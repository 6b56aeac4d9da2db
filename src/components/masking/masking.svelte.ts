import { masking } from '#src/storage/preferences.ts';
import { createSubscriber } from 'svelte/reactivity';
import { maskAddress, maskText } from './mask.ts';

const subscribe = createSubscriber((update) => masking.subscribe(update));

/**
 * Whether addresses are masked, for components: reading it in a template follows the switch on
 * this page and in other tabs. What goes through `address` and `text` never reaches the DOM bare.
 */
export const mask = {
  get on(): boolean {
    subscribe();
    return masking.get();
  },
  address(address: string): string {
    return this.on ? maskAddress(address) : address;
  },
  text(text: string): string {
    return this.on ? maskText(text) : text;
  },
};
