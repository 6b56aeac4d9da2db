import { describe, expect, it } from 'vitest';
import { momentAt } from './model.ts';

// Expected values by hand from RFC 8656: allocation 600 s (§7.2), permission 300 s (§9), channel 600 s (§12).
describe('what a TURN server still holds', () => {
  it('is everything at the start', () => {
    const { leftS, passes } = momentAt(0, 'none');
    expect(leftS).toEqual({ allocation: 600, permission: 300, channel: 600 });
    expect(passes).toBe(true);
  });

  it('loses the permission first, and with it all data, although channel and allocation live', () => {
    expect(momentAt(299, 'none').passes).toBe(true);
    const { leftS, passes } = momentAt(300, 'none');
    expect(leftS).toEqual({ allocation: 300, permission: 0, channel: 300 });
    expect(passes).toBe(false);
  });

  it('is not saved by refreshing the allocation alone', () => {
    const { leftS, passes } = momentAt(650, 'allocation');
    expect(leftS).toEqual({ allocation: 490, permission: 0, channel: 0 });
    expect(passes).toBe(false);
  });

  it('stays as long as each clock is wound in time', () => {
    for (let atS = 0; atS <= 2_000; atS += 1) {
      expect(momentAt(atS, 'all').passes, `${atS} s`).toBe(true);
    }
  });

  it('has a permission that ChannelBind has wound, too', () => {
    // Bound at 540 s; the last CreatePermission was at 480 s.
    expect(momentAt(545, 'all').leftS.permission).toBe(295);
  });
});

describe('the next request', () => {
  it('comes a minute before the first of the ends', () => {
    expect(momentAt(0, 'all').next).toEqual({ atS: 240, method: 'CreatePermission' });
    expect(momentAt(500, 'all').next).toEqual({ atS: 540, method: 'Refresh' });
    expect(momentAt(100, 'allocation').next).toEqual({ atS: 540, method: 'Refresh' });
  });

  it('does not come from a client that only sends data', () => {
    expect(momentAt(100, 'none').next).toBeUndefined();
  });
});
