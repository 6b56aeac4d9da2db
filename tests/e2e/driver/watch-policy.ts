import type { Page } from 'puppeteer-core';

/**
 * Has what a content security policy blocks said on the console, in every document of the page: so `problemsOf` has it
 * also where the browser keeps it to itself. For `OpenOptions.before`.
 */
export async function watchPolicy(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`Content Security Policy: ${violatedDirective} blocked ${blockedURI}`);
    });
  });
}
