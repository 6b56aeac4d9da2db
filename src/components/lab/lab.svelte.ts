import type { Change, Id, PacketId, Scene, Trace } from '#src/simulator/index.ts';
import type { Ladder, Moment, Timeline } from '#src/visuals/index.ts';
import { createLadder, ladderInPortions } from '#src/visuals/ladder/ladder.ts';
import { createTimeline, timelineInPortions } from '#src/visuals/timeline/timeline.ts';
import { type Doing, during, fromStart } from './edit/edits.ts';
import { createPlayer } from './time/player.svelte.ts';
import { inSlices } from './worker/in-slices.ts';
import type { Run } from './worker/messages.ts';
import { createSceneRunner } from './worker/run-scene.ts';

/** `unmounted`: the server's markup. `idle`: not run yet. `done`: there is a trace. */
export type LabPhase = 'unmounted' | 'idle' | 'running' | 'done';

export interface Progress {
  readonly atMs: number;
  readonly packets: number;
}

export type Lab = ReturnType<typeof createLab>;

/** The state behind the Lab: a scene, its trace once it was run, and what of it is looked at. */
export function createLab(first: Scene) {
  let isMounted = $state(false);
  let opened = $state.raw(first);
  let scene = $state.raw(first);
  let isFromLink = $state(false);
  let run = $state.raw<Run & { readonly timeline: Timeline; readonly ladder: Ladder }>();
  let running = $state.raw<AbortController>();
  let progress = $state.raw<Progress>({ atMs: 0, packets: 0 });
  let hasFailed = $state(false);
  let lastDone = $state.raw<Doing>();
  let node = $state<Id>();
  let packet = $state<PacketId>();

  const runner = createSceneRunner();
  const player = createPlayer(
    () => timeline,
    () => moment,
  );
  const timeline: Timeline = $derived(run?.timeline ?? createTimeline(emptyTrace(scene)));
  const ladder: Ladder = $derived(run?.ladder ?? createLadder(timeline.trace));
  const moment: Moment = $derived(timeline.at(player.timeMs));
  const phase: LabPhase = $derived(!isMounted ? 'unmounted' : running ? 'running' : run ? 'done' : 'idle');

  const isAtStart = $derived(!run || player.timeMs === 0);

  /** Forgets the trace. What runs is stopped. */
  function clear(): void {
    running?.abort();
    player.pause();
    player.timeMs = 0;
    run = undefined;
    packet = undefined;
    hasFailed = false;
    lastDone = undefined;
  }

  /** Answers whether there is a trace now. */
  async function simulate(): Promise<boolean> {
    running?.abort();
    player.pause();
    const controller = new AbortController();
    running = controller;
    hasFailed = false;
    progress = { atMs: 0, packets: 0 };
    const onprogress = (reached: Progress): void => void (progress = reached);
    try {
      const { signal } = controller;
      const came = await runner.run(scene, { signal, onprogress });
      const timeline = await inSlices(timelineInPortions(came.trace), signal);
      const ladder = await inSlices(ladderInPortions(came.trace), signal);
      run = { ...came, timeline, ladder };
    } catch {
      if (!controller.signal.aborted) {
        run = undefined;
        hasFailed = true;
      }
    }
    if (running === controller) running = undefined;
    return !controller.signal.aborted && !hasFailed;
  }

  async function start(): Promise<void> {
    packet = undefined;
    lastDone = undefined;
    player.timeMs = 0;
    if (!(await simulate())) return;
    if (prefersStillness()) player.timeMs = run?.trace.result.settledAt ?? timeline.endMs;
    else player.play();
  }

  /** Shows a moment of the trace; runs the scene first where it wasn't. */
  async function show(find: (timeline: Timeline) => number | undefined): Promise<void> {
    player.pause();
    if (run || (await simulate())) goTo(find(timeline));
  }

  /** Shows a moment, and selects the packet that something happens to then. */
  function goTo(ms: number | undefined): void {
    player.pause();
    if (ms === undefined) return;
    player.timeMs = ms;
    packet = packetAt(timeline, ms) ?? packet;
  }

  /**
   * Goes on with another scene. Where there was a trace it is made anew, and shown at the same moment.
   * @param done what was done to it
   */
  async function edit(edited: Scene, done?: Doing): Promise<void> {
    const { timeMs } = player;
    scene = edited;
    lastDone = done;
    if (!run) return;
    if (await simulate()) player.timeMs = timeMs;
  }

  return {
    player,
    get phase() {
      return phase;
    },
    get scene() {
      return scene;
    },
    /** As it was opened, before the reader's edits. */
    get opened() {
      return opened;
    },
    /** Whether it came by a link, from somebody else perhaps. */
    get isFromLink() {
      return isFromLink;
    },
    get timeline() {
      return timeline;
    },
    get ladder() {
      return ladder;
    },
    get moment() {
      return moment;
    },
    /** Undefined until it was run. */
    get run() {
      return run;
    },
    get progress() {
      return progress;
    },
    /** Whether the last run ended with a failure of the program. */
    get hasFailed() {
      return hasFailed;
    },
    /** What was done to the scene last, until it is run, opened or changed in another way. */
    get lastDone() {
      return lastDone;
    },
    get node() {
      return node;
    },
    set node(id: Id | undefined) {
      node = id;
    },
    get packet() {
      return packet;
    },
    set packet(id: PacketId | undefined) {
      packet = id;
    },
    start,
    /** To the next moment at which something happens to a packet. */
    step: () => show(({ next }) => next(player.timeMs)),
    show,
    goTo,
    /** Stops what runs. */
    stop(): void {
      running?.abort();
      running = undefined;
    },
    reset(): void {
      clear();
      running = undefined;
      scene = opened;
    },
    /** Shows another scene. It doesn't run by itself. */
    open(other: Scene, from: 'link' | 'site' = 'site'): void {
      clear();
      isFromLink = from === 'link';
      running = undefined;
      opened = other;
      scene = other;
      node = undefined;
    },
    /** Whether what is done now makes another scene, rather than something that happens to it at a moment. */
    get isAtStart() {
      return isAtStart;
    },
    edit: (edited: Scene) => edit(edited),
    /** Does something to the scene at the moment that is shown: what was before stays as it was. */
    do(doing: Doing): Promise<void> {
      const other = isAtStart ? fromStart(scene, doing) : undefined;
      return edit(other ?? during(scene, player.timeMs, doing), doing);
    },
    /** Takes back something that was done. */
    undo: (change: Change) => edit({ ...scene, changes: scene.changes.filter((other) => other !== change) }),
    /** In the browser. Answers with its undoing. */
    mount(): () => void {
      isMounted = true;
      return () => {
        player.pause();
        running?.abort();
        runner.close();
      };
    },
  };
}

function emptyTrace(scene: Scene): Trace {
  return { scene, events: [], packets: [], result: { outcome: 'undecided', endedAt: 0, selected: [] } };
}

function prefersStillness(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** The last packet of a moment that something happens to. */
function packetAt({ trace, happenedBy }: Timeline, ms: number): PacketId | undefined {
  for (let place = happenedBy(ms) - 1; trace.events[place]?.at === ms; place -= 1) {
    const event = trace.events[place];
    if (event && 'packet' in event && event.packet !== undefined) return event.packet;
  }
  return undefined;
}
