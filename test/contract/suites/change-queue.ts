import { describe, expect, test } from 'vitest';
import type { ChangeQueue } from '../../../shared/application/ports.ts';
import type { Change } from '../../../shared/domain/change.ts';
import { aChange, fresh } from '../support/samples.ts';

export interface QueueUnderTest {
  readonly queue: ChangeQueue;
  /** Takes everything that waits, oldest first per pair. */
  readonly takeAll: () => Promise<readonly Change[]>;
  readonly passSeconds: (seconds: number) => void;
  /** From here on the queue cannot be reached. */
  readonly breakDown: () => void;
}

export function changeQueueContract(name: string, make: () => QueueUnderTest): void {
  describe(`${name} carries changes`, () => {
    test('delivers what was accepted, whole, and what is sent later about a pair comes later', async () => {
      const { queue, takeAll } = make();
      const integrationId = fresh('int');
      const changes = Array.from({ length: 25 }, (_, index) =>
        aChange({ integrationId, recordId: `pair-${index % 3}`, jobId: `job-${index}` }),
      );
      for (const at of [0, 8, 16])
        expect(await queue.send(changes.slice(at, at === 16 ? 25 : at + 8))).toBe('accepted');
      const taken = await takeAll();
      for (const pair of ['pair-0', 'pair-1', 'pair-2']) {
        expect(taken.filter(({ recordId }) => recordId === pair)).toEqual(
          changes.filter(({ recordId }) => recordId === pair),
        );
      }
      expect(taken).toHaveLength(25);
    });

    test('a delivery that the vendor repeats within five minutes arrives once, also after it was worked on', async () => {
      const { queue, takeAll, passSeconds } = make();
      const change = aChange();
      await queue.send([change]);
      await queue.send([change]);
      expect(await takeAll()).toHaveLength(1);
      passSeconds(299);
      expect(await queue.send([change])).toBe('accepted');
      expect(await takeAll()).toHaveLength(0);
      passSeconds(2);
      await queue.send([change]);
      expect(await takeAll()).toHaveLength(1);
    });

    test('one delivery about several records reaches each of them', async () => {
      const { queue, takeAll } = make();
      const first = aChange({ deliveryKey: 'one-delivery' });
      await queue.send([first, { ...first, recordId: 'another' }, { ...first, side: 'local' }]);
      expect(await takeAll()).toHaveLength(3);
    });

    test('accepts nothing at all without complaint', async () => {
      const { queue } = make();
      expect(await queue.send([])).toBe('accepted');
    });

    test('says so when it cannot take a change', async () => {
      const { queue, breakDown } = make();
      breakDown();
      expect(await queue.send([aChange()])).toBe('unavailable');
    });
  });
}
