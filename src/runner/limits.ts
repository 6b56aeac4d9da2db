/** What one run may use. The frame keeps to these; the host checks again, since a frame can't be trusted. */
export const LIMITS = {
  /** Characters of one learner file. */
  sourceChars: 100_000,
  /** How long its reading may take: a worker that takes longer is ended. */
  prepareMs: 3_000,
  /** Console lines of one run; the line after the last says that output was cut. */
  outputLines: 500,
  /** Characters of one console line. */
  outputLineChars: 4_000,
  /** Observations of one run: a gathering makes tens. A run that makes more is ended. */
  observations: 5_000,
  /** Names around a test, its own included. */
  testDepth: 16,
  /** Datagrams of a program that leave its machine; the network loses those after them. */
  datagrams: 20_000,
  /** Bytes of one: the most that UDP over IPv4 carries (RFC 768). */
  datagramBytes: 65_507,
  /** Nodes (values, array items, properties) and nesting of one answer. */
  answerNodes: 20_000,
  answerDepth: 32,
  /** Characters of all strings and property names of one answer. */
  answerChars: 1_000_000,
  /** Headers of an answer of a program's server. */
  answerHeaders: 100,
  /** The same of one connection's configuration, of which a run may have thousands. */
  configurationNodes: 1_000,
  configurationChars: 16_000,
  /** Characters of one string of an answer, an observation or an error. */
  textChars: 20_000,
  /** How long learner code may run in one task before the loop guard stops it. */
  loopBudgetMs: 1_500,
  /** How long a frame may take to come up. */
  startMs: 5_000,
  /** The frame is asked this often whether it still answers … */
  heartbeatMs: 500,
  /** … and is given up after so many questions without an answer. */
  missedHeartbeats: 8,
} as const;

/** How much a value that comes out of the frame may hold. */
export interface DataLimits {
  readonly nodes: number;
  readonly chars: number;
}

export const ANSWER_LIMITS: DataLimits = { nodes: LIMITS.answerNodes, chars: LIMITS.answerChars };
export const CONFIGURATION_LIMITS: DataLimits = {
  nodes: LIMITS.configurationNodes,
  chars: LIMITS.configurationChars,
};

/** How much of its values one console line holds as trees, all together. */
export const PREVIEW_LIMITS = {
  nodes: 200,
  depth: 6,
  /** Of one node. */
  entries: 100,
  chars: 10_000,
  keyChars: 100,
  textChars: 1_000,
} as const;
