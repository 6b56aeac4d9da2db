import type { Locale } from '#src/i18n/locales.ts';
import { candidate as messages } from '#src/i18n/messages/candidate.ts';
import { splitPriority, TYPE_PREFERENCE } from '#src/protocol/index.ts';
import { addressScope } from './address-scope.ts';
import type { Piece, PieceKind } from './pieces.ts';

/**
 * What one piece of a candidate line means, in sentences.
 *
 * @param pieces the whole line: what an address means depends on the type
 */
export function explainPiece(piece: Piece, pieces: readonly Piece[], locale: Locale): string[] {
  const words = messages[locale];
  const valueOf = (kind: PieceKind) => pieces.find((other) => other.kind === kind)?.value ?? '';
  const type = valueOf('type').toLowerCase();
  switch (piece.kind) {
    case 'prefix':
      return [words.prefix];
    case 'foundation':
      return [words.foundation];
    case 'component':
      return [words.component[piece.value === '1' ? 'one' : piece.value === '2' ? 'two' : 'other']];
    case 'transport':
      return [pick(words.transport, piece.value.toLowerCase())];
    case 'priority':
      return [words.priority, ...explainPriority(Number(piece.value), type, locale)];
    case 'address':
      return [words.address[addressKey(piece.value, type)]];
    case 'port':
      return [words.port[valueOf('tcpType').toLowerCase() === 'active' ? 'active' : 'plain']];
    case 'type':
      return [pick(words.type, type)];
    case 'relatedAddress':
      return [words.relatedAddress[relatedKey(piece.value, type, pieces)]];
    case 'relatedPort':
      return [words.relatedPort[addressScope(valueOf('relatedAddress')) === 'hidden' ? 'hidden' : 'plain']];
    case 'tcpType':
      return [pick({ ...words.tcpType, other: words.extensions.other }, piece.value.toLowerCase())];
    case 'extension':
      return [pick(words.extensions, piece.keyword.toLowerCase())];
  }
}

function explainPriority(priority: number, type: string, locale: Locale): string[] {
  if (!isPriority(priority)) return [];
  const words = messages[locale];
  const { typePreference, localPreference } = splitPriority(priority);
  const aboutLocal = words.localPreference(localPreference);
  if (!isCandidateType(type)) return [aboutLocal];
  const recommended = TYPE_PREFERENCE[type];
  if (typePreference === recommended) return [words.typePreferenceRecommended(typePreference), aboutLocal];
  return type === 'relay'
    ? [words.typePreferenceRelay(typePreference), aboutLocal]
    : [words.typePreferenceOther(typePreference, recommended), aboutLocal];
}

/** RFC 8839 §5.1: 1 to 2^31 − 1. */
export function isPriority(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value < 2 ** 31;
}

function isCandidateType(type: string): type is keyof typeof TYPE_PREFERENCE {
  return Object.hasOwn(TYPE_PREFERENCE, type);
}

type AddressKey = keyof (typeof messages)['en']['address'];

function addressKey(address: string, type: string): AddressKey {
  const scope = addressScope(address);
  if (scope === 'mdns' || scope === 'name' || scope === 'loopback') return scope;
  if (type === 'host') return scope === 'public' ? 'hostPublic' : 'hostPrivate';
  return type === 'srflx' || type === 'prflx' || type === 'relay' ? type : 'other';
}

function relatedKey(address: string, type: string, pieces: readonly Piece[]) {
  if (addressScope(address) === 'hidden') return 'hidden';
  if (type !== 'relay') return 'base';
  const valueOf = (kind: PieceKind) => pieces.find((piece) => piece.kind === kind)?.value;
  const repeats = valueOf('address') === address && valueOf('port') === valueOf('relatedPort');
  return repeats ? 'same' : 'mapped';
}

/** The text for a key, or the one for `other`. */
function pick<T extends { readonly other: string }>(texts: T, key: string): string {
  const found = Object.entries(texts).find(([name]) => name === key && name !== 'other');
  return found ? String(found[1]) : texts.other;
}
