/** What a picture of a session shows, read from its trace and from nothing else. */
export type {
  AgentView,
  Cut,
  DroppedPair,
  Flying,
  FlyingSignal,
  Mark,
  MarkKind,
  Moment,
  NatEntry,
  NatView,
  PairRow,
  Timeline,
} from './timeline/types.ts';
export type {
  Arrow,
  ArrowEnd,
  Ladder,
  LadderOptions,
  LadderWindow,
  Lane,
  Note,
  Point,
  Tick,
} from './ladder/types.ts';
export { createTimeline, timelineInPortions } from './timeline/timeline.ts';
export { layOut } from './topology/lay-out.ts';
export { createLadder, ladderInPortions } from './ladder/ladder.ts';
export { type PacketTitle, packetTitle } from './packets/title.ts';
export type { Cable, NetworkShape, NodeShape, Topology } from './topology/types.ts';
export { createExplainer } from './why/explainer.ts';
export type { Because, Explainer, RfcPlace, WhyKey, WhyParams } from './why/types.ts';
