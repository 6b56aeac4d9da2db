import { type TransportAddress, isSameTransport } from '../../bytes/address.ts';
import type { DecodedStun } from '../decode.ts';
import type { StunAttribute } from '../registry.ts';
import { Transactions } from '../transactions.ts';
import { conclude } from './conclude.ts';
import { type Asked, type Unread, ask, ignored, receive } from './exchange.ts';
import { type Probe, nextProbe } from './plan.ts';
import type { BehaviourOutcome, BehaviourReport, BehaviourTest } from './report.ts';
import { readResponse } from './response.ts';
import type {
  BehaviourAction,
  BehaviourDiscovery,
  BehaviourDiscoveryConfig,
  DiscoveryPort,
} from './types.ts';

interface State {
  readonly config: BehaviourDiscoveryConfig;
  readonly transactions: Transactions<Probe>;
  readonly outcomes: Map<BehaviourTest, BehaviourOutcome>;
  isStarted: boolean;
  report: BehaviourReport | undefined;
}

/**
 * A client for NAT behaviour discovery: see `BehaviourDiscovery`. One test after the other, so that none is disturbed by
 * another; a handful of transactions in all, fewer than the ten a second that RFC 5780 §5 allows.
 */
export function createBehaviourDiscovery(config: BehaviourDiscoveryConfig): BehaviourDiscovery {
  const state: State = {
    config,
    transactions: new Transactions(),
    outcomes: new Map(),
    isStarted: false,
    report: undefined,
  };
  return {
    start(at) {
      if (state.isStarted) return ignored(at, { reason: 'already-started' });
      state.isStarted = true;
      return proceed(state, at);
    },
    handlePacket: (at, port, from, bytes) => handlePacket(state, at, port, from, bytes),
    handleTimeout: (at) => handleTimeout(state, at),
    nextTimeoutAt: () => state.transactions.nextAt(),
    get report() {
      return state.report;
    },
  };
}

/** Asks what is to be asked next, or ends. */
function proceed(state: State, at: number): BehaviourAction[] {
  const { config, outcomes, transactions } = state;
  const probe = nextProbe(config, outcomes);
  if (!probe) return end(state, at);
  const { paddingBytes } = config;
  const padding: StunAttribute[] =
    paddingBytes === undefined ? [] : [{ type: 'PADDING', padding: new Uint8Array(paddingBytes) }];
  return sent(at, ask(transactions, at, config, [...probe.attributes, ...padding], probe), 'next-test');
}

function sent(
  at: number,
  { transactionId, bytes, context }: Asked<Probe>,
  why: 'next-test' | 'no-answer-yet',
): BehaviourAction[] {
  const { test, port, to } = context;
  return [
    { kind: 'send', port, to, bytes },
    { kind: 'trace', at, decision: 'asked', test, port, to, transactionId, why },
  ];
}

function end(state: State, at: number): BehaviourAction[] {
  const report = conclude(state.config, state.outcomes);
  state.report = report;
  const conclusions = (['filtering', 'mapping', 'hairpinning'] as const).map((about): BehaviourAction => ({
    kind: 'trace',
    at,
    decision: 'concluded',
    about,
    finding: report[about],
  }));
  return [...conclusions, { kind: 'done', report }];
}

/** Whose answer it is, and whether it may be. */
function handlePacket(
  state: State,
  at: number,
  port: DiscoveryPort,
  from: TransportAddress,
  bytes: Uint8Array,
): BehaviourAction[] {
  const received = receive(state.transactions, bytes);
  if (!received.ok) return ignored(at, received.error, from);
  const { message, transaction } = received.value;
  const { transactionId, context: probe } = transaction;
  const objection = objectionTo(probe, port, from, message);
  if (objection) return ignored(at, objection, from);
  state.transactions.finish(transactionId);
  const said =
    probe.test === 'hairpinning' ? ({ kind: 'returned', from } as const) : readResponse(from, message);
  return [...ended(state, at, { ...about(probe), ...said }), ...proceed(state, at)];
}

function objectionTo(
  probe: Probe,
  port: DiscoveryPort,
  from: TransportAddress,
  message: DecodedStun,
): Unread | undefined {
  const isHairpinning = probe.test === 'hairpinning';
  const isResponse = message.class === 'success' || message.class === 'error';
  const isExpected = isHairpinning ? message.class === 'request' : isResponse;
  if (!isExpected) return { reason: 'unexpected-class', detail: message.class };
  // Everything is about port X: what Y sends shall come back there.
  if (port !== 'X') return { reason: 'unexpected-port', detail: port };
  const mayBeElsewhere = isHairpinning || probe.attributes.some(({ type }) => type === 'CHANGE-REQUEST');
  return mayBeElsewhere || isSameTransport(from, probe.to) ? undefined : { reason: 'unexpected-source' };
}

/** What every outcome of a test says. */
function about({ test, to }: Probe): Pick<Probe, 'test' | 'to'> {
  return { test, to };
}

function ended(state: State, at: number, outcome: BehaviourOutcome): BehaviourAction[] {
  state.outcomes.set(outcome.test, outcome);
  return [{ kind: 'trace', at, decision: 'test-ended', outcome }];
}

function handleTimeout(state: State, at: number): BehaviourAction[] {
  const { again, failed } = state.transactions.takeDue(at);
  return [
    ...again.flatMap((transaction) => sent(at, transaction, 'no-answer-yet')),
    ...failed.flatMap(({ context }) => [
      ...ended(state, at, { ...about(context), kind: 'silent' }),
      ...proceed(state, at),
    ]),
  ];
}
