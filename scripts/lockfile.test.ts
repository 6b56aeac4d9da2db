import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isInstalled } from './setup.mjs';
import { missingEntries } from './lockfile.mjs';

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));

describe('package-lock.json', () => {
  it('has an entry for every optional package, so that `npm ci` accepts it (else: node scripts/lockfile.mjs)', () => {
    expect(missingEntries(packages)).toEqual({});
  });

  it('hashes every package but optional ones for other platforms', () => {
    const unhashed = Object.entries<{ integrity?: string; optional?: boolean }>(packages).filter(
      ([path, { integrity, optional }]) => path !== '' && !integrity && !optional,
    );
    expect(unhashed).toEqual([]);
  });

  it('names no registry host', () => {
    expect(JSON.stringify(packages)).not.toContain('"resolved"');
  });
});

describe('completing a lockfile', () => {
  const parent = (version: string) => ({
    version: '1.0.0',
    optionalDependencies: { 'x-darwin-arm64': version },
  });

  it('adds what is missing, with the platform that its name says', () => {
    expect(missingEntries({ 'node_modules/x': parent('1.0.0') })).toEqual({
      'node_modules/x/node_modules/x-darwin-arm64': {
        version: '1.0.0',
        optional: true,
        os: ['darwin'],
        cpu: ['arm64'],
      },
    });
  });

  it('adds another version beside the one that is there, with the same platform', () => {
    const twin = { version: '0.9.0', optional: true, os: ['darwin'], cpu: ['x64'] };
    expect(
      missingEntries({ 'node_modules/x': parent('1.0.0'), 'node_modules/x-darwin-arm64': twin }),
    ).toEqual({
      'node_modules/x/node_modules/x-darwin-arm64': { ...twin, version: '1.0.0' },
    });
  });

  it('leaves alone what resolves, nested or above, and ranges', () => {
    const entry = { version: '1.0.0' };
    expect(
      missingEntries({
        'node_modules/a/node_modules/x': parent('1.0.0'),
        'node_modules/x-darwin-arm64': entry,
        'node_modules/y': parent('^2.0.0'),
      }),
    ).toEqual({});
  });
});

describe('what is installed', () => {
  const locked = { '': {}, a: { version: '1.0.0' }, b: { version: '2.0.0', optional: true } };

  it('is what the lockfile asks for; optional packages may be missing', () => {
    expect(isInstalled(locked, { a: { version: '1.0.0' } })).toBe(true);
    expect(isInstalled(locked, { a: { version: '1.0.0' }, b: { version: '2.0.0' } })).toBe(true);
  });

  it('is not, when a package is missing or has another version', () => {
    expect(isInstalled(locked, {})).toBe(false);
    expect(isInstalled(locked, { a: { version: '1.0.1' } })).toBe(false);
    expect(isInstalled(locked, { a: { version: '1.0.0' }, b: { version: '1.9.0' } })).toBe(false);
  });
});
