import type { TurnLimits } from './limits.ts';
import { type TokenBucket, createTokenBucket } from './token-bucket.ts';

/** What is remembered of who sends: how much each is answered before it has shown a credential, and who sends garbage. */
export interface Sources {
  /** Whether one more answer may go to this IP address without a valid credential having been shown. */
  mayAnswer(at: number, ip: string): boolean;
  /** Counts a packet that could not be read. */
  countMalformed(at: number, source: string): void;
  /** Whether this source has sent so much garbage that it isn't listened to for now. */
  isIgnored(at: number, source: string): boolean;
  readonly size: number;
}

/**
 * Answers are counted per IP address, since a forger of reflected traffic can choose any port of
 * the victim; garbage is counted per transport address, so that one broken program doesn't silence
 * the browser beside it.
 */
export function createSources(limits: TurnLimits): Sources {
  const answers = new Map<string, TokenBucket>();
  const garbage = new Map<string, { bucket: TokenBucket; ignoredUntil: number }>();

  return {
    get size() {
      return answers.size + garbage.size;
    },
    mayAnswer(at, ip) {
      const bucket = answers.get(ip) ?? createTokenBucket(limits.unauthenticatedAnswers, at);
      remember(answers, ip, bucket, limits.sources);
      return bucket.take(at, 1);
    },
    countMalformed(at, source) {
      const known = garbage.get(source);
      const entry = known ?? { bucket: createTokenBucket(limits.malformedPackets, at), ignoredUntil: at };
      remember(garbage, source, entry, limits.sources);
      if (!entry.bucket.take(at, 1)) entry.ignoredUntil = at + limits.ignoreMs;
    },
    isIgnored(at, source) {
      return at < (garbage.get(source)?.ignoredUntil ?? at);
    },
  };
}

/** Puts an entry last, and forgets the first (a Map keeps the order of insertion) beyond `capacity`. */
function remember<V>(map: Map<string, V>, key: string, value: V, capacity: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= capacity) return;
  const oldest = map.keys().next();
  if (!oldest.done) map.delete(oldest.value);
}
