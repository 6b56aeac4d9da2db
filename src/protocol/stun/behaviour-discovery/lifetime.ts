import { type TransportAddress, isSameTransport } from '../../bytes/address.ts';
import type { StunAttribute } from '../registry.ts';
import { Transactions } from '../transactions.ts';
import { type Asked, ask, ignored, receive } from './exchange.ts';
import type {
  BindingLifetime,
  BindingLifetimeConfig,
  BindingLifetimeDiscovery,
  LifetimeAction,
  LifetimeTrial,
  LifetimeUndecided,
} from './lifetime-types.ts';
import { type WaitLimits, limitsOf, nextWaitMs } from './lifetime-search.ts';
import type { BehaviourAnswer, BehaviourRefusal } from './report.ts';
import { readResponse } from './response.ts';
import type { DiscoveryPort } from './types.ts';

type Step = 'bind' | 'probe';

const PORTS = { bind: 'X', probe: 'Y' } as const satisfies Record<Step, DiscoveryPort>;

interface State {
  readonly config: BindingLifetimeConfig;
  readonly limits: WaitLimits;
  readonly transactions: Transactions<Step>;
  readonly trials: LifetimeTrial[];
  /** T of RFC 5780 §4.6, of this trial. The first is none: it shows that RESPONSE-PORT works. */
  waitMs: number;
  /** The longest wait that the binding outlived, and the shortest that it didn't. */
  aliveMs: number;
  expiredMs: number | undefined;
  /** (Pa, Pp): the binding of X in this trial. */
  binding: TransportAddress | undefined;
  /** The end of the wait. */
  probeAt: number | undefined;
  isStarted: boolean;
  lifetime: BindingLifetime | undefined;
}

/**
 * A client for binding lifetimes: see `BindingLifetimeDiscovery`.
 *
 * @throws RangeError for a wait or a precision that is not above zero
 */
export function createBindingLifetimeDiscovery(config: BindingLifetimeConfig): BindingLifetimeDiscovery {
  const state: State = {
    config,
    limits: limitsOf(config),
    transactions: new Transactions(),
    trials: [],
    waitMs: 0,
    aliveMs: 0,
    expiredMs: undefined,
    binding: undefined,
    probeAt: undefined,
    isStarted: false,
    lifetime: undefined,
  };
  return {
    start(at) {
      if (state.isStarted) return ignored(at, { reason: 'already-started' });
      state.isStarted = true;
      return request(state, at, 'bind');
    },
    handlePacket: (at, port, from, bytes) => handlePacket(state, at, port, from, bytes),
    handleTimeout: (at) => handleTimeout(state, at),
    nextTimeoutAt: () => state.probeAt ?? state.transactions.nextAt(),
    get lifetime() {
      return state.lifetime;
    },
  };
}

function request(
  { config, transactions }: State,
  at: number,
  step: Step,
  ...attributes: readonly StunAttribute[]
): LifetimeAction[] {
  return sent(config.server, at, ask(transactions, at, config, attributes, step), 'next-trial');
}

function sent(
  to: TransportAddress,
  at: number,
  { transactionId, bytes, context: step }: Asked<Step>,
  why: 'next-trial' | 'no-answer-yet',
): LifetimeAction[] {
  const port = PORTS[step];
  return [
    { kind: 'send', port, to, bytes },
    { kind: 'trace', at, decision: 'asked', step, port, transactionId, why },
  ];
}

function handlePacket(
  state: State,
  at: number,
  port: DiscoveryPort,
  from: TransportAddress,
  bytes: Uint8Array,
): LifetimeAction[] {
  const received = receive(state.transactions, bytes);
  if (!received.ok) return ignored(at, received.error, from);
  const { message, transaction } = received.value;
  if (message.class !== 'success' && message.class !== 'error') {
    return ignored(at, { reason: 'unexpected-class', detail: message.class }, from);
  }
  if (!isSameTransport(from, state.config.server)) return ignored(at, { reason: 'unexpected-source' }, from);
  const { transactionId, context: step } = transaction;
  // The answer to a probe may come to either port: which one is the question.
  if (step === 'bind' && port !== 'X') return ignored(at, { reason: 'unexpected-port', detail: port }, from);
  state.transactions.finish(transactionId);
  const said = readResponse(from, message);
  return step === 'bind' ? bound(state, at, said) : probed(state, at, port, said);
}

/** Port X has a binding: "The client then starts a timer with a value of T seconds." */
function bound(state: State, at: number, said: BehaviourAnswer | BehaviourRefusal): LifetimeAction[] {
  if (said.kind === 'refused') return undecided(state, 'refused');
  const { mappedAddress } = said;
  const until = at + state.waitMs;
  state.binding = mappedAddress;
  state.probeAt = until;
  return [{ kind: 'trace', at, decision: 'waiting', until, mappedAddress }];
}

/** "If the client receives the Binding Response on port X, it knows that the binding has not expired." */
function probed(
  state: State,
  at: number,
  port: DiscoveryPort,
  said: BehaviourAnswer | BehaviourRefusal,
): LifetimeAction[] {
  if (said.kind === 'refused') {
    return undecided(state, said.code === 420 ? 'response-port-refused' : 'refused');
  }
  // "on port Y (which is possible if the old binding expired, and the NAT allocated the same public address and port to
  // the new binding)": otherwise the server has sent it where it shouldn't.
  const isReused = state.binding && isSameTransport(said.mappedAddress, state.binding);
  if (port === 'Y' && !isReused) return undecided(state, 'response-port-ignored');
  return endTrial(state, at, port === 'X', port);
}

function handleTimeout(state: State, at: number): LifetimeAction[] {
  const { binding, probeAt, config } = state;
  if (binding && probeAt !== undefined) {
    if (at < probeAt) return [];
    state.probeAt = undefined;
    return request(state, at, 'probe', { type: 'RESPONSE-PORT', port: binding.port });
  }
  const { again, failed } = state.transactions.takeDue(at);
  return [
    ...again.flatMap((transaction) => sent(config.server, at, transaction, 'no-answer-yet')),
    ...failed.flatMap(({ context: step }) =>
      step === 'bind' ? undecided(state, 'no-answer') : endTrial(state, at, false, 'silence'),
    ),
  ];
}

function endTrial(state: State, at: number, isAlive: boolean, by: LifetimeTrial['by']): LifetimeAction[] {
  const { waitMs, binding, trials, limits } = state;
  if (!binding) return [];
  const trial: LifetimeTrial = { waitedMs: waitMs, mappedAddress: binding, isAlive, by };
  trials.push(trial);
  const ended: LifetimeAction = { kind: 'trace', at, decision: 'trial-ended', trial };
  if (!isAlive && waitMs === 0) return [ended, ...undecided(state, 'never-alive')];
  if (isAlive) state.aliveMs = waitMs;
  else state.expiredMs = waitMs;
  const next = nextWaitMs(state.aliveMs, state.expiredMs, limits);
  if (next === undefined) return [ended, ...concluded(state)];
  state.waitMs = next;
  // "the client must resend a binding request from the original source port before beginning a second test".
  return [ended, ...request(state, at, 'bind')];
}

function concluded(state: State): LifetimeAction[] {
  const { aliveMs, expiredMs, trials } = state;
  return end(state, { concluded: true, aliveAfterMs: aliveMs, expiredAfterMs: expiredMs, trials });
}

function undecided(state: State, why: LifetimeUndecided): LifetimeAction[] {
  return end(state, { concluded: false, why, trials: state.trials });
}

function end(state: State, lifetime: BindingLifetime): LifetimeAction[] {
  state.lifetime = lifetime;
  return [{ kind: 'done', lifetime }];
}
