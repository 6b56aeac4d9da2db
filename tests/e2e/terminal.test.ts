import { describe, expect, it } from 'vitest';
import { loadExercises } from '#src/components/exercise/data/load.ts';
import { axeViolations, click, describeInBrowsers, find, until } from './driver/index.ts';
import { ExercisePage } from './exercise-page.ts';
import { Terminal } from './terminal-screen.ts';

/** What a learner does in the terminal of an exercise for Node. */
const exercise = (await loadExercises()).find(({ id }) => id === 'stun-codec');
if (exercise?.runtime !== 'node') throw new Error('stun-codec is no exercise for Node');
const ENTRY = exercise.entry;
const SERVER =
  "import { setInterval } from 'node:timers';\nlet n = 0;\nsetInterval(() => console.log(`tick ${++n}`), 50);\n";
const PRINTS =
  "console.log('\\x1b[31mred\\x1b[0m from 203.0.113.9');\nconsole.error('to stderr');\nprocess.exitCode = 3;\n";

describeInBrowsers('the terminal', { firefox: 'full' }, (browser) => {
  const open = async (options?: Parameters<typeof ExercisePage.open>[2]): Promise<Terminal> => {
    const page = await ExercisePage.open(browser, { ...exercise, file: ENTRY }, options);
    await page.press('Open the terminal');
    const terminal = new Terminal(page);
    await terminal.shows('$');
    return terminal;
  };

  it('loads nothing before it is opened, and takes the focus then', async () => {
    const asked: string[] = [];
    const page = await ExercisePage.open(browser, { ...exercise, file: ENTRY });
    page.page.on('request', (request) => asked.push(request.url()));
    await page.press('Open the terminal');
    const terminal = new Terminal(page);
    await terminal.shows('$');
    expect(asked.some((url) => /\/open\.[^/]*\.js$/.test(url))).toBe(true);
    await find(await page.section(), 'textbox', 'Terminal input');
    expect(await terminal.hasFocus()).toBe(true);
  });

  it('runs what stands in the editor, in colours, with its exit code; the output has it as well', async () => {
    const terminal = await open();
    await terminal.page.write(PRINTS);
    await terminal.type(`node ${ENTRY}\r`);
    await terminal.shows('exit code 3');
    const screen = await terminal.text();
    expect(screen).toContain('red from 203.0.113.9');
    expect(screen).toContain('to stderr');
    expect(await terminal.colourOf('red')).not.toBe(await terminal.colourOf('from 203.0.113.9'));
    expect((await terminal.page.seen()).output).toContain('to stderr');
  });

  it('streams, and stops with Ctrl+C', async () => {
    const terminal = await open();
    await terminal.page.write(SERVER);
    await terminal.type(`node ${ENTRY}\r`);
    await terminal.shows('tick 3');
    await terminal.press('c', 'Control');
    await terminal.shows('^C');
    await terminal.type('ls\r');
    await terminal.shows('header.ts');
    const before = await terminal.text();
    expect(before.lastIndexOf('tick')).toBeLessThan(before.lastIndexOf('^C'));
  });

  it('runs tests as node --test does, and the checks as the button does', async () => {
    const terminal = await open();
    await terminal.page.writeAll(
      Object.fromEntries(
        Object.entries(exercise.solution).filter(([file, text]) => text !== exercise.start[file]),
      ),
    );
    await terminal.type('node --test\r');
    await terminal.shows(/tests \d+ · passed \d+ · failed 0/);
    await terminal.type('npm test\r');
    await terminal.shows(`All ${exercise.checks.length} checks passed.`);
    expect((await terminal.page.seen()).state).toBe('passed');
  });

  it('says why a file cannot run, and where', async () => {
    const terminal = await open();
    await terminal.page.write('const x = = 1;\n');
    await terminal.type(`node ${ENTRY}\r`);
    await terminal.shows(new RegExp(`${ENTRY}, line 1`));
    await terminal.page.write("import 'node:fs';\n");
    await terminal.type(`node ${ENTRY}\r`);
    await terminal.shows('node:fs');
  });

  it('ends a program that never pauses, and goes on', async () => {
    const terminal = await open();
    await terminal.page.write('for (;;) ;\n');
    await terminal.type(`node ${ENTRY}\r`);
    await terminal.shows(/ended/);
    await terminal.type('ls\r');
    await terminal.shows('header.ts');
  });

  describe('the keyboard', () => {
    it('completes with Tab, and goes through the history', async () => {
      const terminal = await open();
      await terminal.type('cat mes');
      await terminal.press('Tab');
      await terminal.shows('cat message.ts');
      await terminal.press('Enter');
      await terminal.shows('export');
      await terminal.type('clear\r');
      await terminal.hides('export');
      await terminal.press('ArrowUp');
      await terminal.press('ArrowUp');
      await terminal.shows('$ cat message.ts');
    });

    it('is let go by Tab where nothing can be completed, by Shift+Tab, and by Escape', async () => {
      const terminal = await open();
      await terminal.press('Tab');
      expect(await terminal.hasFocus()).toBe(false);
      await terminal.focus();
      await terminal.press('Tab', 'Shift');
      expect(await terminal.hasFocus()).toBe(false);
      await terminal.focus();
      await terminal.type('cat me');
      await terminal.press('Escape');
      await until('focus on the button', () =>
        terminal.page.page.evaluate(
          () => document.activeElement?.textContent.trim() === 'Close the terminal',
        ),
      );
    });

    it('of a screen reader is served by a switch', async () => {
      const terminal = await open();
      const section = await terminal.page.section();
      const tree = (): Promise<boolean> =>
        terminal.page.page.evaluate(() => document.querySelector('.xterm-accessibility') !== null);
      expect(await tree()).toBe(false);
      await click(section, 'switch', 'Screen reader mode');
      await until('lines to read', tree);
      await terminal.type('ls\r');
      await terminal.shows('header.ts');
      await until('the last line in what is read', () =>
        terminal.page.page.evaluate(
          () => document.querySelector('.xterm-accessibility')?.textContent.includes('header.ts') ?? false,
        ),
      );
    });
  });

  it('shows no address while addresses are masked, and lets go of those that it showed', async () => {
    const terminal = await open();
    await terminal.page.write(PRINTS);
    await terminal.type(`node ${ENTRY}\r`);
    await terminal.shows('203.0.113.9');
    await terminal.page.page.evaluate(() => {
      localStorage.setItem('icebreaker.mask', 'true');
      dispatchEvent(new StorageEvent('storage', { key: 'icebreaker.mask', newValue: 'true' }));
    });
    await terminal.hides('203.0.113.9');
    await terminal.type(`node ${ENTRY}\r`);
    await terminal.shows('203.x.x.x');
  });

  it('closes, ends what runs in it, and opens anew', async () => {
    const terminal = await open();
    await terminal.page.write(SERVER);
    await terminal.type(`node ${ENTRY}\r`);
    await terminal.shows('tick 2');
    await terminal.page.press('Close the terminal');
    const frames = (): Promise<number> =>
      terminal.page.page.$$eval(`${terminal.page.selector} .frames iframe`, (all) => all.length);
    await until('no frame', async () => (await frames()) === 0);
    await terminal.page.press('Open the terminal');
    await terminal.shows('$');
    expect(await terminal.text()).not.toContain('tick');
  });

  it.each(['light', 'dark'] as const)(
    'has no accessibility violation, %s, on a narrow page',
    async (colorScheme) => {
      const terminal = await open({ colorScheme, viewport: { width: 390, height: 844 } });
      await terminal.type('help\r');
      await terminal.shows('npm test');
      expect(await axeViolations(terminal.page.page)).toEqual([]);
      const overflow = await terminal.page.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    },
  );
});
