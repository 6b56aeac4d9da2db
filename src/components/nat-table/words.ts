import { formatTransportAddress } from '#src/protocol/bytes/address.ts';
import type { natTable } from '#src/i18n/messages/nat-table.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { INSIDE, type Settings, type Step } from './model.ts';

type Words = (typeof natTable)[Locale];

/** What happened in words, and where RFC 4787 says that it had to. */
export interface Told {
  /** Who sent to whom; nothing of time that passed. */
  readonly sent: string;
  readonly sentence: string;
  /** A section of RFC 4787. */
  readonly section: '4.1' | '4.3' | '5';
}

const endpoint = ({ address, port }: { readonly address: string; readonly port?: number }): string =>
  port === undefined ? address : formatTransportAddress({ address, port });

/** Tells a step. */
export function tell(step: Step, { filtering }: Settings, words: Words): Told {
  const { said } = words;
  switch (step.kind) {
    case 'wait': {
      const ended = step.ended.map(({ outside }) => endpoint(outside)).join(words.comma);
      const sentence = ended === '' ? said.noneEnded : said.ended(ended);
      return { sent: words.packets.passed(step.ms / 60_000), sentence, section: '4.3' };
    }
    case 'out': {
      const { madeFor } = step.mapping;
      const sent = said.sent(step.to, endpoint(INSIDE), endpoint(step.after.source));
      if (step.change === 'made')
        return {
          sent,
          sentence: madeFor ? said.madeFor(endpoint(madeFor)) : said.madeForAll,
          section: '4.1',
        };
      return step.change === 'opened'
        ? { sent, sentence: said.opened, section: '5' }
        : { sent, sentence: said.refreshed, section: '4.3' };
    }
    case 'in': {
      const timer = step.isRefreshed ? said.timerAnew : said.timerGoesOn;
      const space = words.comma === ', ' ? ' ' : '';
      return { ...received(step, words), sentence: said.letIn[filtering] + space + timer, section: '5' };
    }
    case 'dropped':
      return { ...received(step, words), ...refused(step, words) };
  }
}

function received({ from, before }: Step & { kind: 'in' | 'dropped' }, { said }: Words): { sent: string } {
  return { sent: said.received(from, endpoint(before.destination)) };
}

function refused(
  { before, why }: Step & { kind: 'dropped' },
  { said }: Words,
): Pick<Told, 'sentence' | 'section'> {
  const { source, destination } = before;
  if (why === 'filtered-by-address')
    return { sentence: said.filteredByAddress(source.address), section: '5' };
  if (why === 'filtered-by-address-and-port')
    return { sentence: said.filteredByPort(endpoint(source)), section: '5' };
  return { sentence: said.noMapping(endpoint(destination)), section: '4.3' };
}

/** `5:00` */
export function clock(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
