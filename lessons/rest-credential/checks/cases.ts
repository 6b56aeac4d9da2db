/** One call of the learner's function. */
export interface Case {
  readonly secret: string;
  readonly id: string;
  readonly nowMs: number;
  readonly ttlSeconds: number;
}

/** `random`: uniform in [0, 1). Every run has values of its own, so that no answer can be written in advance. */
export function makeCases(random: () => number): Case[] {
  const whole = (from: number, to: number): number => from + Math.floor(random() * (to - from));
  const word = (length: number): string =>
    Array.from({ length }, () => LETTERS[whole(0, LETTERS.length)] ?? 'x').join('');
  const secondS = whole(1_700_000_000, 1_900_000_000);
  return [
    { secret: word(24), id: word(6), nowMs: secondS * 1000, ttlSeconds: 3600 },
    // The last millisecond of a second still belongs to it.
    { secret: word(24), id: word(6), nowMs: secondS * 1000 + 999, ttlSeconds: whole(60, 86_400) },
    // An id may hold a colon, or be no ASCII; a secret may be short, or longer than a block of the hash (64 bytes).
    { secret: word(4), id: `${word(3)}:${word(3)}`, nowMs: whole(1, 2_000_000_000_000), ttlSeconds: 1 },
    { secret: `${word(8)}é密`, id: `jürgen-${word(3)}-小明`, nowMs: secondS * 1000 + 1, ttlSeconds: 300 },
    { secret: word(100), id: '', nowMs: secondS * 1000 + 500, ttlSeconds: 86_400 },
  ];
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** The username that the task asks for. */
export function usernameOf({ id, nowMs, ttlSeconds }: Case): string {
  return `${Math.floor(nowMs / 1000) + ttlSeconds}:${id}`;
}
