/** NAT behaviour discovery (RFC 5780): both sides, sans-IO. */
export { createBehaviourDiscovery } from './client.ts';
export type {
  BehaviourReport,
  BehaviourTest,
  BehaviourDoubt,
  EndpointDependence,
  BehaviourFinding,
  BehaviourOddity,
  BehaviourOutcome,
  BehaviourUndecided,
} from './report.ts';
export type {
  NatBehaviour,
  BehaviourAction,
  BehaviourDiscovery,
  BehaviourDiscoveryConfig,
  BehaviourIgnoredReason,
  BehaviourTrace,
  DiscoveryPort,
} from './types.ts';
export { createBehaviourServer } from './server.ts';
export type {
  BehaviourServer,
  BehaviourServerAction,
  BehaviourServerConfig,
  BehaviourServerIgnoredReason,
  BehaviourServerTrace,
} from './server-types.ts';
