import { describe, expect, it } from 'vitest';
import { runsTypeScript } from './node-version.ts';

describe('whether a container’s Node runs TypeScript', () => {
  // https://nodejs.org/api/typescript.html: added in v22.6.0.
  it.each(['v22.6.0', 'v22.18.0\r\n', 'v23.0.0', 'v24.21.0', process.version])('yes: %s', (version) => {
    expect(runsTypeScript(version)).toBe(true);
  });

  it.each(['v20.19.1', 'v22.5.1', 'v18.20.8', '', 'command not found'])('no: “%s”', (version) => {
    expect(runsTypeScript(version)).toBe(false);
  });
});
