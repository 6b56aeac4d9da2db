import {
  type IceServerEntry,
  type ConfiguredIceServers,
  loadConfiguredIceServers,
} from '#src/live/ice-servers.ts';
import { type ServerTrial, tryServer } from '#src/live/server-trial.ts';
import { detectWebRtc } from '#src/live/support.ts';
import { loadOwnIceServers } from '#src/storage/ice-servers.ts';
import { listenToTabs } from '#src/storage/tabs.ts';
import { readTyped, type TypedError, type TypedServers } from './typed-servers.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** `unmounted`: as the server rendered it. `missing`, `blocked`: this browser can't test anything. */
export type TesterPhase = 'unmounted' | 'ready' | 'running' | 'missing' | 'blocked';

/** One URL and how far its test is. */
export interface TestRow {
  readonly url: string;
  /** The username that is used; never the credential. */
  readonly username: string | undefined;
  readonly stage: 'waiting' | 'asking' | 'sending' | 'done' | 'stopped';
  readonly trial?: ServerTrial;
  readonly verdict?: Verdict;
}

/** How a test ended, or why there was none. */
export type TestEnd = 'done' | 'stopped' | 'left' | 'no-servers' | 'no-list';

export type Tester = ReturnType<typeof createTester>;

/** As many URLs at a time: a silent one keeps the others waiting no longer than that, and latencies stay true. */
const AT_A_TIME = 3;

/** The state behind the server tester: which servers, one test at a time, a row for each URL. */
export function createTester() {
  let phase = $state<TesterPhase>('unmounted');
  let which = $state<'configured' | 'typed'>('configured');
  let configured = $state.raw<ConfiguredIceServers>();
  const typed = $state<{ -readonly [K in keyof TypedServers]: string }>({
    urls: '',
    username: '',
    credential: '',
  });
  let typedError = $state.raw<TypedError>();
  let rows = $state.raw<readonly TestRow[]>([]);
  let end = $state<TestEnd>();
  /** Whose list the last test was of, for the advice that is given. */
  let ofOwnList = $state(false);
  let running: AbortController | undefined;

  async function readConfigured(): Promise<ConfiguredIceServers> {
    const own = await loadOwnIceServers();
    configured = await loadConfiguredIceServers(own.ok ? (own.value ?? []) : []);
    return configured;
  }

  async function start(): Promise<void> {
    if (phase !== 'ready') return;
    typedError = undefined;
    end = undefined;
    const controller = new AbortController();
    running = controller;
    phase = 'running';
    rows = [];
    const servers = await chosenServers();
    if (controller.signal.aborted) return;
    if (typeof servers === 'string') return finish(servers);
    if (servers === undefined) return finish(undefined);
    rows = servers.map(({ url, username }) => ({ url, username, stage: 'waiting' }));
    await testAll(servers, controller.signal);
    if (!controller.signal.aborted) finish('done');
  }

  /** Credentials of the site are short-lived: its list is read anew for each test. */
  async function chosenServers(): Promise<readonly IceServerEntry[] | TestEnd | undefined> {
    if (which === 'typed') {
      const read = readTyped(typed);
      ofOwnList = true;
      if (read.ok) return read.value;
      typedError = read.error;
      return undefined;
    }
    const list = await readConfigured();
    ofOwnList = list.source === 'own';
    if (list.problem) return 'no-list';
    return list.servers.length === 0 ? 'no-servers' : list.servers;
  }

  async function testAll(servers: readonly IceServerEntry[], signal: AbortSignal): Promise<void> {
    const queue = servers.entries();
    const worker = async (): Promise<void> => {
      for (const [index, server] of queue) {
        if (signal.aborted) return;
        const trial = await tryServer(server, {
          signal,
          onStage: (stage) => change(index, { stage }, signal),
        });
        change(index, { stage: 'done', trial, verdict: verdictOf(server.url, trial) }, signal);
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  }

  function change(index: number, part: Partial<TestRow>, signal: AbortSignal): void {
    const row = rows[index];
    if (row && !signal.aborted) rows = rows.with(index, { ...row, ...part });
  }

  function finish(why: TestEnd | undefined): void {
    if (phase !== 'running') return;
    running?.abort();
    running = undefined;
    phase = 'ready';
    end = why;
    rows = rows.map((row) => (row.stage === 'done' ? row : { ...row, stage: 'stopped' }));
  }

  return {
    get phase(): TesterPhase {
      return phase;
    },
    get which(): 'configured' | 'typed' {
      return which;
    },
    set which(chosen: 'configured' | 'typed') {
      which = chosen;
      typedError = undefined;
    },
    get configured(): ConfiguredIceServers | undefined {
      return configured;
    },
    typed,
    get typedError(): TypedError | undefined {
      return typedError;
    },
    get rows(): readonly TestRow[] {
      return rows;
    },
    get end(): TestEnd | undefined {
      return end;
    },
    get ofOwnList(): boolean {
      return ofOwnList;
    },
    /** The URLs that a link to this test carries: those of the chosen list, without any credential. */
    get urls(): readonly string[] {
      if (which === 'configured') return configured?.servers.map(({ url }) => url) ?? [];
      return typed.urls.split(/[\s,]+/).filter((url) => url !== '');
    },
    /** Takes URLs that came by a link. Nothing is asked, and no kept credential goes with them. */
    takeLink(urls: readonly string[]): void {
      finish('stopped');
      which = 'typed';
      Object.assign(typed, { urls: urls.join('\n'), username: '', credential: '' });
      typedError = undefined;
      rows = [];
      end = undefined;
    },
    /** In the browser: finds out whether it can test. Answers with its undoing. */
    mount(): () => void {
      const support = detectWebRtc();
      phase = support === 'supported' ? 'ready' : support;
      void readConfigured();
      const stopListening = listenToTabs(({ kind }) => {
        if (kind === 'ice-servers-changed' || kind === 'all-deleted') void readConfigured();
      });
      return () => {
        stopListening();
        finish('left');
      };
    },
    start: () => start(),
    stop: () => finish('stopped'),
    leave: () => finish('left'),
  };
}
