import { describe, expect, test } from 'vitest';
import type { IdempotencyStore, IdempotentRequest } from '../../../shared/application/idempotency/ports.ts';
import { fresh } from '../support/samples.ts';
import { race } from '../support/walk.ts';

const now = '2026-03-01T10:00:00.000Z';
const later = '2026-03-01T10:02:00.000Z';
const tomorrow = '2026-03-02T10:00:00.000Z';
const answer = { status: 201, body: '{"jobId":"job_1"}' };
const request = (more: Partial<IdempotentRequest> = {}): IdempotentRequest => ({
  ...{ id: fresh('request'), fingerprint: 'print', lockedUntil: '2026-03-01T10:01:00.000Z' },
  ...{ expiresAt: tomorrow, ...more },
});

export function idempotencyStoreContract(name: string, make: () => IdempotencyStore): void {
  describe(`${name} remembers requests with a key`, () => {
    test('begins one once, and answers it again as it was answered', async () => {
      const [store, mine] = [make(), request()];
      expect(await store.begin(mine, now)).toEqual({ outcome: 'begun' });
      expect(await store.begin(mine, now)).toEqual({ outcome: 'running' });
      await store.finish(mine, answer);
      expect(await store.begin(mine, later)).toEqual({ outcome: 'done', answer });
    });

    test('tells another request with the same key, whether the first goes on or is over', async () => {
      const [store, mine] = [make(), request()];
      await store.begin(mine, now);
      const other = { ...mine, fingerprint: 'another' };
      expect(await store.begin(other, now)).toEqual({ outcome: 'other' });
      expect(await store.begin(other, later)).toEqual({ outcome: 'other' });
      await store.finish(mine, answer);
      expect(await store.begin(other, now)).toEqual({ outcome: 'other' });
    });

    test('lets exactly one of many begin it', async () => {
      const [store, mine] = [make(), request()];
      const outcomes = await race(12, async () => (await store.begin(mine, now)).outcome);
      expect(outcomes.filter((outcome) => outcome === 'begun')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'running')).toHaveLength(11);
    });

    test('lets the same request begin anew when whoever ran it never came back; its late answer does not count', async () => {
      const [store, mine] = [make(), request()];
      await store.begin(mine, now);
      const again = { ...mine, lockedUntil: '2026-03-01T10:03:00.000Z' };
      expect(await store.begin(again, later)).toEqual({ outcome: 'begun' });
      await store.finish(mine, { status: 201, body: '{"jobId":"late"}' });
      await store.forget(mine);
      expect(await store.begin(again, later)).toEqual({ outcome: 'running' });
      await store.finish(again, answer);
      expect(await store.begin(again, later)).toEqual({ outcome: 'done', answer });
    });

    test('forgets what was refused, and everything when its time is over', async () => {
      const [store, mine] = [make(), request()];
      await store.begin(mine, now);
      await store.forget(mine);
      const other = { ...mine, fingerprint: 'another' };
      expect(await store.begin(other, now)).toEqual({ outcome: 'begun' });
      await store.finish(other, answer);
      const anew = {
        ...mine,
        lockedUntil: '2026-03-03T10:00:00.000Z',
        expiresAt: '2026-03-04T10:00:00.000Z',
      };
      expect(await store.begin(anew, tomorrow)).toEqual({ outcome: 'begun' });
    });
  });
}
