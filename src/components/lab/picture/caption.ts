import type { Locale } from '#src/i18n/locales.ts';
import { labPicture as messages } from '#src/i18n/messages/lab/index.ts';
import { formatTransportAddress } from '#src/protocol/bytes/address.ts';
import type { Moment } from '#src/visuals/index.ts';
import { packetTitleWords } from '../words/packet-title.ts';
import type { Acts, Translation } from './acts.ts';
import type { PacketLook } from './packet-look.ts';

/** So many packets are told one by one; of more it is told how many there are. */
const MOST_TOLD = 2;

/** The topology's present moment in words: what flies, and what has just happened at the nodes. */
export function captionOf(
  locale: Locale,
  moment: Moment,
  acts: Acts,
  lookOf: (packet: number) => PacketLook,
): string {
  const text = messages[locale];
  const { caption } = text;
  const { flying, signals } = moment;
  const sentences = [
    ...(flying.length > MOST_TOLD
      ? [caption.fly(flying.length)]
      : flying.map((one) =>
          caption.flies(packetTitleWords(lookOf(one.packet).title, locale), one.from, one.to),
        )),
    ...(signals.length > 0 ? [caption.signals(signals.length)] : []),
    ...acts.translations.slice(0, MOST_TOLD).map((translation) => translationWords(locale, translation)),
    ...acts.drops.slice(0, MOST_TOLD).map(({ node, why }) => caption.drops(node, text.drop[why])),
  ];
  const space = locale === 'en' ? ' ' : '';
  const told = sentences.length > 0 ? sentences : [caption.quiet];
  return [caption.at(moment.atMs), ...told].join(space);
}

function translationWords(locale: Locale, { node, way, before, after, isNew }: Translation): string {
  const { caption } = messages[locale];
  if (way === 'hairpin') return caption.hairpins(node, formatTransportAddress(after.destination));
  if (way === 'in')
    return caption.letsIn(
      node,
      formatTransportAddress(before.destination),
      formatTransportAddress(after.destination),
    );
  const say = isNew ? caption.maps : caption.sendsOut;
  return say(node, formatTransportAddress(before.source), formatTransportAddress(after.source));
}
