import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginInvocation } from '../../functions/runtime/invocation.ts';
import { fieldShapes, logLine } from '../../functions/runtime/log-schema.ts';
import { logger } from '../../functions/runtime/logger.ts';
import { errorFields } from '../../shared/application/error-fields.ts';
import { about, type LogFields } from '../../shared/application/logger.ts';
import { FaultError } from '../../shared/domain/fault.ts';
import { writtenLines } from '../support/written-lines.ts';

process.env.STAGE = 'test';
process.env.POWERTOOLS_LOG_LEVEL = 'DEBUG';

/** The one line that a logger writes, parsed. */
async function line(write: (log: ReturnType<typeof logger>) => void) {
  const [only, ...more] = await writtenLines(() => write(logger('sync-records')));
  expect(more).toEqual([]);
  return logLine.parse(JSON.parse(only ?? ''));
}

describe('a line of a function’s log', () => {
  it('says when, how bad, who, where, what, and the ids by which it is found again', async () => {
    beginInvocation('request-1');
    const said = await line((log) =>
      log.warn('a change failed', {
        ...{ integrationId: 'int_1', logId: 'log~int_1~0m4k2j8a0~abc', resourceType: 'TASK' },
        ...{ fault: 'unavailable', httpStatus: 503, attempt: 2 },
      }),
    );
    expect(said).toMatchObject({
      ...{ level: 'WARN', service: 'sync-records', stage: 'test', message: 'a change failed' },
      ...{ integrationId: 'int_1', resourceType: 'TASK', fault: 'unavailable', httpStatus: 503, attempt: 2 },
      requestId: 'request-1',
    });
  });

  it.each([
    ['the change', { logId: 'log~1', jobId: 'job_1' }, 'log~1'],
    ['else the run', { jobId: 'job_1' }, 'job_1'],
    ['else the request', {}, 'request-1'],
  ])('belongs together with other lines by %s', async (_what, fields, correlationId) => {
    beginInvocation('request-1');
    expect(await line((log) => log.info('a change ended', fields))).toMatchObject({ correlationId });
  });

  it('keeps what a run or change said once in all lines about it', async () => {
    const said = await line((log) =>
      about(log, { jobId: 'job_1', integrationId: 'int_1' }).info('x', { pages: 3 }),
    );
    expect(said).toMatchObject({ jobId: 'job_1', integrationId: 'int_1', pages: 3 });
  });

  it('has the levels of the specification', async () => {
    const lines = await writtenLines(() => {
      const log = logger('cron');
      for (const write of [log.debug, log.info, log.warn, log.error, log.fatal]) write('said');
    });
    const levels = lines.map((text) => logLine.parse(JSON.parse(text)).level);
    expect(levels).toEqual(['DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']);
  });

  it('carries the trace of the invocation, where there is one', async () => {
    process.env._X_AMZN_TRACE_ID =
      'Root=1-65f0a1b2-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=1';
    try {
      const said = await line((log) => log.info('a change ended'));
      expect(said).toMatchObject({ traceId: '1-65f0a1b2-0123456789abcdef01234567' });
    } finally {
      delete process.env._X_AMZN_TRACE_ID;
    }
  });
});

describe('what must not be in a log', () => {
  it('is left out even when a caller passes it: fields outside the set, and texts where an id belongs', async () => {
    const careless: LogFields = {
      ...{ title: 'Water the roses', integrationId: 'ada@example.org', jobId: 'Water the roses' },
      ...{ reason: 'The task "Water the roses" is locked', count: 2 },
    };
    const said = await line((log) => log.info('a change ended', careless));
    expect(new Set(Object.keys(said))).toEqual(
      new Set(['count', 'level', 'message', 'service', 'stage', 'timestamp', ...idsOf(said)]),
    );
  });

  it('is never in a line, whatever is in the text of an error', async () => {
    await fc.assert(
      fc.asyncProperty(secretText, thrown, async (secret, makeError) => {
        const [text = ''] = await writtenLines(() =>
          logger('run-jobs').error('a page failed', errorFields(makeError(secret))),
        );
        expect(logLine.safeParse(JSON.parse(text)).error).toBeUndefined();
        expect(text).not.toContain(secret);
      }),
      { seed: 8, numRuns: 200 },
    );
  });

  it('is not even in the longest line: texts are capped', async () => {
    const error = Object.assign(new Error('x'.repeat(10_000)), { $metadata: {} });
    error.stack = Array.from({ length: 200 }, (_, at) => `    at step${at} (file.ts:${at})`).join('\n');
    const [text = ''] = await writtenLines(() => logger('cron').error('it failed', errorFields(error)));
    expect(text.length).toBeLessThan(2500);
  });
});

describe('what operators need of an error', () => {
  it('is told: its class, its code, the places in the code', async () => {
    const refused = Object.assign(new Error('User is not authorized to perform: dynamodb:Query'), {
      ...{ name: 'AccessDeniedException', $metadata: { httpStatusCode: 400 } },
    });
    const said = await line((log) => log.error('it failed', errorFields(refused)));
    expect(said).toMatchObject({
      ...{ fault: 'bug', errorName: 'AccessDeniedException', httpStatus: 400 },
      errorMessage: 'User is not authorized to perform: dynamodb:Query',
      stack: expect.stringMatching(/^at .*log-lines\.test\.ts/),
    });
  });

  it('is the kind of a fault that a connector classified', async () => {
    const fault = new FaultError({
      kind: 'rejected',
      message: 'Asana: "Water the roses" is locked',
      httpStatus: 422,
    });
    const said = await line((log) => log.warn('a change failed', errorFields(fault)));
    expect(said).toMatchObject({ fault: 'rejected', httpStatus: 422 });
    expect(JSON.stringify(said)).not.toContain('roses');
  });

  it('has a shape for every field', () => {
    expect(Object.keys(fieldShapes).length).toBeGreaterThan(30);
  });
});

const idsOf = (said: object) => Object.keys(said).filter((name) => /^(correlation|request)Id$/.test(name));

const secretText = fc.string({ minLength: 12, maxLength: 40, unit: fc.constantFrom(...'abcXYZ019_-') });
const thrown = fc.constantFrom<((secret: string) => unknown)[]>(
  (secret) => new Error(`The token ${secret} is wrong`),
  (secret) => new SyntaxError(`Unexpected token, "${secret}" is not valid JSON`),
  (secret) => new FaultError({ kind: 'rejected', message: `Refused: ${secret}` }),
  (secret) => Object.assign(new Error('x'), { name: `${secret} ${secret}` }),
  (secret) => secret,
  (secret) => ({ message: secret }),
);
