import type { Locale } from '#src/i18n/locales.ts';
import { lab, labPicture } from '#src/i18n/messages/lab/index.ts';
import { formatTransportAddress } from '#src/protocol/bytes/address.ts';
import type { Flow, Packet } from '#src/simulator/index.ts';
import { packetTitle } from '#src/visuals/packets/title.ts';
import { packetTitleWords } from '../words/packet-title.ts';
import type { PacketEvent } from './packet-rows.ts';

/** `Binding request, USE-CANDIDATE` */
export function titleOf(locale: Locale, packet: Packet): string {
  return packetTitleWords(packetTitle(packet), locale);
}

/** What became of a packet at a node, and by which reason. */
export function happenedWords(locale: Locale, event: PacketEvent): string {
  const words = lab[locale].packets;
  switch (event.kind) {
    case 'sent':
    case 'received':
      return words[event.kind];
    case 'dropped':
      return words.dropped(labPicture[locale].drop[event.why]);
    case 'translated': {
      const { way, before, after } = event;
      const end = way === 'in' ? 'destination' : 'source';
      return words.translated[way](formatTransportAddress(before[end]), formatTransportAddress(after[end]));
    }
  }
}

/** Where a packet comes from and goes to, as its headers say after the event. */
export function flowOf(event: PacketEvent, packet: Packet): Flow {
  if (event.kind === 'translated') return event.after;
  return event.kind === 'sent' ? packet : event.flow;
}

/** `192.0.2.1:5000 → 198.51.100.2:3478` */
export function flowWords({ source, destination }: Flow): string {
  return `${formatTransportAddress(source)} → ${formatTransportAddress(destination)}`;
}
