import { type ChildProcess, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, readlink, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { endChild, startChild } from '../../../scripts/lib/children.mjs';

/** What the package sends as a tree: folders `d`, files `f` with their contents `c`. */
type Tree = { readonly d: Readonly<Record<string, Tree>> } | { readonly f: { readonly c: string } };

export interface Command {
  readonly command: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly terminal?: { readonly cols: number; readonly rows: number };
}

/** A folder of this machine that stands in for a container: real files, real Node, a real shell at a real terminal. */
export class StubContainer {
  readonly folder: string;
  readonly #processes = new Map<number, ChildProcess>();
  #lastProcess = 0;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async create(): Promise<StubContainer> {
    return new StubContainer(await realpath(await mkdtemp(join(tmpdir(), 'icebreaker-webcontainer-'))));
  }

  /** @throws when the path leads out of the folder */
  inside(path: string): string {
    const found = resolve(this.folder, path);
    if (found !== this.folder && !found.startsWith(this.folder + sep)) throw new Error(`outside: ${path}`);
    return found;
  }

  async mount(tree: Tree, at = '.'): Promise<void> {
    const path = this.inside(at);
    if ('f' in tree) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, tree.f.c);
      return;
    }
    await mkdir(path, { recursive: true });
    for (const [name, entry] of Object.entries(tree.d)) await this.mount(entry, join(at, name));
  }

  /** @param onOutput gets what a terminal would; @param onExit comes after the last of it */
  spawn(
    command: Command,
    onOutput: (data: Buffer) => void,
    onExit: (code: number) => void,
  ): { readonly process: number } {
    const [program, args] = programOf(command);
    const env = {
      PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
      HOME: this.folder,
      TERM: 'xterm-256color',
      PS1: '$ ',
      ...command.env,
    };
    const child = startChild(program, args, { cwd: this.folder, env, stdio: 'pipe' });
    this.#lastProcess += 1;
    const number = this.#lastProcess;
    this.#processes.set(number, child);
    // A terminal ends its lines with both; one of `script` does it by itself.
    const isTerminal = command.command === 'jsh';
    const write = (data: Buffer): void =>
      onOutput(isTerminal ? data : Buffer.from(data.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'));
    child.stdout?.on('data', write);
    child.stderr?.on('data', write);
    child.stdin?.on('error', () => undefined);
    child.once('error', () => onExit(127));
    child.once('close', (code) => {
      this.#processes.delete(number);
      onExit(code ?? 137);
    });
    return { process: number };
  }

  input(number: number, text: string): void {
    this.#processes.get(number)?.stdin?.write(text);
  }

  async kill(number: number): Promise<void> {
    const child = this.#processes.get(number);
    if (child) await endChild(child);
  }

  async resize(number: number, { cols, rows }: { cols: number; rows: number }): Promise<void> {
    const terminal = await this.#terminalOf(number);
    if (terminal) spawnSync('stty', ['-F', terminal, 'cols', `${cols}`, 'rows', `${rows}`]);
  }

  /** Ends all that runs in the folder, and removes it. */
  async close(): Promise<void> {
    await Promise.all([...this.#processes.values()].map((child) => endChild(child)));
    for (const { pid } of await this.processes()) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
    }
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  /** The shell has a session of its own, below the program that made its terminal. */
  async #terminalOf(number: number): Promise<string | undefined> {
    const parent = this.#processes.get(number)?.pid;
    const shell = (await this.processes()).find(({ parentPid }) => parentPid === parent);
    return shell && readlink(`/proc/${shell.pid}/fd/0`).catch(() => undefined);
  }

  /** What runs in the folder, whoever started it. */
  async processes(): Promise<{ pid: number; parentPid: number }[]> {
    const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
    const found = await Promise.all(
      pids.map(async (pid) => {
        const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '');
        if (cwd !== this.folder && !cwd.startsWith(this.folder + sep)) return [];
        const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
        return [{ pid: Number(pid), parentPid: Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]) }];
      }),
    );
    return found.flat();
  }
}

/** Nothing but Node and a shell. */
function programOf({ command, args = [], terminal }: Command): [program: string, args: string[]] {
  if (command === 'node') return [process.execPath, [...args]];
  if (command !== 'jsh') throw new Error(`command not found: ${command}`);
  const { cols, rows } = terminal ?? { cols: 80, rows: 24 };
  // `script` gives it a terminal: what is typed is echoed, and Ctrl+C interrupts.
  const shell = `stty cols ${Number(cols)} rows ${Number(rows)}; exec sh -i`;
  return ['script', ['-qec', shell, '/dev/null']];
}
