import { describe, expect, it } from 'vitest';
import { choosePlacement, isolationOf, otherLoopbackOrigin, sharesProcess } from './placement.ts';

const srcdoc = { kind: 'srcdoc' } as const;

describe('where a learner’s frame is put', () => {
  it('in the page itself where the browser isolates every sandboxed frame', () => {
    const surroundings = {
      isolation: 'every-sandboxed-frame',
      pageOrigin: 'http://127.0.0.1:4321',
      sandboxOrigin: 'https://sandbox.example',
    } as const;
    expect(choosePlacement(surroundings)).toEqual(srcdoc);
    expect(sharesProcess(srcdoc, 'every-sandboxed-frame')).toBe(false);
  });

  it.each([
    ['http://127.0.0.1:4321', undefined, 'http://localhost:4321/sandbox/frame/'],
    ['http://localhost:4321', undefined, 'http://127.0.0.1:4321/sandbox/frame/'],
    ['https://learn.example', 'https://sandbox.test', 'https://sandbox.test/sandbox/frame/'],
  ])('on another site where only those are isolated: %s with %s', (pageOrigin, sandboxOrigin, url) => {
    const placement = choosePlacement({ isolation: 'cross-site-frames', pageOrigin, sandboxOrigin });
    expect(placement).toEqual({ kind: 'url', url });
    expect(sharesProcess(placement, 'cross-site-frames')).toBe(false);
  });

  it('in the page, and says what that costs, where there is no other site', () => {
    const placement = choosePlacement({
      isolation: 'cross-site-frames',
      pageOrigin: 'https://learn.example',
      sandboxOrigin: undefined,
    });
    expect(placement).toEqual(srcdoc);
    expect(sharesProcess(placement, 'cross-site-frames')).toBe(true);
    expect(sharesProcess(placement, 'none')).toBe(true);
  });

  it('knows the other name of the loopback only', () => {
    expect(otherLoopbackOrigin('http://192.0.2.1:4321')).toBeUndefined();
    expect(otherLoopbackOrigin('https://learn.example')).toBeUndefined();
  });

  it.each([
    [
      'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0',
      undefined,
      'cross-site-frames',
    ],
    ['Mozilla/5.0 (Android 15; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0', undefined, 'none'],
    [
      'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0',
      { brands: [{ brand: 'Chromium' }], mobile: false },
      'every-sandboxed-frame',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15) Chrome/156.0.0.0',
      { brands: [{ brand: 'Chromium' }], mobile: true },
      'none',
    ],
    ['Mozilla/5.0 (Macintosh) Version/19.0 Safari/605.1.15', undefined, 'none'],
  ])('judges a browser by what it says of itself: %s', (userAgent, userAgentData, isolation) => {
    expect(isolationOf({ userAgent, userAgentData } as unknown as Navigator)).toBe(isolation);
  });
});
