import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { logLine } from '../../functions/runtime/log-schema.ts';
import { observe, observed } from '../../functions/runtime/observe.ts';
import { watchedStores } from '../../functions/runtime/watched-stores.ts';
import { memoryAlertStore } from '../../shared/adapters/in-memory/alert-store.ts';
import { memoryJobStore } from '../../shared/adapters/in-memory/job-store.ts';
import { Memory } from '../../shared/adapters/in-memory/memory.ts';
import { memoryBreakerStore } from '../../shared/adapters/in-memory/outage-stores.ts';
import { memoryParkedStore } from '../../shared/adapters/in-memory/parked-store.ts';
import { afterDown, afterFailure, afterSuccess, claimProbe } from '../../shared/domain/breaker.ts';
import { aJob } from '../contract/support/samples.ts';
import { writtenLines } from '../support/written-lines.ts';

process.env.STAGE = 'test';
process.env.POWERTOOLS_LOG_LEVEL = 'INFO';

const seen = observe('run-jobs');
const stores = () => {
  const memory = new Memory();
  const plain = {
    jobs: memoryJobStore(memory),
    alerts: memoryAlertStore(memory),
    breakers: memoryBreakerStore(),
    parked: memoryParkedStore(memory),
  };
  return watchedStores(plain, seen);
};
const request = { awsRequestId: 'request-7' } as Context;

/** Lines of the log, and sums of what was counted, of one invocation. */
async function told(run: () => Promise<unknown>) {
  const written = await writtenLines(() =>
    observed(seen, run)({}, request).catch((error: unknown) => String(error)),
  );
  const parsed = written.map((line) => JSON.parse(line));
  return {
    lines: parsed.filter((each) => !('_aws' in each)).map((each) => logLine.parse(each)),
    metrics: Object.assign({}, ...parsed.filter((each) => '_aws' in each)),
  };
}

describe('an invocation', () => {
  it('that fails is told by a line with its request, and what was counted until then is written', async () => {
    const { lines, metrics } = await told(async () => {
      seen.metrics.count('Received', 2);
      throw new SyntaxError('Unexpected token, "Water the roses" is not valid JSON');
    });
    expect(lines).toMatchObject([
      { level: 'ERROR', message: 'the function failed', errorName: 'SyntaxError', requestId: 'request-7' },
    ]);
    expect(metrics).toMatchObject({ Received: 2 });
  });

  it('that fails hands Lambda, which logs it, nothing of what it was about', async () => {
    let failure: unknown;
    await writtenLines(() =>
      observed(seen, async () => {
        throw new Error('Asana: "Water the roses" is locked');
      })({}, request).catch((error: unknown) => {
        failure = error;
      }),
    );
    expect(failure).toBeInstanceOf(Error);
    expect(failure instanceof Error && `${failure.name} ${failure.message} ${failure.stack}`).not.toContain(
      'roses',
    );
  });
});

describe('operators are told', () => {
  it('when a run begins, takes a step, and ends or fails, whoever does it', async () => {
    const { jobs } = stores();
    const job = aJob('int_1', { status: 'RUNNING', version: 1 });
    const { lines, metrics } = await told(async () => {
      await jobs.start(job);
      await jobs.put({ ...job, version: 2, pages: 1, totalRecords: 100 });
      const errorDetails = { kind: 'forbidden' };
      await jobs.put({ ...job, version: 3, status: 'FAILED', errorDetails, errorMessage: 'No "Garden"' });
    });
    expect(lines.map(({ level, message, jobId }) => [level, message, jobId])).toEqual([
      ['INFO', 'a run began', job.id],
      ['INFO', 'a run took a step', job.id],
      ['ERROR', 'a run failed', job.id],
    ]);
    expect(lines[2]).toMatchObject({ reason: 'forbidden', correlationId: job.id });
    expect(metrics).toMatchObject({ RunsEnded: 1, RunsFailed: 1 });
  });

  it('once when an outage begins, when it goes on, and when it is over', async () => {
    const { breakers } = stores();
    const now = '2026-03-01T10:00:00.000Z';
    const { lines, metrics } = await told(async () => {
      for (let failure = 0; failure < 3; failure++) {
        const next = afterFailure(await breakers.get('int_1'), 'int_1', 'down', now);
        if (next !== undefined) await breakers.put(next);
      }
      const down = async () => (await breakers.get('int_1')) ?? expect.unreachable();
      await breakers.put(afterDown(await down(), 'down', now, 0));
      for (const after of [afterDown, afterSuccess]) {
        await breakers.put(claimProbe(await down(), now) ?? expect.unreachable());
        await breakers.put(after(await down(), 'down', now, 0));
      }
    });
    expect(lines.map(({ message }) => message)).toEqual([
      'a breaker opened',
      'a system is still down',
      'a breaker closed',
    ]);
    expect(metrics).toMatchObject({ BreakersOpened: 1 });
  });
});
