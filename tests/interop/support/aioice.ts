import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { IceCredentials } from '#src/protocol/ice/agent/index.ts';

const PYTHON = '/usr/bin/python3';
const SCRIPT = fileURLToPath(new URL('../one_agent.py', import.meta.url));

export interface Gathered extends IceCredentials {
  readonly candidates: readonly string[];
}

/** An aioice agent in a Python of its own. */
export interface AioiceAgent {
  gather(options: Readonly<Record<string, unknown>>): Promise<Gathered>;
  setRemote(credentials: IceCredentials): void;
  /** Without a line: there are no more. */
  addRemoteCandidate(line?: string): void;
  /** Begins to connect; `event('connected')` says when it has. */
  connect(): void;
  send(text: string): void;
  /** The next event of this name. @throws after 20 s, with everything that it said. */
  event(name: string): Promise<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

export function startAioice(): AioiceAgent {
  const child = spawn(PYTHON, [SCRIPT], { stdio: ['pipe', 'pipe', 'pipe'] });
  const said: Record<string, unknown>[] = [];
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  createInterface(child.stdout).on('line', (line) => said.push(JSON.parse(line) as Record<string, unknown>));
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const tell = (order: Readonly<Record<string, unknown>>): void => {
    child.stdin.write(`${JSON.stringify(order)}\n`);
  };
  const event: AioiceAgent['event'] = async (name) => {
    for (const deadline = Date.now() + 20_000; Date.now() < deadline;) {
      const index = said.findIndex((words) => words['event'] === name);
      if (index >= 0) return said.splice(index, 1)[0] ?? {};
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`aioice never said ${name}; it said ${JSON.stringify(said)}\n${errors}`);
  };
  return {
    async gather(options) {
      tell({ do: 'gather', ...options });
      const { ufrag, pwd, candidates } = await event('gathered');
      return { ufrag: ufrag as string, pwd: pwd as string, candidates: candidates as string[] };
    },
    setRemote: ({ ufrag, pwd }) => tell({ do: 'remote', ufrag, pwd }),
    addRemoteCandidate: (line = '') => tell({ do: 'candidate', line }),
    connect: () => tell({ do: 'connect' }),
    send: (text) => tell({ do: 'send', text }),
    event,
    async close() {
      tell({ do: 'close' });
      const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await gone;
      clearTimeout(timer);
    },
  };
}
