import { terminal as messages } from '#src/i18n/messages/terminal.ts';
import type { Files } from '#src/runner/contract.ts';
import type { Bench } from '../bench.svelte.ts';
import { paint } from './ansi.ts';
import { createCommands } from './commands.ts';
import { openContainerShell } from './container-shell.ts';
import { createMachine } from './machine.ts';
import { openScreen } from './screen.ts';
import { createTerminal } from './terminal.ts';

export interface Opened {
  /** The text in the editor is another. */
  filesChanged(files: Files): void;
  focus(): void;
  clear(): void;
  setScreenReaderMode(on: boolean): void;
  close(): void;
}

/**
 * Opens a shell for an exercise in an element of the page: the container's own, where the exercise runs in one, or that
 * of the browser runner. Load it when it is asked for.
 */
export function openTerminal(
  host: HTMLElement,
  bench: Bench,
  frames: HTMLElement,
  onLeave: () => void,
): Opened {
  const { container } = bench.runner;
  return container
    ? openContainerShell(host, container, bench, onLeave)
    : openRunnerShell(host, bench, frames, onLeave);
}

function openRunnerShell(host: HTMLElement, bench: Bench, frames: HTMLElement, onLeave: () => void): Opened {
  const t = messages[bench.view.locale];
  const screen = openScreen(host, {
    label: t.input,
    tooMuch: t.tooMuch,
    onData: (data) => terminal.input(data),
    usesTab: () => terminal.canComplete(),
    onLeave,
    onResize: () => terminal.redraw(),
  });
  screen.write(`${paint('soft', t.welcome)}\n`);
  const machine = createMachine(bench, frames, () => screen.clear());
  const terminal = createTerminal({
    screen,
    commands: createCommands(machine, bench.view.locale),
    words: t,
    prompt: '$ ',
  });
  return {
    // The shell looks into the editor itself.
    filesChanged: () => undefined,
    focus: () => screen.focus(),
    clear: () => {
      screen.clear();
      terminal.redraw();
    },
    setScreenReaderMode: (on) => screen.setScreenReaderMode(on),
    close: () => {
      terminal.close();
      screen.dispose();
    },
  };
}
