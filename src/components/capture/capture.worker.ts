import { readMessages } from './read-messages.ts';

/** Reads a capture file off the page's thread: a file, in; what is in it, out. */
addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
  postMessage(readMessages(new Uint8Array(data)));
});
