import { describe, expect, it } from 'vitest';
import {
  problemBeforeBoot,
  problemOfError,
  problemOfSilence,
  wayOnAfter,
  type Surroundings,
} from './boot-problem.ts';

const GOOD: Surroundings = {
  host: 'https://stackblitz.com',
  crossOriginIsolated: true,
  hasWebAssembly: true,
  hasSharedMemory: true,
};

describe('whether a WebContainer can be booted', () => {
  it('asks the host only in a page that can take one', () => {
    expect(problemBeforeBoot(GOOD)).toBeUndefined();
  });

  it.each([
    ['switched-off', { host: undefined }],
    ['switched-off', { host: undefined, crossOriginIsolated: false }],
    ['not-isolated', { crossOriginIsolated: false, hasSharedMemory: false }],
    ['unsupported-browser', { crossOriginIsolated: undefined, hasSharedMemory: false }],
    ['unsupported-browser', { hasSharedMemory: false }],
    ['unsupported-browser', { hasWebAssembly: false, crossOriginIsolated: false }],
  ] as const)('says %s for %j', (problem, differences) => {
    expect(problemBeforeBoot({ ...GOOD, ...differences })).toBe(problem);
  });
});

describe('why a boot failed', () => {
  it.each([
    // As the package 1.6.4 says it.
    ['Only a single WebContainer instance can be booted', 'busy'],
    ["Failed to read the 'localStorage' property from 'Window': Access is denied", 'blocked-storage'],
    ['Failed to register a ServiceWorker: the document is in an invalid state', 'blocked-storage'],
    ['Unable to verify the request', 'refused'],
  ] as const)('“%s” is %s', (message, problem) => {
    expect(problemOfError(message)).toBe(problem);
  });

  it('is silence of the host, unless its frame complained of storage first', () => {
    expect(problemOfSilence([])).toBe('unreachable');
    expect(problemOfSilence(['Deprecated option'])).toBe('unreachable');
    expect(problemOfSilence(['Third-party cookies are blocked'])).toBe('blocked-storage');
  });
});

describe('what helps then', () => {
  it('is another page while a boot hangs, and this one once it does not', () => {
    expect(wayOnAfter('unreachable', true)).toBe('reload');
    expect(wayOnAfter('unreachable', false)).toBe('again');
    expect(wayOnAfter('refused', false)).toBe('again');
  });

  it('is nothing where the site or the browser decides', () => {
    expect(wayOnAfter('switched-off', false)).toBe('none');
    expect(wayOnAfter('not-isolated', false)).toBe('none');
    expect(wayOnAfter('unsupported-browser', false)).toBe('none');
    expect(wayOnAfter('old-node', false)).toBe('none');
  });
});
