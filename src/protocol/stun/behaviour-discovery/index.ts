/** NAT behaviour discovery (RFC 5780): both sides, sans-IO. */
export { createBehaviourServer } from './server.ts';
export type {
  BehaviourServer,
  BehaviourServerAction,
  BehaviourServerConfig,
  BehaviourServerIgnoredReason,
  BehaviourServerTrace,
} from './server-types.ts';
