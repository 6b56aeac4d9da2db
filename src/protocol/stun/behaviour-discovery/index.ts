/** NAT behaviour discovery (RFC 5780): both sides, sans-IO. */
export { createBehaviourDiscovery } from './client.ts';
export type {
  BehaviourAnswer,
  BehaviourDoubt,
  BehaviourFinding,
  BehaviourOddity,
  BehaviourOutcome,
  BehaviourRefusal,
  BehaviourReport,
  BehaviourTest,
  BehaviourUndecided,
  EndpointDependence,
} from './report.ts';
export type {
  BehaviourAction,
  BehaviourDiscovery,
  BehaviourDiscoveryConfig,
  BehaviourIgnored,
  BehaviourIgnoredReason,
  BehaviourSend,
  BehaviourTrace,
  DiscoveryPort,
  NatBehaviour,
} from './types.ts';
export { createBindingLifetimeDiscovery } from './lifetime.ts';
export { UDP_MAPPING_TIMER } from './lifetime-search.ts';
export type {
  BindingLifetime,
  BindingLifetimeConfig,
  BindingLifetimeDiscovery,
  LifetimeAction,
  LifetimeTrace,
  LifetimeTrial,
  LifetimeUndecided,
} from './lifetime-types.ts';
export { createBehaviourServer } from './server.ts';
export type {
  BehaviourServer,
  BehaviourServerAction,
  BehaviourServerConfig,
  BehaviourServerIgnoredReason,
  BehaviourServerTrace,
} from './server-types.ts';
