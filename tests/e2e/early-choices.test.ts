import { expect, it } from 'vitest';
import {
  click,
  describeInBrowsers,
  find,
  holdCode,
  letCodeCome,
  until,
  waitForText,
} from './driver/index.ts';

/** What a reader does on a slow line, before the code of a demo has come, is done once it has. */
describeInBrowsers('a control whose code is still loading', (browser) => {
  it('does what its button was pressed for', async () => {
    const page = await open('/settings/');
    await click(page, 'button', 'Delete everything');
    await letCodeCome(page);
    await click(page, 'button', 'Delete it all');
    await waitForText(page, 'Nothing of yours is kept here any more.');
  });

  it('takes what was chosen, and then does what was pressed', async () => {
    const page = await open('/tools/inspect/');
    const field = () => page.$eval('textarea', (area) => area.value);
    const example = await find(page, 'combobox', 'Example message');
    const before = await field();
    const name = await example.evaluate((element) =>
      [...(element as HTMLSelectElement).options].map(({ value }) => value).at(-1),
    );
    if (name === undefined) throw new Error('no examples');
    await page.select('select', name);
    await click(page, 'radio', 'long-term');
    await click(page, 'radio', 'short-term');
    await letCodeCome(page);
    await until('the bytes of the other example', async () => (await field()) !== before);
    expect(await page.$eval('select', (select) => select.value)).toBe(name);
  });

  it('is pressed once, however often the reader pressed it in vain', async () => {
    const page = await open('/exercises/stun-codec/');
    for (let times = 0; times < 2; times++) await click(page, 'button', 'Show solution');
    await letCodeCome(page);
    await find(page, 'button', 'Show it');
  });

  const open = (path: string) => browser.open(path, { before: holdCode });
});
