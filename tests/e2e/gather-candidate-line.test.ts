import type { ElementHandle, Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { axeViolations, describeInBrowsers, textOf, until, waitForText } from './driver/index.ts';

const PATH = '/learn/candidates/';
const LINE = 'candidate:1 1 udp 2130706431 192.0.2.7 54321 typ host';
const SDP = [
  'v=0',
  'o=- 1 1 IN IP4 192.0.2.7',
  's=-',
  't=0 0',
  'a=ice-ufrag:8hhY',
  'a=ice-pwd:asd88fgpdd777uzjYhagZg',
  'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
  `a=${LINE}`,
  'a=candidate:2 1 UDP 1694498815 203.0.113.9 70000 typ srflx raddr 192.0.2.7 rport 54321',
].join('\r\n');

describeInBrowsers('the figure of a candidate line', { firefox: 'full' }, (browser) => {
  it('is readable without JavaScript: every field leads to its explanation', async () => {
    const page = await browser.open(PATH, { javaScript: false });
    const text = await textOf(page);
    expect(text).toContain('RFC 8445 §5.1.1.3');
    const html = await page.content();
    const [, figure = ''] = /<figure class="candidate-line([\s\S]*?)<\/figure>/.exec(html) ?? [];
    const targets = [...figure.matchAll(/href="#([^"]+)"/g)].map(([, target]) => target);
    expect(targets.length).toBeGreaterThan(8);
    for (const target of targets) expect(figure).toContain(`id="${target}"`);
  });

  describe('with what the reader pastes', () => {
    let page: Page;
    let input: ElementHandle<Element>;
    beforeAll(async () => {
      page = await browser.open(PATH);
      await page.$eval('.candidate-line', (figure) => figure.scrollIntoView());
      input = await until('the paste field', () => page.$('.paste textarea'));
      // The island listens once it is hydrated.
      await until('hydration', () =>
        page.$eval('astro-island:has(.candidate-line)', (one) => !one.hasAttribute('ssr')),
      );
    });

    const paste = (text: string) =>
      input.evaluate((field, value) => {
        (field as HTMLTextAreaElement).value = value;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }, text);

    it('takes a single line apart', async () => {
      await paste(LINE);
      await waitForText(page, '1 candidate');
      await waitForText(page, 'An address of this device that may be reachable');
    });

    it('finds what is wrong in a whole SDP, with line and column', async () => {
      await paste(SDP);
      await waitForText(page, '1 candidate, 1 error');
      const column = (SDP.split('\r\n')[8] ?? '').indexOf('70000') + 1;
      await waitForText(page, `Line 9, column ${column}: 70000 is out of range for the port`);
      expect(await axeViolations(page)).toEqual([]);
    });

    it('explains broken input and survives hostile input', async () => {
      await paste('candidate:1 1 udp');
      await waitForText(page, 'The line ends before its priority');
      await paste('<img src=x onerror=alert(1)> '.repeat(3_000));
      await waitForText(page, '0 candidates, 1 error');
      expect((await page.$$('.paste a.piece')).length).toBeLessThan(100);
      expect(await page.$('.paste img')).toBeNull();
      await paste('x'.repeat(200_000));
      await waitForText(page, 'more than 100 kB');
    });

    it('lights the explanation of the field that has the focus, and only that', async () => {
      await paste(LINE);
      await waitForText(page, '1 candidate');
      await page.$eval('.paste a.priority', (field) => field.focus());
      await until('the lit row', () =>
        page.$eval('.paste .row.priority', (row) => row.classList.contains('lit')),
      );
      expect(await page.$$eval('.row.lit', (rows) => rows.length)).toBe(1);
    });
  });
});
