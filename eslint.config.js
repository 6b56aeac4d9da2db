import js from '@eslint/js';
import astro from 'eslint-plugin-astro';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/**
 * Who may import whom. Each area lists the other areas that it may know; everything else under
 * `src/` is refused, with the reason. The picture of it is in docs/architecture.md.
 *
 * @type {Record<string, [allowed: string[], why: string]>}
 */
const AREAS = {
  protocol: [[], 'the protocol core is pure: values and bytes in, values and actions out'],
  runner: [[], 'the runner gets an exercise as data and knows nothing of the site'],
  storage: [[], 'storage keeps what it is given and knows nothing of the site'],
  i18n: [[], 'messages are data; they know nobody'],
  live: [['protocol'], 'live wraps RTCPeerConnection and explains it with the protocol core only'],
  'ice-server': [['protocol'], 'the server is sockets around the protocol core and nothing else'],
  components: [
    ['protocol', 'runner', 'live', 'storage', 'i18n'],
    'a page never contains a server, and a component never reaches up to layouts or pages',
  ],
  layouts: [['components', 'i18n', 'styles'], 'a layout frames a page and knows what is in it only by slots'],
  pages: [['components', 'layouts', 'i18n', 'styles'], 'a page only puts components and layouts together'],
};

/** @type {import('eslint').Linter.Config[]} */
const areaRules = Object.entries(AREAS).map(([area, [allowed, why]]) => ({
  files: [`src/${area}/**/*.{ts,svelte,astro}`],
  ignores: ['**/*.test.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^#src/(?!(?:${[area, ...allowed].join('|')})/)`,
            message: `src/${area} may import ${allowed.length ? allowed.map((a) => `src/${a}`).join(', ') : 'no other area'}: ${why}.`,
          },
          {
            regex:
              '^(\\.\\./)+(protocol|runner|storage|i18n|live|ice-server|components|layouts|pages|simulator|visuals)/',
            message: 'Import another area as #src/<area>/…, so that the linter can see who knows whom.',
          },
        ],
      },
    ],
  },
}));

export default defineConfig(
  { ignores: ['dist', '.astro', '.cache', 'node_modules', 'lessons/*/mistakes'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...astro.configs.recommended,
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    rules: {
      // The type checker knows every global, per folder; ESLint would only know a list.
      'no-undef': 'off',
      'no-console': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true, 'ts-ignore': true }],
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: ['scripts/**', 'tests/**', 'src/ice-server/**', 'lessons/*/{start,solution}/**'],
    rules: { 'no-console': 'off' },
  },
  ...areaRules,
  {
    files: ['src/protocol/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['setTimeout', 'setInterval', 'performance', 'crypto'].map((name) => ({
          name,
          message: 'Time, randomness and ids are parameters of the core.',
        })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is a parameter of the core.' },
        { object: 'Math', property: 'random', message: 'Randomness is a parameter of the core.' },
      ],
    },
  },
  {
    files: ['lessons/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^#src/(?!(?:protocol|simulator)/index\\.ts$)',
              message: 'Lessons import only the public index of src/protocol and src/simulator.',
            },
          ],
        },
      ],
    },
  },
);
