import { type TransportAddress, isSameTransport } from '../../bytes/address.ts';
import { decodeStun } from '../decode.ts';
import { encodeStun } from '../encode.ts';
import { verifyFingerprint } from '../fingerprint.ts';
import { METHOD } from '../header.ts';
import type { StunAttribute } from '../registry.ts';
import { makeTransactionId, transactionKey } from '../transaction-id.ts';
import { type Transaction, Transactions } from '../transactions.ts';
import { conclude } from './conclude.ts';
import { type Probe, nextProbe } from './plan.ts';
import type { BehaviourReport, BehaviourTest, BehaviourOutcome } from './report.ts';
import { about, outcomeOf } from './response.ts';
import type {
  BehaviourAction,
  BehaviourDiscovery,
  BehaviourDiscoveryConfig,
  BehaviourIgnoredReason,
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
      if (state.isStarted) return ignored(at, 'already-started');
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
  const { paddingBytes, random, retransmission } = config;
  const padding: StunAttribute[] =
    paddingBytes === undefined ? [] : [{ type: 'PADDING', padding: new Uint8Array(paddingBytes) }];
  const id = makeTransactionId(random);
  const bytes = encodeStun({
    class: 'request',
    method: METHOD.Binding,
    transactionId: id,
    attributes: [...probe.attributes, ...padding],
  });
  const transactionId = transactionKey(id);
  transactions.start(at, {
    transactionId,
    bytes,
    context: probe,
    ...(retransmission && { retransmission }),
  });
  return sent(at, { transactionId, bytes, context: probe }, 'next-test');
}

function sent(
  at: number,
  { transactionId, bytes, context }: Pick<Transaction<Probe>, 'transactionId' | 'bytes' | 'context'>,
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

/** The checks of RFC 8489 §6.3, and whose answer it is. */
function handlePacket(
  state: State,
  at: number,
  port: DiscoveryPort,
  from: TransportAddress,
  bytes: Uint8Array,
): BehaviourAction[] {
  const leave = (reason: BehaviourIgnoredReason, detail?: string) => ignored(at, reason, from, detail);
  const decoded = decodeStun(bytes);
  if (!decoded.ok) return leave('malformed-stun', decoded.error.kind);
  const message = decoded.value;
  if (verifyFingerprint(message) === 'invalid') return leave('wrong-fingerprint');
  if (message.method !== METHOD.Binding) return leave('unknown-method', `${message.method}`);
  const transactionId = transactionKey(message.transactionId);
  const probe = state.transactions.find(transactionId)?.context;
  if (!probe) return leave('unknown-transaction');

  if (probe.test === 'hairpinning') {
    if (message.class !== 'request') return leave('unexpected-class', message.class);
    if (port !== 'X') return leave('unexpected-port', port);
    return finish(state, at, transactionId, { ...about(probe), kind: 'returned', from });
  }
  if (message.class !== 'success' && message.class !== 'error') {
    return leave('unexpected-class', message.class);
  }
  if (port !== probe.port) return leave('unexpected-port', port);
  const mayChange = probe.attributes.some(({ type }) => type === 'CHANGE-REQUEST');
  if (!mayChange && !isSameTransport(from, probe.to)) return leave('unexpected-source');
  return finish(state, at, transactionId, outcomeOf(probe, from, message));
}

function finish(
  state: State,
  at: number,
  transactionId: string,
  outcome: BehaviourOutcome,
): BehaviourAction[] {
  state.transactions.finish(transactionId);
  return [...ended(state, at, outcome), ...proceed(state, at)];
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

function ignored(
  at: number,
  reason: BehaviourIgnoredReason,
  from?: TransportAddress,
  detail?: string,
): BehaviourAction[] {
  return [
    {
      kind: 'trace',
      at,
      decision: 'ignored',
      reason,
      ...(from && { from }),
      ...(detail !== undefined && { detail }),
    },
  ];
}
