import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256Hasher } from '../../shared/adapters/platform/system.ts';
import { logIdFor, parseLogId } from '../../shared/domain/log-id.ts';

const hash = (text: string) => sha256Hasher.hash(text);
const change = {
  integrationId: 'int_1',
  receivedAt: '2026-03-01T10:15:30.123Z',
  deliveryKey: 'event-7',
  recordId: '1305',
};

describe('the id of a log entry', () => {
  test('is the same for every try of one change and differs for any other', () => {
    const id = logIdFor(change, hash);
    expect(logIdFor({ ...change }, hash)).toBe(id);
    for (const other of [
      { ...change, deliveryKey: 'event-8' },
      { ...change, recordId: '1306' },
      { ...change, receivedAt: '2026-03-01T10:15:30.124Z' },
      { ...change, integrationId: 'int_2' },
      { ...change, deliveryKey: 'event-71', recordId: '305' },
    ])
      expect(logIdFor(other, hash)).not.toBe(id);
  });

  test('is short enough to be read aloud', () => {
    expect(logIdFor(change, (text) => text.replaceAll(/\W/g, ''))).toBe('log~int_1~0mm7lgksr~event71305');
    expect(logIdFor(change, () => '0123456789abcdef')).toBe('log~int_1~0mm7lgksr~0123456789ab');
  });

  test('says where the entry lies', () => {
    expect(parseLogId(logIdFor(change, hash))).toMatchObject({
      integrationId: 'int_1',
      at: change.receivedAt,
    });
  });

  test('of any time sorts and reads back as that time', () => {
    const times = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(times, times, (a, b) => {
        const [first, second] = [a, b].map((time) =>
          logIdFor({ ...change, receivedAt: time.toISOString() }, hash),
        );
        expect(parseLogId(first ?? '')?.at).toBe(a.toISOString());
        if (a.getTime() < b.getTime()) expect(String(first) < String(second)).toBe(true);
      }),
      { seed: 9 },
    );
  });

  test('no other text is taken for one', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseLogId(text)).toBeUndefined();
      }),
      { seed: 10 },
    );
    for (const text of ['log~int~zzz~x', 'log~a/b~0mm7kwn40~x', 'log~int~0mm7kwn40~', ' log~int~0mm7kwn40~x'])
      expect(parseLogId(text)).toBeUndefined();
  });
});
