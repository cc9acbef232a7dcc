import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JobStore } from '../../../shared/application/ports.ts';
import { aJob, at, fresh } from '../support/samples.ts';
import { race, walk } from '../support/walk.ts';

export function jobStoreContract(name: string, make: () => JobStore): void {
  describe(`${name} keeps the runs`, () => {
    test('gives back exactly what was stored', async () => {
      const store = make();
      const job = aJob(fresh('int'), { cursor: '0:abc', newest: at, expectedRecords: 12, scheduledFor: at });
      expect(await store.start(job)).toEqual({ outcome: 'started' });
      expect(await store.get(job.id)).toEqual(job);
      expect(await store.get(fresh('nobody'))).toBeUndefined();
    });

    test('lets one run per integration go at a time and names the one that does', async () => {
      const store = make();
      const integrationId = fresh('int');
      const running = aJob(integrationId);
      await store.start(running);
      const second = aJob(integrationId);
      expect(await store.start(second)).toEqual({ outcome: 'busy', jobId: running.id });
      expect(await store.get(second.id)).toBeUndefined();
      expect(await store.start(aJob(fresh('int')))).toEqual({ outcome: 'started' });
    });

    test.each(['COMPLETED', 'FAILED', 'CANCELLED'] as const)(
      'a run that is %s makes room for the next',
      async (status) => {
        const store = make();
        const integrationId = fresh('int');
        const job = aJob(integrationId);
        await store.start(job);
        const over = { ...job, version: 2, status, completedAt: at, durationMs: 5 };
        expect(await store.put(over)).toBe('written');
        expect(await store.get(job.id)).toEqual(over);
        expect(await store.start(aJob(integrationId))).toEqual({ outcome: 'started' });
      },
    );

    test('tells which run of an integration is not over, the paused one too', async () => {
      const store = make();
      const job = aJob(fresh('int'), {
        later: [{ kind: 'absent', streams: ['tasks'] }, { kind: 'waiting' }],
      });
      const mine = async () => (await store.unfinished()).filter(({ id }) => id === job.id);
      expect(await store.current(job.integrationId)).toBeUndefined();
      await store.start(job);
      expect(await store.current(job.integrationId)).toEqual(job);
      const waits = { until: at, sent: true } as const;
      const paused = {
        ...job,
        version: 2,
        status: 'PENDING' as const,
        heldBy: 'integration' as const,
        waits,
      };
      await store.put(paused);
      expect(await store.current(job.integrationId)).toEqual(paused);
      expect(await mine()).toEqual([paused]);
      await store.put({ ...job, version: 3, status: 'COMPLETED' });
      expect(await store.current(job.integrationId)).toBeUndefined();
      expect(await mine()).toEqual([]);
    });

    test('lists the runs of all integrations in one state, newest first', async () => {
      const store = make();
      const jobs = [0, 1, 2].map((hour) =>
        aJob(fresh('int'), { startedAt: `2031-03-01T1${hour}:00:00.000Z`, jobType: 'RETRY' }),
      );
      for (const job of jobs) await store.start(job);
      const [first, , last] = jobs;
      if (first === undefined || last === undefined) throw new Error('There are no runs.');
      await store.put({ ...first, version: 2, status: 'FAILED' });
      const of = async (status: 'RUNNING' | 'FAILED') =>
        (await walk((page) => store.inStatus(status, page), 2)).filter(({ jobType }) => jobType === 'RETRY');
      expect((await of('RUNNING')).map(({ id }) => id)).toEqual([last.id, jobs[1]?.id]);
      expect((await of('FAILED')).map(({ id }) => id)).toEqual([first.id]);
    });

    test('a run that goes on keeps its place', async () => {
      const store = make();
      const job = aJob(fresh('int'));
      await store.start(job);
      expect(await store.put({ ...job, version: 2, pages: 1 })).toBe('written');
      expect(await store.start(aJob(job.integrationId))).toEqual({ outcome: 'busy', jobId: job.id });
    });

    test('an outdated worker can neither save nor end a run', async () => {
      const store = make();
      const job = aJob(fresh('int'));
      await store.start(job);
      const saved = { ...job, version: 2, pages: 1 };
      await store.put(saved);
      expect(await store.put({ ...job, version: 2, pages: 9 })).toBe('stale');
      expect(await store.put({ ...job, version: 2, status: 'FAILED' })).toBe('stale');
      expect(await store.get(job.id)).toEqual(saved);
      expect(await store.start(aJob(job.integrationId))).toEqual({ outcome: 'busy', jobId: job.id });
    });

    test('lists the runs of one integration newest first, page by page', async () => {
      const store = make();
      const integrationId = fresh('int');
      const ids: string[] = [];
      for (let index = 0; index < 7; index++) {
        const startedAt = new Date(Date.parse(at) + index * 60_000).toISOString();
        const job = aJob(integrationId, { startedAt });
        ids.unshift(job.id);
        await store.start(job);
        await store.put({ ...job, version: 2, status: 'COMPLETED' });
      }
      const listed = await walk((page) => store.list(integrationId, page), 3);
      expect(listed.map(({ id }) => id)).toEqual(ids);
      expect(listed.every(({ status }) => status === 'COMPLETED')).toBe(true);
    });

    test('of any number of simultaneous starts exactly one starts and the others name it', async () => {
      const store = make();
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 2, max: 10 }), async (starters) => {
          const integrationId = fresh('int');
          const jobs = Array.from({ length: starters }, () => aJob(integrationId));
          const answers = await Promise.all(jobs.map((job) => store.start(job)));
          const winners = jobs.filter((_, index) => answers[index]?.outcome === 'started');
          expect(winners).toHaveLength(1);
          const busy = answers.filter((answer) => answer.outcome === 'busy');
          expect(busy).toEqual(busy.map(() => ({ outcome: 'busy', jobId: winners[0]?.id })));
        }),
        { seed: 18, numRuns: 15 },
      );
    });

    test('of any number of workers that save one run at once exactly one does', async () => {
      const store = make();
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 2, max: 8 }), fc.boolean(), async (workers, ending) => {
          const job = aJob(fresh('int'));
          await store.start(job);
          const answers = await race(workers, (index) =>
            store.put({
              ...job,
              version: 2,
              pages: index,
              ...(ending ? { status: 'COMPLETED' as const } : {}),
            }),
          );
          expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
        }),
        { seed: 19, numRuns: 15 },
      );
    });
  });
}
