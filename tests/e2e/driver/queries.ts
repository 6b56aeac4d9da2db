import type { ElementHandle, Frame, Page } from 'puppeteer-core';
import { plausibleElements } from './plausible.ts';

/** Where to look: a page, a frame of it, or an element. */
export type Scope = Page | Frame | ElementHandle<Element>;

export interface WaitOptions {
  /** Default 20 s. */
  readonly timeoutMs?: number;
}

/** Asks again and again until the answer is neither false, null nor undefined, and gives it. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | false | null | undefined>,
  { timeoutMs = 20_000 }: WaitOptions = {},
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== null && answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`Not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Every element with this role and accessible name, as the browser's own accessibility tree has them now.
 * Without a name, every element with the role.
 */
export async function findAll(scope: Scope, role: string, name?: string): Promise<ElementHandle<Element>[]> {
  const quote = name?.includes('"') ? "'" : '"';
  const nameSelector = name === undefined ? '' : `[name=${quote}${name}${quote}]`;
  const selector = `::-p-aria(${nameSelector}[role="${role}"])`;
  const plausible = name === undefined ? undefined : await plausibleElements(scope, role, name);
  if (plausible === undefined) return scope.$$(selector);
  const found = [];
  // Searching an element looks at itself too, and at what is in it, which has its own turn.
  for (const element of plausible) {
    const [match] = await element.$$(selector);
    if (match && (await match.evaluate((node, other) => node === other, element))) found.push(element);
  }
  return found;
}

/** Waits for an element with this role and accessible name; the first one, when there are several. */
export async function find(
  scope: Scope,
  role: string,
  name?: string,
  options?: WaitOptions,
): Promise<ElementHandle<Element>> {
  const what = name === undefined ? role : `${role} “${name}”`;
  return until(what, async () => (await findAll(scope, role, name))[0], options);
}

/** Waits for a control to be there and enabled, and clicks it with the pointer. */
export async function click(scope: Scope, role: string, name: string, options?: WaitOptions): Promise<void> {
  const control = await until(
    `enabled ${role} “${name}”`,
    async () => {
      const [element] = await findAll(scope, role, name);
      return (await element?.evaluate((node) => !node.matches(':disabled, [aria-disabled=true]'))) && element;
    },
    options,
  );
  await control.click();
}

/** The text that a reader sees, with runs of white space as one space. */
export async function textOf(scope: Scope): Promise<string> {
  const text =
    'goto' in scope
      ? await scope.evaluate(() => document.body.innerText)
      : await scope.evaluate((node) => (node instanceof HTMLElement ? node.innerText : node.textContent));
  return (text ?? '').replace(/\s+/g, ' ').trim();
}

/** Waits until a text is to be seen and gives what matched. */
export async function waitForText(
  scope: Scope,
  text: string | RegExp,
  options?: WaitOptions,
): Promise<string> {
  let last = '';
  try {
    return await until(
      `text ${text}`,
      async () => {
        last = await textOf(scope);
        return typeof text === 'string' ? last.includes(text) && text : text.exec(last)?.[0];
      },
      options,
    );
  } catch (error) {
    throw new Error(`${String(error)}\nThere is: ${last.slice(0, 2000)}`, { cause: error });
  }
}
