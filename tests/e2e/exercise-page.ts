import type { ElementHandle, Page } from 'puppeteer-core';
import type { Exercise } from '#src/components/exercise/data/assemble.ts';
import type { Locale } from '#src/i18n/locales.ts';
import { exercise as messages } from '#src/i18n/messages/exercise.ts';
import { click, find, until } from './driver/index.ts';
import type { OpenOptions, TestBrowser } from './driver/index.ts';

/** What a learner sees of a run. */
export interface SeenRun {
  readonly state: string;
  readonly status: string;
  readonly checks: readonly {
    readonly id: string;
    readonly verdict: string;
    readonly hint: string | undefined;
    readonly text: string;
  }[];
  readonly output: string;
}

/** Long enough for a run that ends by its own deadline on a busy machine. */
const RUN_MS = 90_000;

/** An exercise in its chapter, used as a learner uses it. */
export class ExercisePage {
  readonly page: Page;
  readonly id: string;
  /** The one that the editor shows. */
  #file: string;
  readonly #words: (typeof messages)[Locale];

  private constructor(page: Page, id: string, file: string, locale: Locale) {
    this.page = page;
    this.id = id;
    this.#file = file;
    this.#words = messages[locale];
  }

  /** Opens the chapter, or the exercise's own page, scrolls to the exercise and waits until it listens. */
  static async open(
    browser: TestBrowser,
    exercise: {
      readonly id: string;
      readonly chapter: string;
      readonly runtime?: Exercise['runtime'];
      readonly file?: string;
    },
    options: OpenOptions & { readonly editor?: 'plain' | 'full' | 'auto'; readonly path?: string } = {},
  ): Promise<ExercisePage> {
    const isProgram = exercise.runtime === 'node' || exercise.runtime === 'lab';
    const ownPath = isProgram ? `/exercises/${exercise.id}/` : `/learn/${exercise.chapter}/`;
    const { editor = 'plain', path = ownPath, ...rest } = options;
    const page = await browser.open(path, {
      ...rest,
      before: async (opened) => {
        await opened.evaluateOnNewDocument((choice) => {
          try {
            localStorage.setItem('icebreaker.editor', choice);
          } catch {
            // A test of denied storage.
          }
        }, editor);
        await rest.before?.(opened);
      },
    });
    return ExercisePage.on(page, exercise.id, exercise.file);
  }

  /** The exercise of a page that is open already. */
  static async on(
    page: Page,
    id: string,
    file = 'exercise.ts',
    locale: Locale = 'en',
  ): Promise<ExercisePage> {
    const found = new ExercisePage(page, id, file, locale);
    await found.ready();
    return found;
  }

  get selector(): string {
    return `[data-exercise="${this.id}"]`;
  }

  async section(): Promise<ElementHandle<Element>> {
    const section = await this.page.waitForSelector(this.selector);
    if (!section) throw new Error(`no exercise ${this.id}`);
    return section;
  }

  async ready(): Promise<void> {
    await (await this.section()).scrollIntoView();
    await this.page.waitForSelector(`${this.selector} .plain.ready`, { timeout: 60_000 });
  }

  /** The field or the editor, by the name that assistive technology uses. */
  async editor(): Promise<ElementHandle<Element>> {
    return find(await this.section(), 'textbox', this.#words.codeEditor(this.#file));
  }

  /** Replaces the whole code, as pasting does. */
  async write(code: string): Promise<void> {
    // A tab in the background draws no frames, and waiting for an element needs them.
    await this.page.bringToFront();
    const editor = await this.editor();
    await editor.evaluate((element, text) => {
      const field = element as HTMLTextAreaElement;
      field.focus();
      field.select();
      document.execCommand('insertText', false, text);
    }, code);
    await until('the written code', async () => (await this.code()) === code);
  }

  /**
   * Puts the full editor in the place of the field. Text for it is best written before: of single keys, one that comes
   * while suggestions open may take the first of them.
   */
  async useFullEditor(): Promise<void> {
    await click(await this.section(), 'radio', this.#words.fullEditor);
    await this.fullEditor();
  }

  /** Waits for the full editor, where the device is one that gets it, or the learner chose it. */
  async fullEditor(): Promise<void> {
    await this.page.waitForSelector(`${this.selector} .full:not(.away) .monaco-editor`, { timeout: 60_000 });
  }

  /** Replaces the whole code in the full editor, as pasting does. */
  async paste(code: string): Promise<void> {
    await this.page.bringToFront();
    const editor = await this.editor();
    await editor.focus();
    await this.page.keyboard.down('Control');
    await this.page.keyboard.press('a');
    await this.page.keyboard.up('Control');
    await editor.evaluate((element, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      // Firefox takes what is pasted from the last two.
      const carried = { clipboardData, data: text, dataType: 'text/plain' };
      element.dispatchEvent(new ClipboardEvent('paste', { ...carried, bubbles: true, cancelable: true }));
    }, code);
    await until('the pasted code', async () => (await this.code()) === code);
  }

  /** Shows a file in the editor, by its tab. */
  async show(file: string): Promise<void> {
    if (file === this.#file) return;
    await click(await this.section(), 'tab', file);
    this.#file = file;
    await this.editor();
  }

  /** Replaces the code of several files; the rest stays as it is. */
  async writeAll(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [file, code] of Object.entries(files)) {
      await this.show(file);
      await this.write(code);
    }
  }

  /** The code in the plain field. */
  async code(): Promise<string> {
    return this.page.$eval(
      `${this.selector} textarea.field`,
      (field) => (field as HTMLTextAreaElement).value,
    );
  }

  async press(button: string): Promise<void> {
    await click(await this.section(), 'button', button);
  }

  /** Back to the start code, as a learner confirms it. */
  async reset(): Promise<void> {
    await this.press(this.#words.reset);
    await this.press(this.#words.askResetYes);
  }

  /** Closes the page and what it kept. */
  close(): Promise<void> {
    return this.page.browserContext().close();
  }

  state(): Promise<string> {
    return this.page.$eval(this.selector, (section) => (section as HTMLElement).dataset['state'] ?? '');
  }

  async run(): Promise<SeenRun> {
    await this.press(this.#words.run);
    return this.finished();
  }

  async finished(): Promise<SeenRun> {
    await until(
      `the end of a run of ${this.id}`,
      async () => !['idle', 'running'].includes(await this.state()),
      {
        timeoutMs: RUN_MS,
      },
    );
    return this.seen();
  }

  seen(): Promise<SeenRun> {
    return this.page.$eval(this.selector, (section) => {
      const text = (element: Element | null): string =>
        ((element as HTMLElement | null)?.innerText ?? '').replace(/\s+/g, ' ').trim();
      return {
        state: (section as HTMLElement).dataset['state'] ?? '',
        status: text(section.querySelector('[role=status]')),
        checks: [...section.querySelectorAll<HTMLElement>('[data-check]')].map((item) => ({
          id: item.dataset['check'] ?? '',
          verdict: item.dataset['verdict'] ?? '',
          hint: item.dataset['hint'],
          text: text(item),
        })),
        output: text(section.querySelector('[role=log]')),
      };
    });
  }
}
