/** The ICE agent, RFC 8445: sans-IO. */
export { createIceAgent } from './agent.ts';
export { localPreferences } from './local-preference.ts';
export { type RoleClaim, type RoleVerdict, judgeRoleClaim } from './role.ts';
export type {
  AgentAction,
  AgentConfig,
  AgentSnapshot,
  Base,
  ChecklistView,
  IceAgent,
  IceCredentials,
  IceServer,
  IceState,
  LocalCandidate,
  PairState,
  PairView,
  Path,
  RemoteCandidate,
  RemoteParameters,
  Role,
  SelectedView,
  SocketId,
  Trace,
  TraceEvent,
} from './types.ts';
