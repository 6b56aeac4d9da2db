import type { Locale } from '#src/i18n/locales.ts';
import { inspectorFields as messages } from '#src/i18n/messages/inspector-fields.ts';
import {
  METHOD,
  PASSWORD_ALGORITHM,
  type StunAttribute,
  attributeName,
  errorReason,
  findAttribute,
  securityFeatures,
  splitPriority,
  utf8DecodeLoosely,
} from '#src/protocol/index.ts';
import { isChannelNumber } from '#src/protocol/turn/channel-data.ts';
import type { Explanation } from './explain.ts';
import { asciiOf, hexNumber } from './format.ts';
import type { Field, FieldGroup, Inspection } from './model.ts';
import { numberAt } from './number-at.ts';

/** How much of a text or of data is shown. */
const MOST_LETTERS = 96;

/** Puts a field of an attribute's value, of ChannelData, or one that belongs to nothing into words. */
export function explainValue(
  field: Field,
  group: FieldGroup,
  inspection: Inspection,
  locale: Locale,
): Explanation {
  const words = messages[locale];
  const { bytes } = inspection;
  const { start, end } = field;
  const number = numberAt(bytes, start, end);
  const reading = group.attribute?.reading;
  switch (field.name) {
    case 'reserved':
      return say(words.bytes(end - start), words.reserved);
    case 'family':
      return say(familyName(number), familyName(number) === '?' ? words.familyUnknown : words.family);
    case 'port':
      return say(`${number}`, words.port);
    case 'address':
      return say(addressOf(reading)?.address ?? '', words.address);
    case 'xorPort':
      return say(`${addressOf(reading)?.port ?? ''}`, words.xorPort);
    case 'xorAddress':
      return say(
        addressOf(reading)?.address ?? '',
        end - start === 4 ? words.xorAddress4 : words.xorAddress6,
        words.xorWhy,
      );
    case 'text':
      return say(quoted(bytes, field), words.text(end - start), ...ofText(reading, inspection, locale));
    case 'reason':
      return say(quoted(bytes, field), words.reason);
    case 'errorClass':
      return say(`${number & 7}`, words.errorClass);
    case 'errorNumber':
      return say(`${number}`, words.errorNumber, ofErrorCode(reading, locale));
    case 'unknownType':
      return say(nameOrCode(number), words.unknownType);
    case 'algorithm':
      return say(hexNumber(number, 4), ofAlgorithm(number, locale));
    case 'parametersLength':
      return say(words.bytes(number), words.parametersLength);
    case 'parameters':
      return say(words.bytes(end - start), words.parameters);
    case 'priority': {
      const { typePreference, localPreference, component } = splitPriority(number);
      return say(`${number}`, words.priority(typePreference, localPreference, component));
    }
    case 'tiebreaker':
      return say(tiebreakerOf(reading), words.tiebreaker);
    case 'lifetime':
      return say(words.seconds(number), ...ofLifetime(number, inspection, locale));
    case 'channelNumber':
      return say(
        hexNumber(number, 4),
        isChannelNumber(number) ? words.channelNumber : words.channelNumberWrong,
      );
    case 'protocol':
      return say(`${number}`, words.protocol[number === 17 ? 'udp' : number === 6 ? 'tcp' : 'other']);
    case 'evenPort':
      return say(number & 0x80 ? '1' : '0', words.evenPort[number & 0x80 ? 'on' : 'off']);
    case 'token':
      return say(words.bytes(end - start), words.token);
    case 'userhash':
      return say('SHA-256', words.userhash);
    case 'icmpType':
    case 'icmpCode':
      return say(`${number}`, words.icmp);
    case 'icmpData':
      return say(`${number}`, words.icmpData);
    case 'changeFlags':
      return say(`0b${(number & 7).toString(2).padStart(3, '0')}`, ofChange(reading, locale));
    case 'freeForm':
      return say(words.bytes(end - start), words.freeForm);
    case 'hmac':
      return reading?.type === 'MESSAGE-INTEGRITY'
        ? say('HMAC-SHA1', words.hmac.sha1, words.hmac.covers)
        : say('HMAC-SHA256', words.hmac.sha256(end - start), words.hmac.covers);
    case 'fingerprint':
      return say(hexNumber(number, 8), words.fingerprint);
    case 'data':
      return say(
        words.bytes(end - start),
        group.name === 'channelData' ? words.channelData : words.data,
        inAscii(bytes, field, locale),
      );
    case 'unknownValue':
      return say(words.bytes(end - start), words.unknownValue, inAscii(bytes, field, locale));
    case 'wrongValue':
      return say(
        words.bytes(end - start),
        words.wrongValue(reading?.type === 'malformed' ? reading.reason : ''),
      );
    case 'cutValue':
      return say(
        words.bytes(end - start),
        words.cutValue(end - start, group.attribute?.length ?? 0),
        inAscii(bytes, field, locale),
      );
    case 'channel':
      return say(hexNumber(number, 4), words.channel);
    case 'dataLength':
      return say(words.bytes(number), words.dataLength);
    default:
      return say(words.bytes(end - start), words.rest, inAscii(bytes, field, locale));
  }
}

function say(value: string, ...sentences: readonly string[]): Explanation {
  return { value, sentences: sentences.filter((sentence) => sentence !== '') };
}

function familyName(code: number): string {
  return code === 1 ? 'IPv4' : code === 2 ? 'IPv6' : '?';
}

type Reading = NonNullable<FieldGroup['attribute']>['reading'];

function addressOf(reading: Reading) {
  return reading && 'address' in reading ? reading.address : undefined;
}

function tiebreakerOf(reading: Reading): string {
  return reading && 'tiebreaker' in reading ? `${reading.tiebreaker}` : '';
}

function quoted(bytes: Uint8Array, { start, end }: Field): string {
  const text = utf8DecodeLoosely(bytes, start, end);
  const letters = [...text];
  return `“${letters.length > MOST_LETTERS ? `${letters.slice(0, MOST_LETTERS).join('')}…` : text}”`;
}

function inAscii(bytes: Uint8Array, { start, end }: Field, locale: Locale): string {
  return messages[locale].ascii(asciiOf(bytes.subarray(start, end), MOST_LETTERS));
}

function nameOrCode(code: number): string {
  const name = attributeName(code);
  return name ? `${hexNumber(code, 4)} (${name})` : hexNumber(code, 4);
}

function ofAlgorithm(number: number, locale: Locale): string {
  const words = messages[locale].algorithm;
  if (number === PASSWORD_ALGORITHM.MD5) return words.md5;
  return number === PASSWORD_ALGORITHM['SHA-256'] ? words.sha256 : words.other;
}

function ofChange(reading: Reading, locale: Locale): string {
  const words = messages[locale].changeFlags;
  if (reading?.type !== 'CHANGE-REQUEST') return '';
  const { changeAddress, changePort } = reading;
  if (changeAddress) return changePort ? words.both : words.address;
  return changePort ? words.port : words.none;
}

function ofErrorCode(reading: Reading, locale: Locale): string {
  const words = messages[locale];
  if (reading?.type !== 'ERROR-CODE' && reading?.type !== 'ADDRESS-ERROR-CODE') return '';
  const reason = errorReason(reading.code);
  return reason === undefined ? words.errorCodeUnknown(reading.code) : words.errorCode(reading.code, reason);
}

function ofLifetime(seconds: number, { header }: Inspection, locale: Locale): string[] {
  const words = messages[locale];
  if (seconds === 0 && header?.method === METHOD.Refresh) return [words.lifetimeZero];
  return [words.lifetime((seconds / 60).toLocaleString(locale, { maximumFractionDigits: 1 }))];
}

function ofText(reading: Reading, { decoded }: Inspection, locale: Locale): string[] {
  const words = messages[locale];
  if (reading?.type === 'NONCE') return [words.nonceCookie[featuresIn(reading)]];
  const isCheck = decoded?.method === METHOD.Binding && !findAttribute(decoded, 'REALM');
  if (reading?.type !== 'USERNAME' || !isCheck) return [];
  const [receiver, sender, ...more] = reading.username.split(':');
  return receiver && sender && more.length === 0 ? [words.usernameOfCheck(receiver, sender)] : [];
}

function featuresIn({ nonce }: Extract<StunAttribute, { type: 'NONCE' }>) {
  const features = securityFeatures(nonce);
  if (!features) return 'absent';
  const { passwordAlgorithms, usernameAnonymity } = features;
  if (passwordAlgorithms) return usernameAnonymity ? 'both' : 'algorithms';
  return usernameAnonymity ? 'anonymity' : 'none';
}
