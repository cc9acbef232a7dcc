import type { RateBuckets } from '../../application/ports.ts';
import type { RateBucket } from '../../domain/token-bucket.ts';
import { copy, follows } from './memory.ts';

export function memoryRateBuckets(): RateBuckets {
  const buckets = new Map<string, RateBucket>();
  return {
    async get(id) {
      return copy(buckets.get(id));
    },
    async put(bucket) {
      const stored = buckets.get(bucket.id);
      if (!follows(stored, bucket.version)) return { outcome: 'stale', stored: copy(stored) };
      buckets.set(bucket.id, copy(bucket));
      return { outcome: 'written' };
    },
  };
}
