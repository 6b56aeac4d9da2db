import type { Messages } from '../../../messages.ts';

/** The Lab: how a scene and its trace are kept, and what is said of a link that came. */
export const keep = {
  title: 'Keep and share',
  link: 'Copy a link to this scene',
  copied: 'Copied. The scene is in the link itself: nothing was sent.',
  notCopied: 'This browser copies nothing here. Take the link from the address bar.',
  tooLong: 'This scene is too large for a link.',
  openInLab: 'Open in the Lab',
  json: 'Trace as JSON',
  pcapng: 'Packets as pcapng, for Wireshark',
  notLoaded: 'That part of the Lab could not be loaded. Are you offline?',
} satisfies Messages;
