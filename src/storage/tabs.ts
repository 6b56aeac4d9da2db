/** What the tabs of this site tell each other. No text travels: who wants it reads it from the database. */
export type TabMessage =
  | { readonly kind: 'draft-saved'; readonly exercise: string }
  | { readonly kind: 'progress-changed' }
  | { readonly kind: 'ice-servers-changed' }
  | { readonly kind: 'all-deleted' };

const CHANNEL = 'icebreaker';

let channel: BroadcastChannel | undefined;

function open(): BroadcastChannel | undefined {
  try {
    channel ??= new BroadcastChannel(CHANNEL);
  } catch {
    // Without channels (or where they are denied) the revision of each save still keeps both texts.
  }
  return channel;
}

/** Tells the other tabs; this tab does not hear itself. */
export function announce(message: TabMessage): void {
  open()?.postMessage(message);
}

/** Hears what other tabs say, until the answered function is called. */
export function listenToTabs(listener: (message: TabMessage) => void): () => void {
  const handle = (event: MessageEvent<TabMessage>): void => {
    listener(event.data);
  };
  open()?.addEventListener('message', handle);
  return () => {
    channel?.removeEventListener('message', handle);
  };
}
