import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { licenceFiles, projectPackages } from './files.ts';
import { forbidden, packagesOf } from './licences.ts';

const lockfile = (packages: Record<string, object>) => ({ packages });

describe("the project's packages", () => {
  it('are under licences that are known, and what ships is under permissive ones', () => {
    const packages = projectPackages();
    expect(packages.length).toBeGreaterThan(500);
    expect(forbidden(packages)).toEqual([]);
    const ships = packages.filter((one) => one.ships).map(({ name }) => name);
    expect(ships).toEqual(
      expect.arrayContaining(['svelte', 'astro', 'monaco-editor', 'dompurify', 'ieee754']),
    );
    expect(ships).not.toContain('vitest');
  });

  it.each(Object.entries(licenceFiles()))(
    'are what %s says: run `node scripts/licences/main.ts` after a change',
    (file, text) => {
      expect(readFileSync(file, 'utf8')).toBe(text);
    },
  );
});

describe('a package', () => {
  const judged = (licence: string, ships: boolean) =>
    forbidden([{ name: 'x', version: '1.0.0', folder: 'node_modules/x', licence, ships }]).length === 0;

  it.each([
    ['MIT', true, true],
    ['LGPL-3.0-or-later', true, false],
    ['Apache-2.0 AND LGPL-3.0-or-later', true, false],
    ['Apache-2.0 AND LGPL-3.0-or-later', false, true],
    ['(MPL-2.0 OR Apache-2.0)', true, true],
    ['MPL-2.0', true, false],
    ['MPL-2.0', false, true],
    ['GPL-3.0-only', true, false],
    ['GPL-3.0-only', false, false],
    ['AGPL-3.0-only', false, false],
    ['SEE LICENSE IN LICENSE', false, false],
    ['UNLICENSED', false, false],
  ])('under %s (ships: %s) is let in: %s', (licence, ships, isLetIn) => {
    expect(judged(licence, ships)).toBe(isLetIn);
  });

  it('ships where a dependency needs it, the copy that this one finds', () => {
    const packages = packagesOf(
      lockfile({
        '': { dependencies: { a: '1' }, devDependencies: { tool: '1' } },
        'node_modules/a': { license: 'MIT', dependencies: { b: '1', c: '1' } },
        'node_modules/a/node_modules/b': { license: 'MIT' },
        'node_modules/b': { license: 'MIT' },
        'node_modules/c': { license: 'MIT' },
        'node_modules/tool': { license: 'MIT', dependencies: { b: '1' } },
      }),
    );
    expect(packages.filter(({ ships }) => ships).map(({ folder }) => folder)).toEqual([
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/c',
    ]);
  });

  it('that says no licence is none, unless it is a platform’s part of its owner', () => {
    expect(() => packagesOf(lockfile({ 'node_modules/a': {} }))).toThrow('node_modules/a says no licence');
    expect(() =>
      packagesOf(lockfile({ 'node_modules/a': { license: 'MIT' }, 'node_modules/a/node_modules/b': {} })),
    ).toThrow('b says no licence');
    const part = { 'node_modules/a': { license: 'MIT' }, 'node_modules/a/node_modules/a-linux': {} };
    expect(packagesOf(lockfile(part)).map(({ licence }) => licence)).toEqual(['MIT', 'MIT']);
  });
});
