/** What has changed in what is kept. No text travels: who wants it reads it from the database. */
export type TabMessage =
  | { readonly kind: 'draft-saved'; readonly exercise: string }
  | { readonly kind: 'progress-changed' }
  | { readonly kind: 'ice-servers-changed' }
  | { readonly kind: 'all-deleted' };

const CHANNEL = 'icebreaker';

export type From = 'this-tab' | 'other-tab';
type Listener = (message: TabMessage, from: From) => void;

const listeners = new Set<Listener>();
let channel: BroadcastChannel | undefined;

function open(): BroadcastChannel | undefined {
  try {
    channel ??= new BroadcastChannel(CHANNEL);
  } catch {
    // Without channels (or where they are denied) the revision of each save still keeps both texts.
  }
  return channel;
}

/** Tells every listener of this tab and of the others. */
export function announce(message: TabMessage): void {
  open()?.postMessage(message);
  for (const listener of listeners) listener(message, 'this-tab');
}

/** Hears what this tab and others say, until the answered function is called. */
export function listenToTabs(listener: Listener): () => void {
  const handle = (event: MessageEvent<TabMessage>): void => {
    listener(event.data, 'other-tab');
  };
  listeners.add(listener);
  open()?.addEventListener('message', handle);
  return () => {
    listeners.delete(listener);
    channel?.removeEventListener('message', handle);
  };
}
