import type { ElementHandle, Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { traceToPcapng } from '#src/simulator/export/pcapng.ts';
import { PRESETS, simulate } from '#src/simulator/index.ts';
import { RFC5769 } from '#tests/vectors/rfc5769.ts';
import {
  axeViolations,
  click,
  describeInBrowsers,
  find,
  problemsOf,
  screenshot,
  textOf,
  until,
  waitForText,
} from './driver/index.ts';
import type { OpenOptions, TestBrowser } from './driver/index.ts';

const PATH = '/tools/inspect/';
const THEMES = ['light', 'dark'] as const;
const digitsOf = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0'));
const [, IPV4_RESPONSE] = RFC5769;
const RESPONSE = digitsOf(IPV4_RESPONSE?.bytes ?? new Uint8Array()).join(' ');
const PASSWORD = IPV4_RESPONSE?.parameters.password ?? '';

describeInBrowsers('the byte inspector', { firefox: 'full' }, (browser) => {
  it('decodes an example without JavaScript: every field with its place, bytes, value and section', async () => {
    const page = await browser.open(PATH, { javaScript: false });
    const text = await textOf(page);
    for (const passage of [
      'Binding success response, 80 bytes, 4 attributes.',
      'bytes 42–43',
      'a1 47 32853',
      'e1 12 a6 43 192.0.2.1',
      '(RFC 8489 §14.2)',
      'comprehension-required',
      'MESSAGE-INTEGRITY valid',
    ]) {
      expect(text).toContain(passage);
    }
    const { cells, broken } = await page.evaluate(() => ({
      cells: document.querySelectorAll('[role=gridcell]').length,
      // Each field leads to its first byte.
      broken: [...document.querySelectorAll<HTMLAnchorElement>('.inspector ol a')]
        .map((link) => link.hash.slice(1))
        .filter((id) => document.getElementById(id) === null),
    }));
    expect(cells).toBe(80);
    expect(broken).toEqual([]);
    expect(text).not.toContain('Change the bytes');
  });

  it('links bytes and fields in both directions, by pointer and by focus', async () => {
    const page = await openInspector(browser);
    const port = await find(page, 'link', 'XORed port');
    await port.focus();
    expect(await litBytes(page)).toEqual([42, 43]);
    await (await find(page, 'link', 'XOR-MAPPED-ADDRESS')).focus();
    expect(await litBytes(page)).toEqual([36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47]);

    await (await page.$('[data-offset="45"]'))?.hover();
    await until('the lit field', async () => (await litFields(page)).join() === 'XORed address');
    expect(await litBytes(page)).toEqual([44, 45, 46, 47]);
    const readout = await find(page, 'group', 'The field you point at');
    expect(await textOf(readout)).toMatch(/XOR-MAPPED-ADDRESS: XORed address bytes 44–47.*192\.0\.2\.1/);

    // Held, it stays lit when the pointer goes elsewhere; the same once more lets go.
    await (await page.$('[data-offset="45"]'))?.click();
    await (await page.$('h1'))?.hover();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await until('still lit', async () => (await litBytes(page)).join() === '44,45,46,47');
    await (await page.$('[data-offset="44"]'))?.click();
    await (await page.$('h1'))?.hover();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await until('nothing lit', async () => (await litBytes(page)).length === 0);
    expect(problemsOf(page)).toEqual([]);
  });

  it('says in each example what it is, and proves those that have a proof', async () => {
    const page = await openInspector(browser);
    const values = await page.$$eval('select option', (options) => options.map((option) => option.value));
    expect(values).toHaveLength(14);
    const seen: Record<string, string> = {};
    for (const value of values) {
      await page.select('.inspector select', value);
      seen[value] = await until('its status', async () => {
        const status = await statusOf(page);
        return (
          (await page.$eval('.inspector select', (select) => (select as HTMLSelectElement).value)) ===
            value && status
        );
      });
    }
    expect(seen).toMatchObject({
      'binding-request': 'Binding request, 20 bytes, no attributes.',
      'binding-response': expect.stringMatching(/^Binding success response, \d+ bytes, 2 attributes\.$/),
      'allocate-401': expect.stringMatching(/^Allocate error response/),
      'allocate-success': expect.stringMatching(/^Allocate success.*MESSAGE-INTEGRITY-SHA256 is valid\.$/),
      'create-permission': expect.stringMatching(/^CreatePermission request.*SHA256 is valid\.$/),
      'channel-bind': expect.stringMatching(/^ChannelBind request.*SHA256 is valid\.$/),
      'channel-data': expect.stringMatching(/^ChannelData message, \d+ bytes, 11 of them data\.$/),
      'data-indication': expect.stringMatching(/^Data indication/),
      'ice-check': expect.stringMatching(/^Binding request.*INTEGRITY is valid\. FINGERPRINT is valid\.$/),
      'rfc5769-long-term-request': expect.stringMatching(/^Binding request.*INTEGRITY is valid\.$/),
    });
    for (const status of Object.values(seen)) expect(status).not.toMatch(/wrong|not valid/);
  });

  it('shows what breaks when a byte is changed in place', async () => {
    const page = await openInspector(browser);
    expect(await statusOf(page)).toContain('MESSAGE-INTEGRITY is valid. FINGERPRINT is valid.');
    await focusByte(page, 47);
    // The pointer goes its own way meanwhile: scrolling alone takes the grid from under it.
    await page.hover('[data-offset="46"]');
    await page.keyboard.type('0');
    await page.hover('h1');
    await page.keyboard.type('a');
    await waitForText(page, '192.0.2.72');
    await until('the verdicts', async () =>
      (await statusOf(page)).includes('MESSAGE-INTEGRITY is not valid. FINGERPRINT is not valid.'),
    );
    expect(await verdicts(page)).toEqual(['invalid', 'invalid']);
    expect(
      await page.$eval('.inspector textarea', (field) => (field as HTMLTextAreaElement).value),
    ).toContain('e112a60a');
    expect(await selected(page)).toBe('own');

    // A changed length takes the message apart: it is said, and the rest is still read.
    await page.select('.inspector select', 'rfc5769-ipv4-response');
    await focusByte(page, 75);
    await page.keyboard.type('ff');
    await waitForText(page, 'FINGERPRINT says that its value has 255 bytes, but the message has only 4 left');
    await waitForText(page, 'a receiver drops it first');
    expect(await verdicts(page)).toEqual(['broken', 'broken']);
    await waitForText(page, '192.0.2.1');
  });

  it('checks the integrity with the password that is given, and asks for what is missing', async () => {
    const page = await openInspector(browser);
    await setText(page, RESPONSE);
    const password = await find(page, 'textbox', 'Password');
    await fill(password, 'wrong');
    await waitForText(page, 'MESSAGE-INTEGRITY not valid: another password');
    await fill(password, PASSWORD);
    await until('valid', async () => (await statusOf(page)).includes('MESSAGE-INTEGRITY is valid'));
    await fill(password, '');
    await waitForText(page, 'MESSAGE-INTEGRITY not checked: enter the password');
    expect(await verdicts(page)).toEqual(['needs-password', 'valid']);

    // A response has neither username nor realm.
    await page.select('.inspector select', 'allocate-success');
    await fill(await find(page, 'textbox', 'Username'), '');
    await waitForText(page, 'enter the username, which the message doesn’t have');
    await fill(await find(page, 'textbox', 'Username'), 'alice');
    await waitForText(page, 'valid, with a key by SHA-256');
    await click(page, 'radio', 'short-term');
    await waitForText(page, 'MESSAGE-INTEGRITY-SHA256 not valid');
  });

  describe('with what people paste', () => {
    let page: Page;
    beforeAll(async () => {
      page = await openInspector(browser);
    });

    it.each([
      ['an array', RESPONSE.replace(/(..) ?/g, '0x$1, ')],
      ['escapes', RESPONSE.replace(/(..) ?/g, '\\x$1')],
      ['colons', RESPONSE.replaceAll(' ', ':')],
      [
        'a dump of Wireshark',
        (RESPONSE.match(/(?:.. ?){1,16}/g) ?? [])
          .map((row, i) => `${(16 * i).toString(16).padStart(4, '0')}  ${row.trim().padEnd(47)}   ab.cd..`)
          .join('\n'),
      ],
    ])('%s', async (_, text) => {
      await setText(page, '');
      await waitForText(page, 'Nothing to read yet');
      await setText(page, text);
      await until('the message', async () =>
        (await statusOf(page)).startsWith('Binding success response, 80 bytes'),
      );
      expect(await page.$('.faults')).toBeNull();
    });

    it.each([
      ['no hex', `${RESPONSE} zz`, 'Line 1, column 241 “z” is no hexadecimal digit'],
      ['an odd number of digits', `${RESPONSE.replaceAll(' ', '')}0`, 'has an odd number of digits'],
      ['too short', '01 01 00 3c 21 12', 'a header of 20 bytes (RFC 8489 §5). Here are 6.'],
      [
        'another cookie',
        RESPONSE.replace('21 12 a4 42', '21 12 a4 43'),
        'The cookie is 0x2112A443. It must be 0x2112A442',
      ],
      [
        'a length that doesn’t fit',
        RESPONSE.slice(0, -12),
        'The header says that 60 bytes follow, but only 56 do',
      ],
      ['other first bits', RESPONSE.replace('01 01', '81 01'), 'The first two bits are 10.'],
      [
        'something else',
        '90 60 00 01 00 00 00 00 12 34 56 78 00 00 00 00 00 00 00 00',
        'is RTP or RTCP (RFC 8656 §12, Table 3)',
      ],
      [
        'an unknown attribute',
        '00 01 00 04 21 12 a4 42 00 00 00 00 00 00 00 00 00 00 00 01 7f ff 00 00',
        'doesn’t know 0x7FFF answers with 420',
      ],
      ['a channel that is reserved', '50 00 00 00', '0x5000 is reserved'],
    ])('explains %s, and shows what it can', async (_, text, words) => {
      await setText(page, text);
      await waitForText(page, words);
      expect(await page.$$eval('[role=gridcell]', (cells) => cells.length)).toBeGreaterThan(3);
      expect(await page.$$eval('.inspector li.field', (fields) => fields.length)).toBeGreaterThan(1);
    });

    it('shows the place of what is wrong, in the text or among the bytes', async () => {
      await setText(page, `${RESPONSE} zz`);
      await waitForText(page, 'is no hexadecimal digit');
      await click(page, 'button', 'Show the place');
      await until('the selection', () =>
        page.evaluate(() => {
          const field = document.activeElement as HTMLTextAreaElement;
          return (
            field.localName === 'textarea' &&
            field.value.slice(field.selectionStart, field.selectionEnd) === 'z'
          );
        }),
      );
      await setText(page, RESPONSE.replace('21 12 a4 42', '21 12 a4 43'));
      await waitForText(page, 'The cookie is');
      await click(page, 'button', 'Show the place');
      await until('the lit bytes', async () => (await litBytes(page)).join() === '4,5,6,7');
    });

    it('finds a message behind the headers of a captured packet', async () => {
      await setText(page, `${'00 '.repeat(12)}08 00 45 ${'00 '.repeat(27)}${RESPONSE}`);
      await waitForText(page, '42 bytes stand before a STUN message');
      await click(page, 'button', 'Look at that message');
      await until('the message', async () =>
        (await statusOf(page)).startsWith('Binding success response, 80 bytes'),
      );
    });

    it('is not hung by garbage of any size', async () => {
      await setText(page, '<img src=x onerror=alert(1)>'.repeat(3000));
      await waitForText(page, '“<” is no hexadecimal digit');
      expect(await page.$('.inspector img')).toBeNull();
      await setText(page, '8022 0000 '.repeat(20_000));
      await waitForText(page, 'A STUN message has at most 65555 bytes');
      expect(await page.$$eval('[role=gridcell]', (cells) => cells.length)).toBe(1024);
      await setText(page, `0001fffc2112a442${'00'.repeat(12)}${'80220000'.repeat(0xfffc / 4)}`);
      await waitForText(page, 'Binding request, 65552 bytes, 16383 attributes.');
      expect(await page.$$eval('.inspector li', (items) => items.length)).toBeLessThan(1000);
    });

    it('keeps nothing of it: not in the address, not in any storage, not after a reload', async () => {
      await setText(page, RESPONSE.replace('74 65 73 74', '70 65 73 74'));
      await fill(await find(page, 'textbox', 'Password'), 'kept-nowhere');
      await waitForText(page, '“pest vector”');
      const kept = await page.evaluate(() =>
        [
          location.href,
          ...[localStorage, sessionStorage].map((one) => JSON.stringify({ ...one })),
          document.cookie,
        ].join(),
      );
      expect(kept).not.toMatch(/kept-nowhere|70 ?65 ?73 ?74/);
      await page.reload();
      await hydrated(page);
      expect(await textOf(page)).toContain('“test vector”');
      expect(await selected(page)).toBe('rfc5769-ipv4-response');
    });

    it('masks the reader’s own addresses, in words and in bytes, and not those of an example', async () => {
      await setText(page, RESPONSE.replace('e1 12 a6 43', 'e1 12 a6 44'));
      await waitForText(page, '192.0.2.6');
      await (await find(page, 'switch', 'Mask addresses')).evaluate((one) => (one as HTMLElement).click());
      await waitForText(page, '192.x.x.x');
      const text = await textOf(page);
      expect(text).not.toContain('192.0.2.6');
      expect(text).not.toMatch(/e1 ?12 ?a6 ?44|c0 ?00 ?02 ?06/);
      await page.select('.inspector select', 'rfc5769-ipv4-response');
      await waitForText(page, '192.0.2.1');
      await (await find(page, 'switch', 'Mask addresses')).evaluate((one) => (one as HTMLElement).click());
    });
  });

  it('is worked by keyboard alone, and lets the keyboard go', async () => {
    const page = await openInspector(browser);
    await focusByte(page, 0);
    expect(await active(page)).toMatchObject({ offset: '0', label: 'Byte 0, 01: message type' });
    const path = async (
      ...keys: ('ArrowRight' | 'ArrowDown' | 'ArrowLeft' | 'ArrowUp' | 'End' | 'Home')[]
    ) => {
      for (const key of keys) await page.keyboard.press(key);
      return Number((await active(page)).offset);
    };
    expect(await path('ArrowRight', 'ArrowRight')).toBe(2);
    const wide = await path('ArrowDown');
    expect([10, 18]).toContain(wide);
    expect(await path('ArrowUp', 'ArrowLeft')).toBe(1);
    expect(await path('Home', 'ArrowLeft')).toBe(0);
    expect([7, 15]).toContain(await path('End'));
    expect(await litFields(page)).toHaveLength(1);
    await page.keyboard.press('Enter');
    // One stop for all bytes: Tab leaves them, and Shift+Tab comes back to the same.
    await page.keyboard.press('Tab');
    expect((await active(page)).offset).toBeUndefined();
    await page.keyboard.down('Shift');
    await page.keyboard.press('Tab');
    await page.keyboard.up('Shift');
    expect([7, 15]).toContain(Number((await active(page)).offset));
    await page.keyboard.press('f');
    await page.keyboard.press('Escape');
    expect(await statusOf(page)).toContain('MESSAGE-INTEGRITY is valid');
  });

  describe.each(THEMES)('in the %s theme', (theme) => {
    it('has no axe violation, at rest, lit, and with an error', async () => {
      const viewport = { width: 1440, height: 900 };
      const page = await openInspector(browser, { colorScheme: theme, viewport });
      await (await page.$('[data-offset="45"]'))?.click();
      expect(await axeViolations(page)).toEqual([]);
      await screenshot(page, `inspector-${browser.name}-${theme}-lit`);
      await setText(page, RESPONSE.replace('21 12 a4 42', '21 12 a4 43').slice(0, -6));
      await waitForText(page, 'things are wrong');
      expect(await axeViolations(page)).toEqual([]);
      await screenshot(page, `inspector-${browser.name}-${theme}-error`);
    });

    it('fits 320 px with the widest of examples', async () => {
      const page = await openInspector(browser, {
        colorScheme: theme,
        viewport: { width: 320, height: 640 },
      });
      for (const example of ['rfc5769-ipv6-response', 'channel-bind', 'allocate-401']) {
        await page.select('.inspector select', example);
        await (await page.$('[data-offset="45"]'))?.click();
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect([example, over]).toEqual([example, 0]);
      }
      await page.setViewport({ width: 390, height: 844 });
      await screenshot(page, `inspector-${browser.name}-${theme}-390`);
    });
  });

  it('speaks Chinese as well', async () => {
    const page = await openInspector(browser, {}, `/zh-cn${PATH}`);
    const text = await textOf(page);
    for (const passage of ['Binding 成功响应，80 字节，4 个属性。', '事务 ID', '必须理解', '有效']) {
      expect(text).toContain(passage);
    }
    await screenshot(page, `inspector-${browser.name}-zh-cn`);
  });
});

async function openInspector(browser: TestBrowser, options: OpenOptions = {}, path = PATH): Promise<Page> {
  const page = await browser.open(path, options);
  await hydrated(page);
  return page;
}

/** The island listens once it is hydrated. */
const hydrated = (page: Page) =>
  until('hydration', () => page.$eval('astro-island:has(.inspector)', (one) => !one.hasAttribute('ssr')));

function setText(page: Page, text: string): Promise<void> {
  return page.$eval(
    '.inspector textarea',
    (field, value) => {
      (field as HTMLTextAreaElement).value = value;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
    text,
  );
}

function fill(field: ElementHandle<Element>, text: string): Promise<void> {
  return field.evaluate((input, value) => {
    (input as HTMLInputElement).value = value;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }, text);
}

const statusOf = (page: Page) =>
  page.$eval('.inspector [role=status]', (status) => (status.textContent ?? '').trim());
const selected = (page: Page) =>
  page.$eval('.inspector select', (select) => (select as HTMLSelectElement).value);
const litBytes = (page: Page) =>
  page.$$eval('[role=gridcell].lit', (cells) =>
    cells.map((cell) => Number((cell as HTMLElement).dataset['offset'])),
  );
/** Without the letter that stands before the name. */
const litFields = (page: Page) =>
  page.$$eval('.field.lit .name', (names) => names.map((name) => (name.textContent ?? '').slice(1).trim()));
const verdicts = (page: Page) =>
  page.$$eval('.inspector [data-verdict]', (items) =>
    items.map((item) => (item as HTMLElement).dataset['verdict']),
  );

/** Goes to a byte as a reader does: a click, which sets where the arrow keys are. */
async function focusByte(page: Page, offset: number): Promise<void> {
  const cell = await until('the byte', () => page.$(`[data-offset="${offset}"]`));
  await cell.click();
  await until('the focus', async () => (await active(page)).offset === `${offset}`);
}

function active(page: Page): Promise<{ offset: string | undefined; label: string | null }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const offset = element instanceof HTMLElement ? element.dataset['offset'] : undefined;
    return { offset, label: element?.getAttribute('aria-label') ?? null };
  });
}

describeInBrowsers('the inspector of other things', (browser) => {
  it('opens a capture file: lists its messages, checks them with a password, and shows the bytes of one', async () => {
    const page = await openInspector(browser);
    await chooseFile(
      page,
      'lab.pcapng',
      Buffer.concat([...traceToPcapng(simulate(PRESETS['home-to-home']))]),
    );
    await waitForText(page, /\d+ STUN and TURN messages in \d+ packets\./);
    const password = await find(page, 'textbox', 'Password');
    await password.type('an-open-secret');
    await waitForText(page, /The password fits \d+ of \d+ messages that are protected\./);
    const rows = () =>
      page.$$eval('[data-frame]', (all) => all.map(({ textContent }) => textContent.replaceAll(/\s+/g, ' ')));
    const allocate = (await rows()).find((row) => /Allocate success/.test(row));
    expect(allocate).toMatch(/UDP\s*valid/);
    await page.$$eval('[data-frame] button', (buttons) => {
      const button = buttons.find(({ textContent }) => /Allocate success/.test(textContent));
      if (button instanceof HTMLElement) button.click();
    });
    // The response names no user: its request does.
    await waitForText(
      page,
      /Allocate success response, \d+ bytes, \d+ attributes\.\s*MESSAGE-INTEGRITY-SHA256 is valid/,
    );
    await screenshot(page, `inspector-capture-${browser.name}`);
    expect(await axeViolations(page)).toEqual([]);
    expect(problemsOf(page)).toEqual([]);
  });

  it('says what is no capture file, and where one is cut off', async () => {
    const page = await openInspector(browser);
    await chooseFile(page, 'page.html', Buffer.from('<!doctype html>'));
    await waitForText(page, /This is no pcap or pcapng file\./);
    const whole = Buffer.concat([...traceToPcapng(simulate(PRESETS['home-to-home']))]);
    await chooseFile(page, 'cut.pcapng', whole.subarray(0, whole.length - 5));
    await waitForText(page, /The file is cut off: what begins at byte \d+ has no end\./);
  });

  it('takes base64, a candidate and an SDP in the same field', async () => {
    const page = await openInspector(browser);
    const field = await find(page, 'textbox', 'Hex of the message');
    const paste = (text: string) =>
      field.evaluate((node, value) => {
        if (!(node instanceof HTMLTextAreaElement)) throw new Error('no field');
        node.value = value;
        node.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }, text);
    await paste(Buffer.from(IPV4_RESPONSE?.bytes ?? []).toString('base64'));
    await waitForText(page, /Binding success response, 80 bytes, 4 attributes\./);
    await paste('candidate:1 1 udp 2130706431 192.0.2.7 54321 typ host');
    await waitForText(page, /1 candidate/);
    await paste(
      'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\nc=IN IP4 0.0.0.0\r\na=mid:data\r\na=ice-ufrag:abcd\r\na=ice-pwd:0123456789012345678901\r\na=ice-options:trickle\r\n',
    );
    await waitForText(page, /What it says of ICE besides/);
    await waitForText(page, /abcd\s*22 characters\s*trickle/);
    expect(await axeViolations(page)).toEqual([]);
  });
});

/** Gives the page's chooser a file. */
async function chooseFile(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.$eval(
    'input[type=file]',
    (input, fileName, base64) => {
      if (!(input instanceof HTMLInputElement)) throw new Error('no chooser');
      const content = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], fileName));
      input.files = transfer.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    name,
    bytes.toString('base64'),
  );
}
