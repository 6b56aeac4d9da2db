import js from '@eslint/js';
import astro from 'eslint-plugin-astro';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';
import { areaRules, lessonRules, mountedRules } from './eslint.areas.js';
import svelteConfig from './svelte.config.js';

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
    files: ['src/{protocol,simulator,visuals}/**/*.ts'],
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
  lessonRules,
  mountedRules,
);
