import { describe, expect, it } from 'vitest';
import { takeTurns } from './turns.ts';

/** What is shown: a moment of a trace. */
interface Moment {
  readonly trace: string;
  readonly atMs: number;
}

const BEFORE: Moment = { trace: 'none', atMs: 0 };
const START: Moment = { trace: 'new', atMs: 0 };
const OUTCOME: Moment = { trace: 'new', atMs: 40 };

/** A part that waits so many pictures for a new trace, and a clock of pictures that the test turns. */
function part(turns: number) {
  const shown: Moment[] = [];
  let waiting: { left: number; then: () => void }[] = [];
  const tell = takeTurns<Moment>({
    first: BEFORE,
    turnsOf: (next, before) => (next.trace === before.trace ? 0 : turns),
    after: (left, then) => waiting.push({ left, then }),
    show: (moment) => shown.push(moment),
  });
  const picture = (): void => {
    const due = waiting.filter(({ left }) => left <= 0);
    waiting = waiting.filter(({ left }) => left > 0).map(({ left, then }) => ({ left: left - 1, then }));
    for (const { then } of due) then();
  };
  return { tell, picture, shown };
}

describe('what a part of the Lab shows in its turn', () => {
  it('is a small change in the next picture', () => {
    const { tell, picture, shown } = part(2);
    tell({ trace: 'none', atMs: 5 });
    expect(shown).toEqual([]);
    picture();
    expect(shown).toEqual([{ trace: 'none', atMs: 5 }]);
  });

  it('is a new trace after its turns, at the moment that was told last', () => {
    const { tell, picture, shown } = part(2);
    tell(START);
    tell(OUTCOME);
    picture();
    picture();
    expect(shown).toEqual([]);
    picture();
    expect(shown).toEqual([OUTCOME]);
  });

  it('is a new trace after its turns, too, where it comes while a small change is due', () => {
    const { tell, picture, shown } = part(2);
    tell({ trace: 'none', atMs: 5 });
    tell(OUTCOME);
    picture();
    picture();
    picture();
    expect(shown).toEqual([]);
    picture();
    expect(shown).toEqual([OUTCOME]);
  });

  it('is what is shown already, where a new trace is taken back before its turn', () => {
    const { tell, picture, shown } = part(1);
    tell(START);
    tell(BEFORE);
    picture();
    picture();
    expect(shown).toEqual([BEFORE]);
    tell(OUTCOME);
    picture();
    picture();
    expect(shown).toEqual([BEFORE, OUTCOME]);
  });
});
