import type { Locale } from '#src/i18n/locales.ts';
import { twoPeers } from '#src/i18n/messages/two-peers.ts';
import { otherPeer } from '#src/live/signalling.ts';
import type { Diagnosis } from './diagnosis.ts';

/** A diagnosis as a reader sees it: what happened, why, and what was in the way. */
export interface DiagnosisWords {
  readonly what: string;
  readonly why: readonly string[];
  readonly way: string;
}

/** Puts a diagnosis into words. */
export function wordsOf(diagnosis: Diagnosis, locale: Locale): DiagnosisWords {
  const words = twoPeers[locale].diagnosis;
  switch (diagnosis.kind) {
    case 'connected': {
      const { what, why, way, prflx } = words.connected;
      const peers = diagnosis.prflxAt.map(nameOf).join(twoPeers[locale].and);
      return { what: what(Math.round(diagnosis.ms)), why: peers === '' ? [why] : [why, prflx(peers)], way };
    }
    case 'healed': {
      const { what, why, way, prflx, noPrflx } = words.healed;
      const lost = nameOf(diagnosis.lostOf);
      const knowing = nameOf(otherPeer(diagnosis.lostOf));
      return {
        what: what(Math.round(diagnosis.ms), lost, diagnosis.lost),
        why: [why(lost, knowing), diagnosis.hasPrflx ? prflx : noPrflx],
        way,
      };
    }
    case 'repaired': {
      const { what, why, whyReplaced, way } = words.repaired;
      return { what: what(Math.round(diagnosis.ms)), why: [diagnosis.replaced ? whyReplaced : why], way };
    }
    case 'answer-lost': {
      const { what, why, way } = words.answerLost;
      return { what: what(diagnosis.seconds), why: [why(diagnosis.iceOfB)], way };
    }
    case 'candidates-lost': {
      const { what, why, way } = words.candidatesLost;
      return { what: what(diagnosis.seconds), why: [why(diagnosis.ofA, diagnosis.ofB)], way };
    }
    case 'no-relay': {
      const { what, why, way, silence } = words.noRelay;
      const codes = diagnosis.codes.length === 0 ? silence : diagnosis.codes.join(', ');
      return { what: what(diagnosis.seconds, codes), why: [why], way };
    }
    default: {
      const { what, why, way } = words[SIMPLE[diagnosis.kind]];
      return { what: what(diagnosis.seconds), why: [why], way };
    }
  }
}

const SIMPLE = {
  credential: 'credential',
  'no-turn': 'noTurn',
  'no-network': 'noNetwork',
  unanswered: 'unanswered',
} as const;

const nameOf = (peer: 'a' | 'b'): string => peer.toUpperCase();
