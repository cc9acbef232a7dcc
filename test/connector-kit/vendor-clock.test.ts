import { describe, expect, it } from 'vitest';
import { VendorClock } from '../../shared/connector-kit/vendor-clock.ts';

const at = (ms: number) => new Date(Date.UTC(2026, 2, 1, 10, 0, 0) + ms);

describe('the clock of a vendor', () => {
  it('is uncertain by half a minute as long as the vendor never said its time', () => {
    expect(new VendorClock().reading).toEqual({ offsetMs: 0, uncertaintyMs: 30_000 });
  });
  it('is read from the Date of an answer, which stands for the middle of its second', () => {
    const clock = new VendorClock();
    clock.observe('Sun, 01 Mar 2026 11:00:00 GMT', at(400), at(600));
    expect(clock.reading).toEqual({ offsetMs: 3_600_000, uncertaintyMs: 1000 });
  });
  it('is the less certain the longer the answer took', () => {
    const clock = new VendorClock();
    clock.observe('Sun, 01 Mar 2026 10:00:00 GMT', at(0), at(4000));
    expect(clock.reading.uncertaintyMs).toBe(2500);
  });
  it('keeps the better of two readings, and believes any after ten minutes', () => {
    const clock = new VendorClock();
    clock.observe('Sun, 01 Mar 2026 10:00:00 GMT', at(400), at(600));
    clock.observe('Sun, 01 Mar 2026 10:00:09 GMT', at(1000), at(9000));
    expect(clock.reading.offsetMs).toBe(0);
    clock.observe('Sun, 01 Mar 2026 10:20:09 GMT', at(1_200_000), at(1_208_000));
    expect(clock.reading.offsetMs).toBe(5500);
  });
  it('learns nothing from an answer without a time', () => {
    const clock = new VendorClock();
    clock.observe(undefined, at(0), at(1));
    clock.observe('yesterday', at(0), at(1));
    expect(clock.reading.uncertaintyMs).toBe(30_000);
  });
});
