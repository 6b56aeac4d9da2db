import type { Page } from 'puppeteer-core';

/** Something that went wrong in a page without anybody asking. */
export interface Problem {
  readonly kind: 'csp' | 'uncaught' | 'console-error' | 'request';
  readonly text: string;
}

const problems = new WeakMap<Page, Problem[]>();

/** Starts to collect a page's problems; called before it navigates. */
export function collectProblems(page: Page): void {
  const list: Problem[] = [];
  problems.set(page, list);
  // Chromium reports violations of the content security policy on the console, Firefox as errors of the page.
  const add = (kind: Problem['kind'], text: string) => {
    list.push({ kind: /content[- ]security[- ]policy/i.test(text) ? 'csp' : kind, text });
  };
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    // Chromium's “Failed to load resource” says only there what it was.
    const { url } = message.location();
    add(
      'console-error',
      /^Failed to load resource/.test(message.text()) ? `${message.text()} ${url}` : message.text(),
    );
  });
  page.on('pageerror', (error) => {
    add('uncaught', error instanceof Error ? error.message : String(error));
  });
  page.on('response', (response) => {
    if (response.status() >= 400) add('request', `${response.status()} ${response.url()}`);
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? 'failed';
    const url = request.url();
    // What the policy blocked is on the console as well; what was aborted was given up by the page itself, as was a frame
    // that it took away before the frame's page had come.
    if (!/abort|csp|context already closed/i.test(why) && !isFrameTakenAway(why, url)) {
      add('request', `${why} ${url}`);
    }
  });
}

/** Firefox's other word for it, seen where the frame went just as its page came. */
function isFrameTakenAway(why: string, url: string): boolean {
  return why === 'NS_ERROR_FAILURE' && new URL(url).pathname.endsWith('/sandbox/frame/');
}

/** CSP violations, uncaught errors, console errors and failed requests of a page since it was opened. */
export function problemsOf(page: Page): readonly Problem[] {
  return problems.get(page) ?? [];
}
