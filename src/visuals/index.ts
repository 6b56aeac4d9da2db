/** What a picture of a session shows, read from its trace. */
export type { Trace, TraceEvent } from '#src/simulator/index.ts';
