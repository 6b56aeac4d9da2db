import type { CallOutcome, CheckContext, Json, Learner, LearnerError } from '#lessons/contract.ts';
import type { Delivered, Observed, Session, Step } from './observed.ts';
import { type Offered, type Offerer, openOfferer, ufragOf } from './offerer.ts';

/** How long an answer may take: the learner's browser only has to make a description. */
const ANSWER_MS = 4_000;
/** How long a connection in one machine may take, on a busy one. */
const CONNECT_MS = 8_000;
const LOOK_EVERY_MS = 30;

/** Longer than two sessions in which everything takes its time. */
export const DEADLINE_MS = 50_000;

/** Calls the learner's peer twice, in an order that no patient peer would choose. */
export async function observe(learner: Learner, context: CheckContext): Promise<Observed> {
  const first = await session(learner, context, async (call) => {
    const offer = await call.peer.offer();
    call.deliverCandidates('early-candidate', offer);
    await call.negotiate(offer);
  });
  // Without an answer to a first offer there can be no second one.
  const second =
    first.answers === 0
      ? undefined
      : await session(learner, context, async (call) => {
          const old = await call.peer.offer();
          await call.negotiate(old);
          const offer = await call.peer.offer();
          call.deliverCandidates('early-candidate', offer);
          await call.negotiate(offer);
          call.deliverCandidates('late-candidate', { ...old, candidates: old.candidates.slice(0, 1) });
        });
  return { first, second, observations: [...learner.observations] };
}

interface Call {
  readonly peer: Offerer;
  /** Hands the candidates over, one after the other, without waiting for what becomes of them. */
  deliverCandidates(step: Step, offered: Offered): void;
  /** Hands the offer over and takes the answer. */
  negotiate(offered: Offered): Promise<void>;
}

async function session(
  learner: Learner,
  { iceServers }: CheckContext,
  play: (call: Call) => Promise<void>,
): Promise<Session> {
  const peer = openOfferer(iceServers, learner.signal);
  const pending: { step: Step; outcome: CallOutcome | undefined }[] = [];
  const settled: Promise<unknown>[] = [];
  let [offers, answers, candidates] = [0, 0, 0];
  let refused: string | undefined;
  let error: LearnerError | undefined;
  let ufrag: string | undefined;
  let isConnected: boolean;

  const tell = async (name: string, ...args: Json[]): Promise<Json> => {
    const outcome = await learner.call(name, ...args);
    if (outcome.ok) return outcome.value;
    error ??= outcome.error;
    return null;
  };
  const deliver = (step: Step, signal: Json): void => {
    const entry: (typeof pending)[number] = { step, outcome: undefined };
    pending.push(entry);
    const call = learner.call('receive', signal).then((outcome) => (entry.outcome = outcome));
    settled.push(call.catch(() => undefined)); // the run is over: the runner says why
  };

  try {
    await tell('start');
    await play({
      peer,
      deliverCandidates: (step, offered) => {
        if (step === 'early-candidate') candidates += offered.candidates.length;
        for (const candidate of offered.candidates) deliver(step, { candidate: candidate as Json });
      },
      negotiate: async ({ description }) => {
        offers += 1;
        ufrag = ufragOf(description.sdp);
        deliver('offer', { description });
        const answer = await untilAnswered(learner, tell);
        if (answer === undefined) return;
        try {
          await peer.accept(answer);
          answers += 1;
        } catch (problem) {
          refused = problem instanceof Error ? problem.message : String(problem);
        }
      },
    });
    isConnected = answers === offers && (await peer.connects(CONNECT_MS));
    await Promise.race([Promise.all(settled), pause(500)]);
    await tell('stop');
  } finally {
    peer.close();
  }
  const delivered: Delivered[] = pending;
  return { delivered, offers, answers, refused, candidates, ufrag, isConnected, error };
}

/** Looks into the learner's outbox until an answer lies there. Everything else in it is left unread. */
async function untilAnswered(
  learner: Learner,
  tell: (name: string) => Promise<Json>,
): Promise<string | undefined> {
  const deadline = performance.now() + ANSWER_MS;
  while (performance.now() < deadline && !learner.signal.aborted) {
    const answer = answerIn(await tell('outbox'));
    if (answer !== undefined) return answer;
    await pause(LOOK_EVERY_MS);
  }
  return undefined;
}

/** The SDP of the last answer among signals of any shape. */
export function answerIn(signals: Json): string | undefined {
  if (!Array.isArray(signals)) return undefined;
  return signals
    .flatMap((signal) => {
      const description = isObject(signal) ? signal['description'] : undefined;
      if (!isObject(description) || description['type'] !== 'answer') return [];
      return typeof description['sdp'] === 'string' ? [description['sdp']] : [];
    })
    .at(-1);
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
