import { describe, expect, test } from 'vitest';
import type { RateBuckets } from '../../../shared/application/ports.ts';
import type { RateLimit } from '../../../shared/domain/rate-limit.ts';
import { emptyBucket, type RateBucket, take } from '../../../shared/domain/token-bucket.ts';
import { fresh } from '../support/samples.ts';
import { race } from '../support/walk.ts';

const now = Date.UTC(2026, 2, 1, 10);
const until = now + 3_600_000;
const full: RateBucket = {
  ...{ schemaVersion: 1, id: '', version: 1, blockedUntil: now + 30_000 },
  granted: { '60': [[1, 4]], '86400': [[20_513, 400]] },
  queues: { live: { count: 2, until: now + 1500 }, sweep: { count: 1, until: now + 60_000 } },
};

export function rateBucketsContract(name: string, make: () => RateBuckets): void {
  describe(`${name} keeps rate buckets`, () => {
    test('as they were written', async () => {
      const [buckets, id] = [make(), fresh('account/with "signs"')];
      expect(await buckets.get(id)).toBeUndefined();
      expect(await buckets.put({ ...full, id }, until)).toEqual({ outcome: 'written' });
      expect(await buckets.get(id)).toEqual({ ...full, id });
      expect(await buckets.get(fresh('another'))).toBeUndefined();
    });

    test('and tells whoever comes too late what is stored, without another question', async () => {
      const [buckets, id] = [make(), fresh('account')];
      const first = { ...full, id };
      await buckets.put(first, until);
      const again = { ...emptyBucket(id), version: 1 };
      expect(await buckets.put(again, until)).toEqual({ outcome: 'stale', stored: first });
      expect(await buckets.put({ ...again, version: 3 }, until)).toEqual({ outcome: 'stale', stored: first });
      expect(await buckets.put({ ...again, version: 2 }, until)).toEqual({ outcome: 'written' });
    });

    test('and tells when there is nothing left of what somebody remembers', async () => {
      const [buckets, id] = [make(), fresh('account')];
      expect(await buckets.put({ ...full, id, version: 7 }, until)).toEqual({
        ...{ outcome: 'stale', stored: undefined },
      });
    });

    test('so that of many who draw at once none draws what another one drew', async () => {
      const [buckets, id] = [make(), fresh('account')];
      const limits: readonly RateLimit[] = [{ requests: 10, seconds: 3600 }];
      const tokens = await race(12, async () => {
        let known = (await buckets.get(id)) ?? emptyBucket(id);
        for (;;) {
          const taken = take(known, limits, 'live', 1, now);
          const answer = await buckets.put(taken.bucket, until);
          if (answer.outcome === 'written') return taken.outcome === 'granted' ? taken.tokens : 0;
          known = answer.stored ?? emptyBucket(id);
        }
      });
      expect(tokens.reduce((sum, count) => sum + count, 0)).toBe(8);
    });
  });
}
