import { type Candidate, type CandidateError, parseCandidate } from './candidate.ts';
import { faultOf, isConnectionAddress } from './candidate-grammar.ts';

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

interface AttributeRule {
  /** Where the attribute may stand; at both levels where it isn't given. */
  readonly level?: SdpLevel;
  readonly expected: string;
  /** Takes a value that is right into `into` and answers true; answers false for any other. */
  readonly read: (value: string, into: IceAttributes) => boolean;
}

/** An attribute without a value. */
function flag(level: SdpLevel | undefined, set: (into: IceAttributes) => void): AttributeRule {
  return {
    ...(level && { level }),
    expected: 'no value',
    read(value, into) {
      if (value === '') set(into);
      return value === '';
    },
  };
}

/** An attribute whose value matches a pattern as a whole. */
function matching(
  pattern: RegExp,
  expected: string,
  set: (into: IceAttributes, value: string) => void,
  level?: SdpLevel,
): AttributeRule {
  return {
    ...(level && { level }),
    expected,
    read(value, into) {
      const matches = pattern.test(value);
      if (matches) set(into, value);
      return matches;
    },
  };
}

/** The grammar of each attribute but `candidate`. RFC 8839 §5.2–§5.6; end-of-candidates RFC 8840 §8.1; mid RFC 5888 §4. */
const RULES: Readonly<Record<string, AttributeRule>> = {
  'ice-ufrag': matching(/^[A-Za-z0-9+/]{4,256}$/, '4 to 256 letters, digits, + or /', (into, value) => {
    into.ufrag = value;
  }),
  'ice-pwd': matching(/^[A-Za-z0-9+/]{22,256}$/, '22 to 256 letters, digits, + or /', (into, value) => {
    into.pwd = value;
  }),
  'ice-options': matching(
    /^[A-Za-z0-9+/]+(?: [A-Za-z0-9+/]+)*$/,
    'tags of letters, digits, + or /',
    (into, value) => {
      into.options.push(...value.split(' '));
    },
  ),
  'ice-pacing': matching(
    /^[0-9]{1,10}$/,
    'milliseconds, 1 to 10 digits',
    (into, value) => {
      into.pacingMs = Number(value);
    },
    'session',
  ),
  'ice-lite': flag('session', (into) => {
    into.lite = true;
  }),
  'ice-mismatch': flag('media', (into) => {
    into.mismatch = true;
  }),
  'end-of-candidates': flag(undefined, (into) => {
    into.endOfCandidates = true;
  }),
  'remote-candidates': {
    level: 'media',
    expected: 'component, address and port of each component',
    read(value, into) {
      const candidates = remoteCandidates(value);
      if (candidates) into.remoteCandidates.push(...candidates);
      return candidates !== undefined;
    },
  },
  mid: matching(
    /^\S+$/,
    'a token',
    (into, value) => {
      into.mid = value;
    },
    'media',
  ),
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
  if (rule.read(value, into)) return undefined;
  return { kind: 'wrong-value', attribute, text: value, expected: rule.expected };
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
function remoteCandidates(value: string): RemoteCandidate[] | undefined {
  const words = value.split(' ');
  const candidates: RemoteCandidate[] = [];
  for (let i = 0; i < words.length; i += 3) {
    const [component = '', address = '', port = ''] = words.slice(i, i + 3);
    if (faultOf('component', component) || !isConnectionAddress(address) || faultOf('port', port))
      return undefined;
    candidates.push({ component: Number(component), address, port: Number(port) });
  }
  return candidates;
}
