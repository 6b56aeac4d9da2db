import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { leaveView } from './leave-view.ts';

type Tell = (...isIntersecting: boolean[]) => void;

describe('leaving the view', () => {
  let tell: Tell;
  let disconnected = false;

  beforeEach(() => {
    vi.useFakeTimers();
    disconnected = false;
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        constructor(callback: (entries: { isIntersecting: boolean }[]) => void) {
          tell = (...states) => callback(states.map((isIntersecting) => ({ isIntersecting })));
        }
        observe(): void {
          // The test tells instead.
        }
        disconnect(): void {
          disconnected = true;
        }
      },
    );
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  function attach(): { left: () => number; detach: () => void } {
    const onLeave = vi.fn();
    const detach = leaveView(onLeave)({} as Element);
    return { left: () => onLeave.mock.calls.length, detach };
  }

  it('is told once, a second after the last of the element was seen', () => {
    const { left } = attach();
    tell(true);
    tell(false);
    vi.advanceTimersByTime(999);
    expect(left()).toBe(0);
    vi.advanceTimersByTime(1);
    expect(left()).toBe(1);
    vi.advanceTimersByTime(60_000);
    expect(left()).toBe(1);
  });

  it('is not told of an element that was never in view', () => {
    const { left } = attach();
    tell(false);
    vi.advanceTimersByTime(60_000);
    expect(left()).toBe(0);
  });

  it('is not told of one that came back in time, and is told when that leaves again', () => {
    const { left } = attach();
    tell(true);
    tell(false);
    vi.advanceTimersByTime(500);
    tell(true);
    vi.advanceTimersByTime(60_000);
    expect(left()).toBe(0);
    tell(false);
    vi.advanceTimersByTime(1_000);
    expect(left()).toBe(1);
  });

  it('goes by the last of several changes that come together', () => {
    const { left } = attach();
    tell(true);
    tell(false, true);
    vi.advanceTimersByTime(60_000);
    expect(left()).toBe(0);
  });

  it('ends with its element', () => {
    const { left, detach } = attach();
    tell(true);
    tell(false);
    detach();
    vi.advanceTimersByTime(60_000);
    expect(left()).toBe(0);
    expect(disconnected).toBe(true);
  });
});
