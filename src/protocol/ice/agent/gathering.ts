import type { TransportAddress } from '../../bytes/address.ts';
import {
  type DecodedStun,
  METHOD,
  RETRANSMISSION,
  type Transaction,
  encodeStun,
  findAttribute,
  makeTransactionId,
  transactionKey,
} from '../../stun/index.ts';
import { KEEPALIVE_SECONDS, gatheringRtoMs } from '../timers.ts';
import { addLocalCandidate } from './local-candidates.ts';
import { localPreferences } from './local-preference.ts';
import { askTurnServer } from './relays.ts';
import { type AgentState, type BoundBase, type GatheringTask, isSameAddress } from './state.ts';
import type { AgentAction, Base, SocketId } from './types.ts';

/** Host candidates of these bases at once; the servers are asked one by one, paced by Ta. RFC 8445 §5.1.1. */
export function gather(state: AgentState, at: number, bases: readonly Base[]): AgentAction[] {
  const bound = bindBases(state, bases);
  state.gathering.phase = 'gathering';
  const actions = bound.flatMap((base) =>
    addLocalCandidate(state, at, {
      type: 'host',
      base,
      address: base.address,
      path: { socket: base.socket },
    }),
  );
  // RFC 8445 §5.2: "Lite implementations only utilize host candidates."
  if (!state.settings.lite) state.gathering.queue.push(...tasksOf(state, bound));
  return [...actions, ...finishGathering(state)];
}

function bindBases(state: AgentState, bases: readonly Base[]): BoundBase[] {
  const complete = bases.map((base) => ({ stream: 0, component: 1, ...base }));
  const bound: BoundBase[] = [];
  for (const group of Map.groupBy(complete, ({ stream, component }) => `${stream}/${component}`).values()) {
    const preferences = localPreferences(group.map(({ address }) => address.family));
    for (const [index, base] of group.entries())
      bound.push({ ...base, localPreference: preferences[index] ?? 0 });
  }
  for (const base of bound) state.bases.set(base.socket, base);
  return bound;
}

/** "The agent pairs each host candidate with the STUN or TURN servers", of the same family. RFC 8445 §5.1.1.2. */
function tasksOf({ settings }: AgentState, bases: readonly BoundBase[]): GatheringTask[] {
  return settings.servers
    .filter(({ kind }) => kind === 'turn' || settings.policy === 'all')
    .flatMap((server) =>
      bases
        .filter(({ address }) => address.family === server.address.family)
        .map((base) => ({ base, server })),
    );
}

/** Begins the next request to a server. Ta has fired. */
export function askNextServer(state: AgentState, at: number): AgentAction[] {
  const task = state.gathering.queue.shift();
  if (!task) return [];
  const asked: AgentAction = {
    kind: 'trace',
    at,
    event: 'server-asked',
    server: task.server.address,
    base: task.base.address,
  };
  const ask = task.server.kind === 'turn' ? askTurnServer : askStunServer;
  return [asked, ...ask(state, at, task)];
}

function askStunServer(state: AgentState, at: number, task: GatheringTask): AgentAction[] {
  const transactionId = makeTransactionId(state.settings.random);
  const bytes = encodeStun({ class: 'request', method: METHOD.Binding, transactionId, attributes: [] });
  state.gathering.transactions.start(at, {
    transactionId: transactionKey(transactionId),
    bytes,
    context: task,
    retransmission: { ...RETRANSMISSION, rtoMs: gatheringRto(state) },
  });
  return [{ kind: 'send', socket: task.base.socket, to: task.server.address, bytes }];
}

/** RFC 8445 §14.3, for as many candidates as there are servers to ask from all bases. */
export function gatheringRto({ settings, bases }: AgentState): number {
  return gatheringRtoMs(settings.servers.length * bases.size, settings.taMs);
}

/** The answer of a STUN server; undefined where the message is none. */
export function handleServerResponse(
  state: AgentState,
  at: number,
  socket: SocketId,
  from: TransportAddress,
  message: DecodedStun,
): AgentAction[] | undefined {
  const { transactions } = state.gathering;
  const key = transactionKey(message.transactionId);
  const task = transactions.find(key)?.context;
  if (!task || task.base.socket !== socket || !isSameAddress(from, task.server.address)) return undefined;
  transactions.finish(key);
  const mapped =
    findAttribute(message, 'XOR-MAPPED-ADDRESS')?.address ??
    findAttribute(message, 'MAPPED-ADDRESS')?.address;
  const code = findAttribute(message, 'ERROR-CODE')?.code;
  if (message.class !== 'success' || !mapped)
    return [
      serverFailed(at, task, `answered ${code ?? 'without an address'}`, code),
      ...finishGathering(state),
    ];
  keepBinding(state, at, task);
  // RFC 8838 §13: nothing is told after the end of candidates, though the NAT may have made another binding.
  const found = state.gathering.phase === 'complete' ? [] : addServerReflexive(state, at, task, mapped);
  return [...found, ...finishGathering(state)];
}

/** From now on the binding of the NAT is kept alive. One that is kept already came by such a request. */
function keepBinding({ gathering }: AgentState, at: number, task: GatheringTask): void {
  if (!gathering.bindings.some((binding) => binding.task === task))
    gathering.bindings.push({ task, nextAt: at + KEEPALIVE_SECONDS * 1000 });
}

/**
 * RFC 8445 §5.1.1.4: "For server-reflexive candidates learned through a Binding request, the bindings MUST be kept alive
 * by additional Binding requests to the server", "until ICE processing has completed".
 */
export function keepBindingsAlive(state: AgentState, at: number): AgentAction[] {
  if (state.session.state !== 'running') return [];
  return state.gathering.bindings.flatMap((binding) => {
    if (binding.nextAt > at) return [];
    binding.nextAt = at + KEEPALIVE_SECONDS * 1000;
    const { server, base } = binding.task;
    const kept: AgentAction = {
      kind: 'trace',
      at,
      event: 'binding-kept-alive',
      server: server.address,
      base: base.address,
    };
    return [kept, ...askStunServer(state, at, binding.task)];
  });
}

/** When `keepBindingsAlive` has something to do next. */
export function nextBindingAt({ session, gathering }: AgentState): number | undefined {
  if (session.state !== 'running' || gathering.bindings.length === 0) return undefined;
  return Math.min(...gathering.bindings.map(({ nextAt }) => nextAt));
}

/** Adds what a server saw as the source: a candidate whose base is the host candidate. */
export function addServerReflexive(
  state: AgentState,
  at: number,
  { base, server }: GatheringTask,
  address: TransportAddress,
): AgentAction[] {
  return addLocalCandidate(state, at, {
    type: 'srflx',
    base,
    address,
    path: { socket: base.socket },
    server: server.address,
    related: base.address,
  });
}

/** A server that did not answer in time. */
export function handleServerSilence(
  state: AgentState,
  at: number,
  { context }: Transaction<GatheringTask>,
): AgentAction[] {
  return [serverFailed(at, context, 'did not answer'), ...finishGathering(state)];
}

export function serverFailed(
  at: number,
  { base, server }: GatheringTask,
  reason: string,
  code?: number,
): AgentAction {
  return {
    kind: 'trace',
    at,
    event: 'server-failed',
    server: server.address,
    base: base.address,
    reason,
    ...(code !== undefined && { code }),
  };
}

/** Says that there will be no more candidates, once nothing is asked any more. RFC 8838 §13. */
export function finishGathering(state: AgentState): AgentAction[] {
  const { gathering, session } = state;
  // A binding that is only kept alive has given its candidate already.
  const isAsking = gathering.transactions
    .open()
    .some(({ context }) => !gathering.bindings.some(({ task }) => task === context));
  const isBusy = gathering.queue.length > 0 || isAsking || gathering.pendingRelays > 0;
  if (gathering.phase !== 'gathering' || isBusy) return [];
  gathering.phase = 'complete';
  return session.checklists.map(({ stream }) => ({ kind: 'end-of-candidates', stream }));
}
