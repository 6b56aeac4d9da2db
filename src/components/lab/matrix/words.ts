import type { Locale } from '#src/i18n/locales.ts';
import { labMatrix as messages } from '#src/i18n/messages/lab-matrix.ts';
import type { EndpointDependence } from '#src/protocol/index.ts';
import type { Cell } from './cell.ts';
import { BEHAVIOURS, type CellKind } from './rule.ts';

const SHORT: Record<EndpointDependence, string> = {
  EndpointIndependent: 'EI',
  AddressDependent: 'AD',
  AddressAndPortDependent: 'APD',
};

/** A kind's name as it stands in the head of a column: two short lines. */
export function shortName(locale: Locale, kind: CellKind): readonly string[] {
  if (kind === 'cgnat' || kind === 'udp-blocked') return [messages[locale].short[kind]];
  const behaviour = BEHAVIOURS[kind];
  return behaviour ? [`${SHORT[behaviour.mapping]}M`, `${SHORT[behaviour.filtering]}F`] : [];
}

/** In full: `endpoint-independent mapping, address-dependent filtering`. */
export function longName(locale: Locale, kind: CellKind): string {
  const text = messages[locale];
  if (kind === 'cgnat' || kind === 'udp-blocked') return text[kind];
  const behaviour = BEHAVIOURS[kind];
  return behaviour ? text.both(text.mapping[behaviour.mapping], text.filtering[behaviour.filtering]) : '';
}

/** What a cell says: `direct, srflx → prflx`. */
export function cellWords(locale: Locale, cell: Cell | undefined): string {
  const text = messages[locale];
  if (!cell) return text.notComputed;
  const { outcome, types } = cell;
  return text.cell(text.outcome[outcome], types ? text.types(types.local, types.remote) : '');
}
