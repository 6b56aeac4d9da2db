import type { Locale } from '#src/i18n/locales.ts';
import { inspector as messages } from '#src/i18n/messages/inspector.ts';
import { messageTitle } from './explain.ts';
import type { Inspection } from './model.ts';
import type { Verdicts } from './verify.ts';

/** What the bytes are, in a line: kind, size, how many things are wrong, and what became of the proofs. */
export function statusWords(inspection: Inspection, verdicts: Verdicts, locale: Locale): string {
  const { status } = messages[locale];
  if (inspection.bytes.length === 0) return status.empty;
  const { length } = inspection.faults;
  return [
    whatItIs(inspection, locale),
    ...(length > 0 ? [status.faults(length)] : []),
    ...ofProofs(verdicts, locale),
  ].join(locale === 'en' ? ' ' : '');
}

function whatItIs({ bytes, protocol, header, groups }: Inspection, locale: Locale): string {
  const { status } = messages[locale];
  if (protocol === 'channel-data') {
    const data = groups[0]?.fields.find(({ name }) => name === 'data');
    return status.channelData(bytes.length, data ? data.end - data.start : 0);
  }
  if (protocol === 'none' || !header) return status.none(bytes.length);
  const attributes = groups.filter(({ name }) => name === 'attribute').length;
  return status.stun(messageTitle(header, locale), bytes.length, attributes);
}

function ofProofs(verdicts: Verdicts, locale: Locale): string[] {
  const { status, checks } = messages[locale];
  return (['integrity', 'integritySha256', 'fingerprint'] as const).flatMap((name) => {
    const verdict = verdicts[name];
    return verdict === 'valid' || verdict === 'invalid' ? [status[verdict](checks[name])] : [];
  });
}
