import { mask } from '#src/components/masking/masking.svelte.ts';
import { terminal as messages } from '#src/i18n/messages/terminal.ts';
import type { Shell } from '#src/runner/containers.ts';
import type { Bench } from '../bench.svelte.ts';
import { paint } from './ansi.ts';
import type { Opened } from './open.ts';
import { openScreen } from './screen.ts';

type Container = NonNullable<Bench['runner']['container']>;

/** Several strokes are one change of the files. */
const SETTLED_MS = 300;

/** The container's own shell. The exercise's files stand in its folder as they stand in the editor. */
export function openContainerShell(
  host: HTMLElement,
  container: Container,
  { view, files }: Bench,
  onLeave: () => void,
): Opened {
  const t = messages[view.locale];
  const closing = new AbortController();
  let shell: Shell | undefined;
  let pending: ReturnType<typeof setTimeout> | undefined;
  /** Something was typed into the line: Tab is for the shell, which alone knows what can be completed. */
  let isTyped = false;

  const screen = openScreen(host, {
    label: t.input,
    tooMuch: t.tooMuch,
    onData: (data) => {
      isTyped = !['\r', '\x03'].includes(data.at(-1) ?? '');
      shell?.write(data);
    },
    usesTab: () => isTyped,
    onLeave,
    onResize: () => shell?.resize({ cols: screen.columns, rows: screen.rows }),
  });
  const say = (text: string): void => {
    if (!closing.signal.aborted) screen.write(text);
  };

  void run().catch((error: unknown) => say(`${paint('red', String(error))}\n`));

  async function run(): Promise<void> {
    say(`${paint('soft', t.container)}\n`);
    const { openShell, workspaceOf } = await import('#src/runner/containers.ts');
    await workspaceOf(container).mount(files);
    const size = { cols: screen.columns, rows: screen.rows };
    shell = await openShell(container, size, closing.signal);
    await shell.output.pipeTo(new WritableStream({ write: (text) => say(mask.text(text)) }), {
      signal: closing.signal,
    });
    say(`\n${paint('soft', t.shellOver)}\n`);
  }

  async function mount(changed: Bench['files']): Promise<void> {
    const { workspaceOf } = await import('#src/runner/containers.ts');
    if (!closing.signal.aborted) await workspaceOf(container).mount(changed);
  }

  return {
    filesChanged: (changed) => {
      clearTimeout(pending);
      pending = setTimeout(() => void mount(changed).catch(() => undefined), SETTLED_MS);
    },
    focus: () => screen.focus(),
    clear: () => screen.clear(),
    setScreenReaderMode: (on) => screen.setScreenReaderMode(on),
    close: () => {
      clearTimeout(pending);
      closing.abort();
      screen.dispose();
    },
  };
}
