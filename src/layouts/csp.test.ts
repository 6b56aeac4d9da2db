import { describe, expect, it } from 'vitest';
import { containerFrames, contentSecurityPolicy, developmentPolicy, servedFramePolicy } from './csp.ts';

const LOCAL = 'http://127.0.0.1:4321';
const PUBLIC = 'https://icebreaker.example';

function frameSourcesOf(policy: string | readonly string[] | undefined): string | undefined {
  const directives = typeof policy === 'string' ? policy.split('; ') : policy;
  return directives?.find((directive) => directive.startsWith('frame-src '));
}

describe('where a frame may be', () => {
  it('on the loopback: at its other name too, narrowed to the serving port by a header', () => {
    expect(frameSourcesOf(contentSecurityPolicy({ site: LOCAL }).directives)).toBe(
      "frame-src 'self' http://localhost:* http://127.0.0.1:*",
    );
    const exact = "frame-src 'self' http://localhost:5000 http://127.0.0.1:5000";
    expect(servedFramePolicy({ site: LOCAL }, 5000)).toBe(exact);
    expect(frameSourcesOf(developmentPolicy({ site: LOCAL }, 5000))).toBe(exact);
  });

  it('with a WebContainer: at its host too, which only its own pages name', () => {
    const host = 'https://container.example';
    expect(frameSourcesOf(contentSecurityPolicy({ site: LOCAL }).directives)).not.toContain(host);
    expect(containerFrames(host)).toBe(`frame-src ${host}`);
    const exact = `frame-src 'self' http://localhost:5000 http://127.0.0.1:5000 ${host}`;
    expect(servedFramePolicy({ site: LOCAL }, 5000, host)).toBe(exact);
    expect(frameSourcesOf(developmentPolicy({ site: LOCAL }, 5000, host))).toBe(exact);
  });

  it('on a public site: at its own origin, and at the sandbox origin if it has one', () => {
    expect(frameSourcesOf(contentSecurityPolicy({ site: PUBLIC }).directives)).toBe("frame-src 'self'");
    const sandboxOrigin = 'https://sandbox.example';
    expect(frameSourcesOf(contentSecurityPolicy({ site: PUBLIC, sandboxOrigin }).directives)).toBe(
      "frame-src 'self' https://sandbox.example",
    );
  });
});
