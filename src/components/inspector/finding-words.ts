import type { Locale } from '#src/i18n/locales.ts';
import { inspector as messages } from '#src/i18n/messages/inspector.ts';
import type { StunClass, StunDecodeError } from '#src/protocol/index.ts';
import { attributeTitle } from './explain.ts';
import { hexNumber } from './format.ts';
import type { Finding, Inspection } from './model.ts';
import type { HexProblem } from './read-hex.ts';

/** Says what is wrong with a message, or odd about it. */
export function findingWords(finding: Finding, inspection: Inspection, locale: Locale): string {
  const words = messages[locale].findings;
  switch (finding.kind) {
    case 'stun-error':
      return errorWords(finding.error, locale);
    case 'other-protocol':
      return protocolWords(finding.firstByte, locale);
    case 'message-behind':
      return words.messageBehind(finding.start);
    case 'second-message':
      return words.secondMessage;
    case 'message-inside':
      return words.messageInside;
    case 'channel-too-short':
      return words.channelTooShort(finding.length);
    case 'reserved-channel':
      return words.reservedChannel(hexNumber(finding.channel, 4));
    case 'channel-data-cut':
      return words.channelCut(finding.declared, finding.available);
    case 'unknown-required':
      return words.unknownRequired[receiverOf(inspection.header?.class)](hexNumber(finding.code, 4));
    case 'padding-not-zero':
      return words.paddingNotZero;
    case 'after-integrity':
      return words.afterIntegrity(attributeTitle(finding.code, locale));
  }
}

function receiverOf(messageClass: StunClass | undefined): 'request' | 'indication' | 'response' {
  return messageClass === 'success' || messageClass === 'error' ? 'response' : (messageClass ?? 'request');
}

function errorWords(error: StunDecodeError, locale: Locale): string {
  const words = messages[locale].findings;
  switch (error.kind) {
    case 'too-short':
      return words.tooShort(error.length);
    case 'not-stun':
      return words.notStun((error.firstByte >> 6).toString(2).padStart(2, '0'));
    case 'wrong-cookie':
      return words.wrongCookie(hexNumber(error.cookie, 8));
    case 'wrong-length':
      return words.wrongLength(error.declared, error.actual);
    case 'attribute-too-long':
      return words.attributeTooLong(attributeTitle(error.code, locale), error.declared, error.available);
    case 'malformed-attribute':
      return words.malformed(attributeTitle(error.code, locale), error.reason);
    case 'fingerprint-not-last':
      return words.fingerprintNotLast;
  }
}

/** RFC 8656 §12, Table 3. */
function protocolWords(firstByte: number, locale: Locale): string {
  const { protocols } = messages[locale].findings;
  if (firstByte >= 16 && firstByte <= 19) return protocols.zrtp;
  if (firstByte >= 20 && firstByte <= 63) return protocols.dtls;
  if (firstByte >= 128 && firstByte <= 191) return protocols.rtp;
  return protocols.none(firstByte);
}

/** Says why a text can't be read as bytes to its end. */
export function hexProblemWords(problem: HexProblem, locale: Locale): string {
  const words = messages[locale].findings;
  switch (problem.kind) {
    case 'not-hex':
      return problem.text === '' ? words.notHexEnd : words.notHex(problem.text);
    case 'odd-digits':
      return words.oddDigits(problem.text);
    case 'dump-gap':
      return words.dumpGap(problem.expected, problem.found);
    case 'second-packet':
      return words.secondPacket;
    case 'too-many':
      return words.tooMany(problem.limit);
  }
}

/** Line and column of a place in a text, both counted from 1. */
export function lineAndColumn(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: at - lineStart + 1 };
}
