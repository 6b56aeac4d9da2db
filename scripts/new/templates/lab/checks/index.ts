import { COMPUTER } from '#lessons/behind-nats.ts';
import { defineLabChecks, text } from '#lessons/contract.ts';
import { endOf, firstWrong, wrongEnd, type ProgramEnd, type Wrong } from '#lessons/lab-verdicts.ts';
import { utf8Decode } from '#src/protocol/index.ts';
import type { Trace } from '#src/simulator/index.ts';
import { DESK, makeScene } from './scene.ts';

const PATIENCE_MS = 5_000;

interface Observed {
  /** What was sent to the desk, each as a text; these networks lose nothing. */
  readonly heard: readonly string[];
  readonly end: ProgramEnd;
}

export default defineLabChecks<Observed>({
  deadlineMs: PATIENCE_MS + 7_000,
  host: COMPUTER,
  scene: makeScene,
  observe: async (learner, { lab }) => {
    const end = await endOf(learner, PATIENCE_MS);
    return { heard: wordsTo(DESK, lab.trace()), end };
  },
  checks: {
    'says-hello': ({ heard }) => firstWrong([heard], missesHello),
    'comes-to-its-end': ({ end }) => firstWrong([end], wrongEnd('close-it')),
  },
});

function wordsTo(address: string, { packets }: Trace): string[] {
  return packets
    .filter(({ sender, destination }) => sender === COMPUTER && destination.address === address)
    .map(({ bytes }) => utf8Decode(bytes) ?? '');
}

function missesHello(heard: readonly string[]): Wrong | undefined {
  if (heard.includes('hello')) return undefined;
  const [first] = heard;
  const said = first?.slice(0, 40);
  return {
    expected: text('hello', 'hello'),
    seen: said === undefined ? text('the desk heard nothing', '服务台什么也没收到') : text(said, said),
    hint: 'send-it',
  };
}
