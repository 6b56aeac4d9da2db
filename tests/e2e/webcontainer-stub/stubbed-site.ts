import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll } from 'vitest';
import { serveSite, type ServedSite } from '../driver/index.ts';
import { serveWebContainerStub, type WebContainerStub } from './server.ts';

/** For all tests of a file: the built site, with a stub of its own as the host of WebContainers. */
export function stubbedSite() {
  let stub: WebContainerStub | undefined;
  let served: ServedSite | undefined;
  let url: string | undefined;
  beforeAll(async () => {
    stub = await serveWebContainerStub();
    served = serveSite(process.env.E2E_DIST ?? 'dist', { WEBCONTAINER_HOST: stub.origin });
    ({ url } = await served.site);
    stub.site = new URL(url).origin;
  });
  afterAll(async () => {
    await served?.close();
    await stub?.close();
  });
  return {
    get stub(): WebContainerStub {
      if (!stub) throw new Error('The stub is there once the tests of the file begin');
      return stub;
    },
    get url(): string {
      if (url === undefined) throw new Error('The site is there once the tests of the file begin');
      return url;
    },
    /** Has a page that is about to open take the stub for the host. */
    async prepare(page: Page): Promise<void> {
      await page.evaluateOnNewDocument((origin) => {
        globalThis.WEBCONTAINER_API_IFRAME_URL = origin;
      }, this.stub.origin);
    },
  };
}
