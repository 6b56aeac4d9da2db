/**
 * Who may import whom under `src/`. Each area lists the other areas that it may know; everything else is refused,
 * with the reason. The picture in docs/architecture.md is this table, and a test holds it to that.
 *
 * @type {Record<string, [allowed: string[], why: string]>}
 */
export const AREAS = {
  protocol: [[], 'the protocol core is pure: values and bytes in, values and actions out'],
  simulator: [['protocol'], 'the Lab’s network is made of the protocol core, in virtual time'],
  visuals: [['simulator', 'protocol'], 'a picture is read from a trace, and from nothing else'],
  runner: [[], 'the runner gets an exercise as data and knows nothing of the site'],
  storage: [[], 'storage keeps what it is given and knows nothing of the site'],
  i18n: [[], 'messages are data; they know nobody'],
  styles: [[], 'tokens and type are the same whatever they dress'],
  live: [['protocol'], 'live wraps RTCPeerConnection and explains it with the protocol core only'],
  'ice-server': [['protocol'], 'the server is sockets around the protocol core and nothing else'],
  components: [
    ['protocol', 'simulator', 'visuals', 'runner', 'live', 'storage', 'i18n', 'lessons'],
    'a page never contains a server, and a component never reaches up to layouts or pages',
  ],
  layouts: [['components', 'i18n', 'styles'], 'a layout frames a page and knows what is in it only by slots'],
  pages: [['components', 'layouts', 'i18n', 'styles'], 'a page only puts components and layouts together'],
};

/** The areas whose public index (`#src/<area>/index.ts`) lessons may import: nothing else of the site. */
export const LESSONS_MAY_IMPORT = ['protocol', 'simulator'];

const NAMES = Object.keys(AREAS).join('|');

/** Whatever way a path takes, the linter has to see whose it is. */
const RELATIVE = {
  regex: `^(\\.\\./)+(src/)?(${NAMES}|lessons|tests)/`,
  message: 'Import another area as #src/<area>/… (or #lessons/…), so that the linter can see who knows whom.',
};

/** @type {import('eslint').Linter.Config[]} */
export const areaRules = Object.entries(AREAS).map(([area, [allowed, why]]) => {
  const areas = [area, ...allowed].filter((name) => name !== 'lessons').join('|');
  const message = `src/${area} may import ${allowed.map(pathOf).join(', ') || 'no other area'}: ${why}.`;
  return {
    files: [`src/${area}/**/*.{ts,svelte,astro}`],
    ignores: ['**/*.test.ts'],
    rules: refuse(
      { regex: `^#src/(?!(?:${areas})/)`, message },
      { regex: allowed.includes('lessons') ? '^#tests/' : '^#(lessons|tests)/', message },
      RELATIVE,
    ),
  };
});

/** @type {import('eslint').Linter.Config} */
export const lessonRules = {
  files: ['lessons/**/*.ts'],
  rules: refuse(
    {
      regex: `^#src/(?!(?:${LESSONS_MAY_IMPORT.join('|')})/index\\.ts$)`,
      message: `Lessons import only the public index of ${LESSONS_MAY_IMPORT.map(pathOf).join(' and ')}.`,
    },
    RELATIVE,
  ),
};

/** The modules that a learner's program may import, whether it runs in Node or in the page's imitation of it. */
export const BUILTINS = [
  'test',
  'assert',
  'assert/strict',
  'buffer',
  'events',
  'util',
  'crypto',
  'dgram',
  'http',
  'timers/promises',
];

/** What is mounted in a folder of its own finds nothing of this project. @type {import('eslint').Linter.Config} */
export const mountedRules = {
  files: ['lessons/*/{start,solution}/**/*.ts', 'lessons/*/checks/*.check.ts'],
  rules: refuse({
    regex: `^(?!\\.{1,2}/[^]*\\.ts$|node:(?:${BUILTINS.join('|')})$)`,
    message: `These files run in a folder of their own: they may import each other (with .ts) and node: ${BUILTINS.join(', ')}.`,
  }),
};

/** @param {string} area */
function pathOf(area) {
  return area === 'lessons' ? area : `src/${area}`;
}

/**
 * Refuses these imports, static and dynamic.
 *
 * @param {{ regex: string, message: string }[]} patterns
 * @returns {import('eslint').Linter.RulesRecord}
 */
function refuse(...patterns) {
  const dynamic = patterns.map(({ regex, message }) => {
    // A selector's regular expression can't hold a slash.
    return { selector: `ImportExpression[source.value=/${regex.replaceAll('/', '\\u002f')}/]`, message };
  });
  return {
    'no-restricted-imports': ['error', { patterns }],
    'no-restricted-syntax': ['error', ...dynamic],
  };
}
