import { existsSync, globSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COURSE_CHAPTERS } from '#src/components/map/course.ts';
import { ROOT } from '../lib/node.mjs';
import { checkId, writeNew, type Made } from './made.ts';

const TEMPLATES = join(ROOT, 'scripts', 'new', 'templates');
/** A folder each. */
export const RUNTIMES: readonly string[] = readdirSync(TEMPLATES).sort();
/** What the templates are called; it stands wherever an exercise's id does. */
const TEMPLATE_ID = 'new-exercise';

/** An exercise that holds what it promises, to be made into another: a folder of templates/ under an id of its own. */
export function newExercise(
  root: string,
  id: string,
  { runtime, chapter }: { readonly runtime: string; readonly chapter: string },
): Made {
  checkId('id of an exercise', id);
  if (!RUNTIMES.includes(runtime))
    throw new Error(`There is no runtime "${runtime}"; there are: ${RUNTIMES.join(', ')}.`);
  const slugs = COURSE_CHAPTERS.map(({ slug }) => slug);
  if (!slugs.includes(chapter))
    throw new Error(`There is no chapter "${chapter}"; there are: ${slugs.join(', ')}.`);
  if (existsSync(join(root, 'lessons', id)))
    throw new Error(`Nothing was written: lessons/${id} is there already.`);

  const order = 1 + Math.max(0, ...ordersIn(root, chapter));
  const template = join(TEMPLATES, runtime);
  const paths = globSync('**/*.*', { cwd: template }).map((path) => path.replaceAll('\\', '/'));
  const files = Object.fromEntries(
    paths.sort().map((path) => {
      const text = readFileSync(join(template, path), 'utf8').replaceAll(TEMPLATE_ID, id);
      const isYaml = path === 'exercise.yaml';
      return [`lessons/${id}/${path}`, isYaml ? placed(text, chapter, order) : text];
    }),
  );
  const made = writeNew(root, files);
  const isIsolated = runtime === 'node' && allowContainers(root, id);
  return {
    files: isIsolated ? [...made, 'public/_headers (four lines)'] : made,
    next: [
      `Write lessons/${id}/exercise.yaml: texts in both editions, checks, hints, typical mistakes (docs/authoring.md).`,
      'Write the solution, then the start, then the checks, then the mistakes.',
      `Put <Exercise id="${id}" /> into both editions of the chapter "${chapter}".`,
      `npm run exercise ${id}`,
    ],
  };
}

function placed(yaml: string, chapter: string, order: number): string {
  return yaml.replace(/^chapter: .*$/m, `chapter: ${chapter}`).replace(/^order: .*$/m, `order: ${order}`);
}

/** The places that are taken in a chapter. */
function ordersIn(root: string, chapter: string): number[] {
  return globSync('lessons/*/exercise.yaml', { cwd: root })
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .filter((yaml) => yaml.includes(`\nchapter: ${chapter}\n`))
    .map((yaml) => Number(/^order: (\d+)/m.exec(yaml)?.[1] ?? 0));
}

const ISOLATED = '  Cross-Origin-Embedder-Policy: require-corp\n';

/** An exercise without sockets can run in a WebContainer, for which its two pages are isolated; answers whether it was added. */
function allowContainers(root: string, id: string): boolean {
  const file = join(root, 'public', '_headers');
  if (!existsSync(file)) return false;
  const text = readFileSync(file, 'utf8');
  const lines = ['', '/zh-cn'].map((edition) => `${edition}/exercises/${id}/\n${ISOLATED}`).join('');
  const changed = text.replace('/sandbox/frame/\n', (next) => lines + next);
  if (changed === text) return false;
  writeFileSync(file, changed);
  return true;
}
