import { candidate as messages } from '#src/i18n/messages/candidate.ts';
import { describe, expect, it } from 'vitest';
import { explainPiece } from './explain.ts';
import { type PieceKind, piecesOf } from './pieces.ts';

const WORDS = messages.en;

function explain(line: string, kind: PieceKind): string[] {
  const pieces = piecesOf(line);
  const piece = pieces.find((one) => one.kind === kind);
  if (!piece) throw new Error(`no ${kind} in ${line}`);
  return explainPiece(piece, pieces, 'en');
}

const HOST = 'candidate:1 1 udp 2130706431 192.168.0.7 54321 typ host';
const SRFLX = 'candidate:2 1 udp 1694498815 203.0.113.9 54321 typ srflx raddr 192.168.0.7 rport 54321';

describe('a field in words', () => {
  it('depends on the type where the meaning does', () => {
    expect(explain(HOST, 'address')).toEqual([WORDS.address.hostPrivate]);
    expect(explain(SRFLX, 'address')).toEqual([WORDS.address.srflx]);
    expect(explain(SRFLX, 'relatedAddress')).toEqual([WORDS.relatedAddress.base]);
    expect(explain(HOST.replace('192.168.0.7', 'a1.local'), 'address')).toEqual([WORDS.address.mdns]);
  });

  it('tells a hidden related address, and Firefox’s repeated one', () => {
    const hidden = SRFLX.replace('raddr 192.168.0.7 rport 54321', 'raddr 0.0.0.0 rport 0');
    expect(explain(hidden, 'relatedAddress')).toEqual([WORDS.relatedAddress.hidden]);
    expect(explain(hidden, 'relatedPort')).toEqual([WORDS.relatedPort.hidden]);
    const relay = 'candidate:2 1 UDP 92151807 192.0.2.2 50049 typ relay raddr 192.0.2.2 rport 50049';
    expect(explain(relay, 'relatedAddress')).toEqual([WORDS.relatedAddress.same]);
  });

  it('splits the priority by the formula of RFC 8445 §5.1.2.1', () => {
    // §5.1.2.2: 126 for host; 2130706431 = 126 · 2^24 + 65535 · 2^8 + 255.
    expect(explain(HOST, 'priority')).toEqual([
      WORDS.priority,
      WORDS.typePreferenceRecommended(126),
      WORDS.localPreference(65_535),
    ]);
    // As Chromium wrote it for a relay over UDP: 50339839 = 3 · 2^24 + 31 · 2^8 + 255.
    expect(explain('candidate:2 1 udp 50339839 192.0.2.2 50104 typ relay', 'priority')).toEqual([
      WORDS.priority,
      WORDS.typePreferenceRelay(3),
      WORDS.localPreference(31),
    ]);
  });

  it('has words for what it does not know', () => {
    const odd = 'candidate:1 7 quic 99999999999 192.0.2.1 9 typ future tcptype odd constructor 1';
    expect(explain(odd, 'transport')).toEqual([WORDS.transport.other]);
    expect(explain(odd, 'type')).toEqual([WORDS.type.other]);
    expect(explain(odd, 'component')).toEqual([WORDS.component.other]);
    expect(explain(odd, 'priority')).toEqual([WORDS.priority]);
    expect(explain(odd, 'extension')).toEqual([WORDS.extensions.other]);
  });
});
