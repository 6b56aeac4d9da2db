import { until } from './driver/index.ts';
import type { ExercisePage } from './exercise-page.ts';

/** The terminal as its user sees it. */
export class Terminal {
  readonly page: ExercisePage;

  constructor(page: ExercisePage) {
    this.page = page;
  }

  async focus(): Promise<void> {
    await this.page.page.focus(`${this.page.selector} .xterm textarea`);
  }

  async type(text: string): Promise<void> {
    await this.focus();
    for (const part of text.split(/(\r)/)) {
      if (part === '\r') await this.page.page.keyboard.press('Enter');
      else await this.page.page.keyboard.type(part);
    }
  }

  async press(key: 'Tab' | 'Escape' | 'Enter' | 'ArrowUp' | 'c', held?: 'Shift' | 'Control'): Promise<void> {
    const { keyboard } = this.page.page;
    if (held) await keyboard.down(held);
    await keyboard.press(key);
    if (held) await keyboard.up(held);
  }

  hasFocus(): Promise<boolean> {
    return this.page.page.evaluate(
      () => document.activeElement?.closest('.xterm') !== null && document.activeElement !== null,
    );
  }

  /** The rows on the screen. */
  text(): Promise<string> {
    return this.page.page.$eval(`${this.page.selector} .xterm-rows`, (rows) =>
      [...rows.children].map((row) => (row.textContent ?? '').replaceAll('\u00a0', ' ').trimEnd()).join('\n'),
    );
  }

  async shows(text: string | RegExp): Promise<void> {
    let last = '';
    await until(`${text} in the terminal`, async () => {
      last = await this.text().catch(() => '');
      return typeof text === 'string' ? last.includes(text) : text.test(last);
    }).catch((error: unknown) => {
      throw new Error(`${String(error)}\nThere is:\n${last}`, { cause: error });
    });
  }

  async hides(text: string): Promise<void> {
    await until(`no ${text} in the terminal`, async () => !(await this.text()).includes(text));
  }

  colourOf(text: string): Promise<string> {
    return this.page.page.$$eval(
      `${this.page.selector} .xterm-rows span`,
      (spans, wanted) => {
        const span = spans.find(({ textContent }) => textContent.replaceAll('\u00a0', ' ').includes(wanted));
        return span ? getComputedStyle(span).color : '';
      },
      text,
    );
  }
}
