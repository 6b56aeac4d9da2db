import { expect, it } from 'vitest';
import { loadExercises } from '#src/components/exercise/data/load.ts';
import { click, describeInBrowsers, find, textOf, until, waitForText } from './driver/index.ts';
import { ExercisePage } from './exercise-page.ts';

const [exercise] = await loadExercises();
if (!exercise) throw new Error('there is no exercise in lessons/');

describeInBrowsers('my data', { firefox: 'full' }, (browser) => {
  it('says what is kept, and deletes it when asked twice', async () => {
    const page = await ExercisePage.open(browser, exercise);
    await page.write('// mine\n');
    const settings = await browser.open('/settings/', { context: page.page.browserContext() });
    await waitForText(settings, '1 draft');
    await click(settings, 'button', 'Delete everything');
    await click(settings, 'button', 'Keep it');
    expect(await textOf(settings)).toContain('1 draft');
    await click(settings, 'button', 'Delete everything');
    await click(settings, 'button', 'Delete it all');
    await waitForText(settings, 'Nothing of yours is kept here any more.');
    await page.page.bringToFront();
    await page.page.reload();
    await page.ready();
    expect(await page.code()).toBe(exercise.start[exercise.entry]);
  });

  it('forgets the choices of the page that deletes, too', async () => {
    const settings = await browser.open('/settings/');
    const mask = () => settings.evaluate(() => document.documentElement.dataset['mask']);
    await click(settings, 'switch', 'Mask addresses');
    expect(await mask()).toBe('true');
    await click(settings, 'button', 'Delete everything');
    await click(settings, 'button', 'Delete it all');
    await waitForText(settings, 'Nothing of yours is kept here any more.');
    expect(await mask()).toBeUndefined();
    const shown = await find(settings, 'switch', 'Mask addresses');
    expect(await shown.evaluate((element) => (element as HTMLInputElement).checked)).toBe(false);
  });

  it('takes in an export, and keeps the draft that it replaces', async () => {
    const page = await ExercisePage.open(browser, exercise);
    await page.write('// mine\n');
    const settings = await browser.open('/settings/', { context: page.page.browserContext() });
    await waitForText(settings, '1 draft');
    await find(settings, 'button', 'Export as a file');
    await settings.$eval(
      '.my-data input[type=file]',
      (element, text) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text], 'my-data.json', { type: 'application/json' }));
        (element as HTMLInputElement).files = transfer.files;
        element.dispatchEvent(new Event('change', { bubbles: true }));
      },
      exportOf(exercise.id, '// theirs\n'),
    );
    await waitForText(settings, 'Imported.');
    await waitForText(settings, '1 earlier text');
    // The open tab follows, as it does when another tab writes.
    await until('the imported draft', async () => (await page.code()) === '// theirs\n');
  });

  it('refuses a file that is something else', async () => {
    const settings = await browser.open('/settings/');
    await waitForText(settings, 'Nothing yet.');
    await settings.$eval('.my-data input[type=file]', (element) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['hello'], 'hello.json'));
      (element as HTMLInputElement).files = transfer.files;
      element.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await waitForText(settings, 'not an export');
  });
});

function exportOf(id: string, text: string): string {
  const draft = { exercise: id, files: { 'exercise.ts': text }, startHash: 'any', savedAtMs: 1, revision: 1 };
  return JSON.stringify({
    format: 'icebreaker-1',
    exportedAtMs: 1,
    drafts: [draft],
    versions: [],
    progress: [],
    iceServers: [],
  });
}
