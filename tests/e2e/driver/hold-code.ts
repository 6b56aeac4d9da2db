import type { Page } from 'puppeteer-core';

/** Holds the code of every demo and exercise back, as a slow line would: for `OpenOptions.before`. */
export async function holdCode(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const { promise: arrived, resolve } = Promise.withResolvers<undefined>();
    /** How Astro starts an island, by its directive: each takes what loads the code. */
    type Start = (load: () => Promise<unknown>, ...rest: readonly unknown[]) => unknown;
    const starts = new Proxy<Record<string, Start>>(
      {},
      {
        set: (target, directive: string, start: Start) =>
          Reflect.set(target, directive, (load: () => Promise<unknown>, ...rest: readonly unknown[]) =>
            start(() => arrived.then(load), ...rest),
          ),
      },
    );
    Object.assign(window, { letCodeCome: () => resolve(undefined), Astro: starts });
  });
}

/** Lets the code come that `holdCode` holds back. */
export async function letCodeCome(page: Page): Promise<void> {
  await page.evaluate(() => (window as unknown as { letCodeCome: () => void }).letCodeCome());
}
