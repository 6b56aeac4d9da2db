import type { Locale } from '#src/i18n/locales.ts';
import { candidate as messages } from '#src/i18n/messages/candidate.ts';
import type { CandidateError, CandidateFieldName, IceSdpError } from '#src/protocol/index.ts';

/** Says what is wrong with a candidate line, and what should stand at the place. */
export function errorWords({ kind, field, text }: CandidateError, locale: Locale): string {
  const words = messages[locale].errors;
  const name = fieldName(field, locale);
  if (kind === 'empty') return words.empty;
  const expected = words.expectedIn[field];
  if (kind === 'missing-field') return words.missing(name, expected);
  if (kind === 'misplaced') return words.misplaced(text);
  return text === '' ? words.blank(name, expected) : words[kind](text, name, expected);
}

/** Says what is wrong with an attribute of an SDP other than `candidate`. */
export function sdpErrorWords(error: Exclude<IceSdpError, { kind: 'candidate' }>, locale: Locale): string {
  const words = messages[locale].sdpErrors;
  switch (error.kind) {
    case 'wrong-value':
      return words.wrongValue(error.attribute, error.text);
    case 'wrong-level':
      return error.level === 'session'
        ? words.onlyInMedia(error.attribute)
        : words.onlyInSession(error.attribute);
    case 'missing-credentials':
      return words.missingCredentials(error.attribute);
  }
}

function fieldName(field: CandidateFieldName, locale: Locale): string {
  const { names, keywords } = messages[locale];
  switch (field) {
    case 'typ':
    case 'raddr':
    case 'rport':
      return keywords[field];
    case 'extensionName':
    case 'extensionValue':
      return names.extension;
    default:
      return names[field];
  }
}
