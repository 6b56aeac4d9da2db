import type { Locale } from '#src/i18n/locales.ts';
import { labPackets } from '#src/i18n/messages/lab/index.ts';
import type { PacketTitle } from '#src/visuals/index.ts';

/** A packet's title in words: `Binding request, USE-CANDIDATE`. */
export function packetTitleWords(title: PacketTitle, locale: Locale): string {
  const words = labPackets[locale];
  switch (title.kind) {
    case 'stun': {
      const { method, class: messageClass, code, useCandidate, carries } = title;
      const name =
        messageClass === 'error' ? words.stun.error(method, code) : words.stun[messageClass](method);
      return carrying(useCandidate ? words.nominating(name) : name, carries, locale);
    }
    case 'channel-data': {
      const channel = `0x${title.channel.toString(16)}`;
      return carrying(words.channelData(channel, title.bytes), title.carries, locale);
    }
    case 'tcp':
      return words.tcp(title.flags.join(' '));
    case 'mdns':
      return words.mdns[title.what];
    case 'text':
      return words.text(title.text);
    case 'data':
      return words.data(title.bytes);
  }
}

function carrying(outer: string, inner: PacketTitle | undefined, locale: Locale): string {
  return inner ? labPackets[locale].carrying(outer, packetTitleWords(inner, locale)) : outer;
}
