import { it } from 'vitest';
import { loadExercises } from '#src/components/exercise/data/load.ts';
import { click, describeInBrowsers, until } from './driver/index.ts';
import { ExercisePage } from './exercise-page.ts';
import { Terminal } from './terminal-screen.ts';
import { stubbedSite } from './webcontainer-stub/stubbed-site.ts';

/** The shell of a container: a POSIX shell and Node of this machine behind the stub. */
const exercise = (await loadExercises()).find(({ id }) => id === 'stun-codec');
if (exercise?.runtime !== 'node') throw new Error('stun-codec is no exercise for Node');
const { entry } = exercise;

const hosted = stubbedSite();

describeInBrowsers('the terminal of a WebContainer (stub host)', { firefox: 'full' }, (browser) => {
  it('is its shell, with the files of the editor, and ends with the terminal', async () => {
    const page = await ExercisePage.open(
      browser,
      { ...exercise, file: entry },
      {
        path: new URL(`/exercises/${exercise.id}/`, hosted.url).href,
        before: (opened) => hosted.prepare(opened),
      },
    );
    await page.press('Open the terminal');
    const terminal = new Terminal(page);
    await terminal.shows('It is not Node');
    // Another runner has another shell, in the terminal that is open.
    await click(await page.section(), 'button', 'WebContainer, real Node.js');
    await terminal.shows('The shell of the WebContainer');
    await page.write("console.log('node', process.version.length > 3, 6 * 7);\n");
    await terminal.type('echo "two plus two is $((2 + 2))"\r');
    await terminal.shows('two plus two is 4');
    await until('the text of the editor in the folder', async () => {
      await terminal.type(`node --experimental-strip-types --no-warnings ${entry}\r`);
      return terminal.shows('node true 42').then(
        () => true,
        () => false,
      );
    });
    await page.press('Close the terminal');
    await until('the end of all processes', async () => (await hosted.stub.processes()) === 0);
  });
});
