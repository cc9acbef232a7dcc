import { describe, expect, test } from 'vitest';
import type { JobQueue } from '../../../shared/application/ports.ts';
import type { JobMessage } from '../../../shared/domain/job.ts';
import { at, fresh } from '../support/samples.ts';

export interface JobQueueUnderTest {
  readonly queue: JobQueue;
  readonly takeAll: () => Promise<readonly JobMessage[]>;
}

export function jobQueueContract(name: string, make: () => JobQueueUnderTest): void {
  describe(`${name} carries the pages of runs`, () => {
    test('delivers the pages of one integration in order', async () => {
      const { queue, takeAll } = make();
      const integrationId = fresh('int');
      const messages = [0, 1, 2].map(
        (page): JobMessage => ({
          schemaVersion: 1,
          kind: 'page',
          jobId: 'job-1',
          integrationId,
          page,
        }),
      );
      for (const message of messages) await queue.send(message);
      expect(await takeAll()).toEqual(messages);
    });

    test('a page may be asked for again after a death', async () => {
      const { queue, takeAll } = make();
      const page: JobMessage = {
        schemaVersion: 1,
        kind: 'page',
        jobId: 'job-2',
        integrationId: fresh('int'),
        page: 4,
      };
      await queue.send(page);
      await queue.send(page);
      expect(await takeAll()).toEqual([page, page]);
    });

    test('a schedule that fires twice for one time asks once', async () => {
      const { queue, takeAll } = make();
      const due: JobMessage = {
        schemaVersion: 1,
        kind: 'due',
        integrationId: fresh('int'),
        scheduledFor: at,
      };
      await queue.send(due);
      await queue.send(due);
      expect(await takeAll()).toEqual([due]);
    });
  });
}
