import { complete, runLine, type Commands, type Io, type ShellWords } from './shell.ts';
import { drawLine } from './draw.ts';
import { keysOf, type Key } from './keys.ts';
import { edit, EMPTY_LINE, nextLine, type Line } from './line.ts';
import type { Screen } from './screen.ts';

export interface TerminalOptions {
  readonly screen: Screen;
  readonly commands: Commands;
  readonly words: ShellWords;
  readonly prompt: string;
}

/** A shell at a screen: a line is typed, a command runs, and again. */
export interface ShellTerminal {
  /** What was typed or pasted. */
  input(data: string): void;
  /** Whether the word before the cursor can be completed. */
  canComplete(): boolean;
  /** Draws the line anew, after the screen became another width or was emptied. */
  redraw(): void;
  close(): void;
}

/** What was typed ahead while a command runs, at most. */
const MAX_AHEAD = 4000;

export function createTerminal({ screen, commands, words, prompt }: TerminalOptions): ShellTerminal {
  let line: Line = EMPTY_LINE;
  let cursorRow = 0;
  let running: AbortController | undefined;
  /** Typed while a command runs. */
  let ahead: Key[] = [];
  let isClosed = false;
  /** Whether what was written last ended its row. */
  let isAtStart = true;

  const write = (text: string): void => {
    if (isClosed || text === '') return;
    isAtStart = text.endsWith('\n');
    screen.write(text);
  };

  function draw(): void {
    const drawn = drawLine(prompt, line, screen.columns, cursorRow);
    cursorRow = drawn.cursorRow;
    screen.write(drawn.sequence);
  }

  function newPrompt(): void {
    if (isClosed) return;
    if (!isAtStart) screen.write('\n');
    cursorRow = 0;
    draw();
  }

  /** Leaves what was typed where it stands, and begins a row below it. */
  function endRow(sign = ''): void {
    line = edit(line, { kind: 'end' });
    draw();
    write(`${sign}\n`);
    cursorRow = 0;
  }

  async function enter(): Promise<void> {
    const { text } = line;
    endRow();
    line = nextLine(line);
    const stop = (running = new AbortController());
    const io: Io = { write, signal: stop.signal };
    await runLine(commands, text, io, words);
    running = undefined;
    newPrompt();
    for (const key of ahead.splice(0)) press(key);
  }

  function interrupt(): void {
    if (running) {
      write('^C\n');
      running.abort();
      return;
    }
    endRow('^C');
    line = nextLine({ ...line, text: '' });
    newPrompt();
  }

  function completeWord(): void {
    const completion = complete(commands, line.text.slice(0, line.cursor));
    if (!completion) return;
    if (completion.added !== '') line = edit(line, { kind: 'text', text: completion.added });
    else {
      const before = line;
      endRow();
      write(`${completion.choices.join('  ')}\n`);
      line = before;
    }
    draw();
  }

  function press(key: Key): void {
    if (isClosed) return;
    if (key.kind === 'interrupt') {
      ahead = [];
      return interrupt();
    }
    if (running) {
      if (ahead.length < MAX_AHEAD) ahead.push(key);
      return;
    }
    switch (key.kind) {
      case 'enter':
        return void enter();
      case 'complete':
        return completeWord();
      case 'clear':
        screen.clear();
        cursorRow = 0;
        return draw();
      default:
        line = edit(line, key);
        draw();
    }
  }

  newPrompt();
  return {
    input: (data) => keysOf(data).forEach(press),
    canComplete: () =>
      running === undefined && complete(commands, line.text.slice(0, line.cursor)) !== undefined,
    redraw: () => {
      if (running === undefined && !isClosed) draw();
    },
    close: () => {
      isClosed = true;
      running?.abort();
    },
  };
}
