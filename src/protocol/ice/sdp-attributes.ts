import { type Candidate, type CandidateError, parseCandidate } from './candidate.ts';
import { faultOf } from './candidate-grammar.ts';

/** A candidate that the controlling agent has chosen, in `a=remote-candidates`. RFC 8839 §5.2. */
export interface RemoteCandidate {
  readonly component: number;
  readonly address: string;
  readonly port: number;
}

/** Where an attribute stands in a session description: before the first `m=` line, or behind one. */
export type SdpLevel = 'session' | 'media';

/** The attributes of ICE in one section of a session description, while it is read. */
export interface IceAttributes {
  ufrag?: string;
  pwd?: string;
  options: string[];
  lite: boolean;
  pacingMs?: number;
  mid?: string;
  mismatch: boolean;
  endOfCandidates: boolean;
  candidates: Candidate[];
  remoteCandidates: RemoteCandidate[];
}

export function noIceAttributes(): IceAttributes {
  return {
    options: [],
    lite: false,
    mismatch: false,
    endOfCandidates: false,
    candidates: [],
    remoteCandidates: [],
  };
}

/** What is wrong with one attribute; who reads the lines adds the line's number. */
export type AttributeFault =
  | { readonly kind: 'candidate'; readonly error: CandidateError }
  | {
      readonly kind: 'wrong-value';
      readonly attribute: string;
      readonly text: string;
      /** In words for developers. */
      readonly expected: string;
    }
  | {
      /** The attribute may only stand at the other level. */
      readonly kind: 'wrong-level';
      readonly attribute: string;
      readonly level: SdpLevel;
    };

/** What an attribute must be. Plain data, so that a bundler can leave it out where nobody parses. */
interface AttributeRule {
  /** Where the attribute may stand; at both levels where it isn't given. */
  readonly level?: SdpLevel;
  /** Of the whole value; an attribute without a value has an empty one. */
  readonly pattern: RegExp;
  /** What a pattern can't say. */
  readonly isValid?: (value: string) => boolean;
  readonly expected: string;
  readonly take: (into: IceAttributes, value: string) => void;
}

/** RFC 8839 §5.2–§5.6; end-of-candidates RFC 8840 §8.1; mid RFC 5888 §4. `candidate` has a grammar of its own. */
const RULES: Readonly<Record<string, AttributeRule>> = {
  'ice-ufrag': {
    pattern: /^[A-Za-z0-9+/]{4,256}$/,
    expected: '4 to 256 letters, digits, + or /',
    take: (into, value) => (into.ufrag = value),
  },
  'ice-pwd': {
    pattern: /^[A-Za-z0-9+/]{22,256}$/,
    expected: '22 to 256 letters, digits, + or /',
    take: (into, value) => (into.pwd = value),
  },
  'ice-options': {
    pattern: /^[A-Za-z0-9+/]+(?: [A-Za-z0-9+/]+)*$/,
    expected: 'tags of letters, digits, + or /, with one space between',
    take: (into, value) => (into.options = into.options.concat(value.split(' '))),
  },
  'ice-pacing': {
    level: 'session',
    pattern: /^[0-9]{1,10}$/,
    expected: 'milliseconds, 1 to 10 digits',
    take: (into, value) => (into.pacingMs = Number(value)),
  },
  'ice-lite': {
    level: 'session',
    pattern: /^$/,
    expected: 'no value',
    take: (into) => (into.lite = true),
  },
  'ice-mismatch': {
    level: 'media',
    pattern: /^$/,
    expected: 'no value',
    take: (into) => (into.mismatch = true),
  },
  'end-of-candidates': {
    pattern: /^$/,
    expected: 'no value',
    take: (into) => (into.endOfCandidates = true),
  },
  'remote-candidates': {
    level: 'media',
    pattern: /^[0-9]+ \S+ [0-9]+(?: [0-9]+ \S+ [0-9]+)*$/,
    isValid: (value) => remoteCandidates(value).every(isRemoteCandidate),
    expected: 'component, address and port, again for each component',
    take: (into, value) => (into.remoteCandidates = into.remoteCandidates.concat(remoteCandidates(value))),
  },
  mid: { level: 'media', pattern: /^\S+$/, expected: 'a token', take: (into, value) => (into.mid = value) },
};

/**
 * Takes one `a=` line into the attributes of its section. Attributes that aren't ICE's are passed over.
 * @param line the whole line without its break
 */
export function readIceAttribute(
  line: string,
  level: SdpLevel,
  into: IceAttributes,
): AttributeFault | undefined {
  const [, attribute = '', value = ''] = /^a=([^:]*):?(.*)$/.exec(line) ?? [];
  if (attribute === 'candidate') return readCandidate(line, level, into);
  const rule = Object.hasOwn(RULES, attribute) ? RULES[attribute] : undefined;
  if (!rule) return undefined;
  if (rule.level && rule.level !== level) return { kind: 'wrong-level', attribute, level };
  if (!rule.pattern.test(value) || rule.isValid?.(value) === false) {
    return { kind: 'wrong-value', attribute, text: value, expected: rule.expected };
  }
  rule.take(into, value);
  return undefined;
}

function readCandidate(line: string, level: SdpLevel, into: IceAttributes): AttributeFault | undefined {
  // RFC 8839 §5.1: "The "candidate" attribute is a media-level attribute only."
  if (level === 'session') return { kind: 'wrong-level', attribute: 'candidate', level };
  const candidate = parseCandidate(line);
  if (!candidate.ok) return { kind: 'candidate', error: candidate.error };
  into.candidates.push(candidate.value);
  return undefined;
}

/** RFC 8839 §5.2: `remote-candidate = component-id SP connection-address SP port`, several with one space between. */
function remoteCandidates(value: string): RemoteCandidate[] {
  const words = value.split(' ');
  const candidates: RemoteCandidate[] = [];
  for (let i = 0; i < words.length; i += 3) {
    const [component, address = '', port] = words.slice(i, i + 3);
    candidates.push({ component: Number(component), address, port: Number(port) });
  }
  return candidates;
}

function isRemoteCandidate({ component, address, port }: RemoteCandidate): boolean {
  return !faultOf('component', `${component}`) && !faultOf('address', address) && !faultOf('port', `${port}`);
}
