import { FitAddon } from '@xterm/addon-fit';
import { Terminal, type ITheme } from '@xterm/xterm';
import sheetText from '@xterm/xterm/css/xterm.css?inline';
import { onThemeChange, readColours } from '../theme/colours.ts';

export interface ScreenOptions {
  /** What assistive technology calls the field that is typed into. */
  readonly label: string;
  /** Said in screen reader mode when more comes than can be read out. */
  readonly tooMuch: string;
  /** What was typed or pasted. */
  readonly onData: (data: string) => void;
  /** Whether Tab has a use in the terminal now; otherwise the browser moves the focus on. */
  readonly usesTab: () => boolean;
  /** Escape was pressed: the focus goes elsewhere. */
  readonly onLeave: () => void;
  /** The width changed. */
  readonly onResize: () => void;
}

/** A terminal in the page, drawn by xterm. */
export interface Screen {
  readonly columns: number;
  readonly rows: number;
  write(text: string): void;
  /** Empties it, what has scrolled away too. */
  clear(): void;
  focus(): void;
  setScreenReaderMode(on: boolean): void;
  dispose(): void;
}

const SCROLLBACK_LINES = 2000;

const COLOURS: Readonly<Partial<Record<keyof ITheme, string>>> = {
  background: '--well',
  foreground: '--ink',
  cursor: '--ink',
  cursorAccent: '--well',
  selectionBackground: '--accent-wash',
  red: '--failure',
  green: '--success',
  yellow: '--waiting',
  blue: '--accent',
  brightBlack: '--ink-soft',
  // A theme of ours has no second green.
  brightRed: '--failure',
  brightGreen: '--success',
  brightYellow: '--waiting',
  brightBlue: '--accent',
};

let hasStyles = false;

/** Makes a terminal in an element, as wide and high as that is. */
export function openScreen(host: HTMLElement, options: ScreenOptions): Screen {
  adoptStyles();
  Terminal.strings.promptLabel = options.label;
  Terminal.strings.tooMuchOutput = options.tooMuch;
  const style = getComputedStyle(host);
  const terminal = new Terminal({
    convertEol: true,
    cursorBlink: false,
    fontFamily: style.fontFamily,
    fontSize: Number.parseFloat(style.fontSize),
    lineHeight: 1.3,
    scrollback: SCROLLBACK_LINES,
    // Colours of the reader's programs, too, stay readable on the page's ground (WCAG 2.2, minimum contrast).
    minimumContrastRatio: 4.5,
    theme: themeOf(host),
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.open(host);
  fit.fit();

  const closing = new AbortController();
  onThemeChange(() => (terminal.options.theme = themeOf(host)), closing.signal);
  const watcher = new ResizeObserver(() => {
    const before = terminal.cols;
    fit.fit();
    if (terminal.cols !== before) options.onResize();
  });
  watcher.observe(host);
  terminal.onData(options.onData);
  terminal.attachCustomKeyEventHandler((event) => isForTerminal(event, terminal, options));

  return {
    get columns() {
      return terminal.cols;
    },
    get rows() {
      return terminal.rows;
    },
    write: (text) => terminal.write(text),
    clear: () => terminal.write('\x1b[2J\x1b[3J\x1b[H'),
    focus: () => terminal.focus(),
    setScreenReaderMode: (on) => (terminal.options.screenReaderMode = on),
    dispose: () => {
      closing.abort();
      watcher.disconnect();
      terminal.dispose();
    },
  };
}

/** Keys that the page keeps: Tab where it completes nothing, Escape, and Ctrl+C with something selected. */
function isForTerminal(event: KeyboardEvent, terminal: Terminal, options: ScreenOptions): boolean {
  if (event.key === 'Tab') return !event.shiftKey && options.usesTab();
  if (event.key === 'Escape') {
    if (event.type === 'keydown') options.onLeave();
    return false;
  }
  const isCopy = event.key.toLowerCase() === 'c' && (event.ctrlKey || event.metaKey);
  if (isCopy && terminal.hasSelection()) return false;
  // The page's own: run the checks.
  return !(event.key === 'Enter' && (event.ctrlKey || event.metaKey));
}

function themeOf(host: HTMLElement): ITheme {
  const colour = readColours(host, Object.values(COLOURS));
  return Object.fromEntries(Object.entries(COLOURS).map(([name, token]) => [name, colour(token)]));
}

/** As text, in this chunk: Astro lets go of styles that only a late chunk asks for. */
function adoptStyles(): void {
  if (hasStyles) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(sheetText);
  document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets];
  hasStyles = true;
}
