/** The NAT Lab's network: hosts, NATs, firewalls, servers and whole ICE sessions in virtual time. */
export type { Flow, Mapping, MappingEvent, MappingId, NatRefusal, TcpFlags } from './nat/types.ts';
export { type MatrixKind, MATRIX_KINDS, MORE_MATRIX_KINDS, matrixScene } from './scene/matrix.ts';
export { type PresetId, PRESETS } from './scene/presets.ts';
export { type SceneError, readScene } from './scene/validate.ts';
export type {
  AgentSpec,
  Change,
  FirewallRules,
  FirewallSpec,
  HostSpec,
  IceServerSpec,
  Id,
  Interface,
  LinkSpec,
  LinuxBehaviour,
  NatBehaviour,
  NatSpec,
  NetworkSpec,
  NodeKind,
  NodeSpec,
  Rfc4787Behaviour,
  Scene,
  ServerSpec,
  SignallingSpec,
} from './scene/types.ts';
export type {
  AgentEvent,
  DropReason,
  Outcome,
  Packet,
  PacketId,
  SessionResult,
  SignalWhat,
  TcpHeader,
  Trace,
  TraceEvent,
} from './trace.ts';
export type { Datagram, Machine } from './hosts/machine.ts';
export { decodeText } from './hosts/text-packet.ts';
export { type Simulation, type SimulationOptions, createSimulation, simulate } from './simulation.ts';
