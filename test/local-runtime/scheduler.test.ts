import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  GetScheduleCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseExpression } from '../../infra/local/scheduler/expression.ts';
import { Scheduler } from '../../infra/local/scheduler/scheduler.ts';
import { startAws } from './aws.ts';

let aws: Awaited<ReturnType<typeof startAws>>;
let client: SchedulerClient;
beforeEach(async () => {
  aws = await startAws();
  aws.scheduler.defineGroup('integrations');
  client = new SchedulerClient({ ...aws.client, maxAttempts: 1 });
});
afterEach(async () => {
  client.destroy();
  await aws.close();
});

const schedule = (ScheduleExpression: string, more: Partial<CreateScheduleCommandInput> = {}) => ({
  ...{
    Name: 'pull',
    GroupName: 'integrations',
    ScheduleExpression,
    FlexibleTimeWindow: { Mode: 'OFF' as const },
  },
  Target: {
    Arn: 'arn:aws:sqs:local:000000000000:jobs.fifo',
    RoleArn: 'arn:aws:iam::1:role/r',
    Input: '{"a":1}',
  },
  ...more,
});
const create = (input: CreateScheduleCommandInput) => client.send(new CreateScheduleCommand(input));
const inputs = () => aws.fired.map(({ input }) => input);
/** Lets so many seconds pass, one scheduler tick a minute. */
async function pass(seconds: number): Promise<void> {
  for (let left = seconds; left > 0; left -= 60) {
    aws.clock.pass(Math.min(60, left));
    await aws.scheduler.runDue();
  }
}

describe('a schedule', () => {
  it('with a rate fires every so often from its creation', async () => {
    await create(schedule('rate(5 minutes)'));
    await pass(299);
    expect(inputs()).toEqual([]);
    await pass(1);
    expect(inputs()).toEqual(['{"a":1}']);
    await pass(600);
    expect(inputs()).toHaveLength(3);
  });

  it('puts the time it was meant for into its input', async () => {
    const { Target } = schedule('');
    await create(
      schedule('rate(1 hour)', { Target: { ...Target, Input: '{"at":"<aws.scheduler.scheduled-time>"}' } }),
    );
    await pass(3660);
    expect(inputs()).toEqual(['{"at":"2026-03-01T11:00:00Z"}']);
  });

  it('for one time fires once and goes, when it is told to', async () => {
    await create(schedule('at(2026-03-01T10:02:00)', { ActionAfterCompletion: 'DELETE' }));
    await pass(600);
    expect(inputs()).toHaveLength(1);
    await expect(
      client.send(new GetScheduleCommand({ Name: 'pull', GroupName: 'integrations' })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('for one time fires once and stays otherwise', async () => {
    await create(schedule('at(2026-03-01T12:02:00)', { ScheduleExpressionTimezone: 'Europe/Athens' }));
    await pass(600);
    expect(inputs()).toHaveLength(1);
    const found = await client.send(new GetScheduleCommand({ Name: 'pull', GroupName: 'integrations' }));
    expect(found.ScheduleExpression).toBe('at(2026-03-01T12:02:00)');
  });

  it('that is switched off fires nothing until it is switched on', async () => {
    await create(schedule('rate(5 minutes)', { State: 'DISABLED' }));
    await pass(600);
    expect(inputs()).toEqual([]);
    await client.send(new UpdateScheduleCommand(schedule('rate(5 minutes)', { State: 'ENABLED' })));
    await pass(300);
    expect(inputs()).toHaveLength(1);
  });

  it('that is deleted fires nothing more', async () => {
    await create(schedule('rate(5 minutes)'));
    await client.send(new DeleteScheduleCommand({ Name: 'pull', GroupName: 'integrations' }));
    await pass(600);
    expect(inputs()).toEqual([]);
  });

  it('with a flexible window fires within it, not all at the same moment', async () => {
    const window = { Mode: 'FLEXIBLE' as const, MaximumWindowInMinutes: 10 };
    for (const name of ['a', 'b', 'c', 'd'])
      await create(schedule('at(2026-03-01T11:00:00)', { Name: name, FlexibleTimeWindow: window }));
    await pass(3599);
    expect(inputs()).toEqual([]);
    const counts: number[] = [];
    for (let minute = 0; minute < 11; minute++) {
      await pass(60);
      counts.push(inputs().length);
    }
    expect(counts.at(-1)).toBe(4);
    expect(new Set(counts).size).toBeGreaterThan(2);
  });
});

describe('a target that does not answer', () => {
  it('is tried again, later each time, until it does', async () => {
    await create(schedule('at(2026-03-01T10:01:00)'));
    aws.failing.times = 3;
    await pass(600);
    expect(inputs()).toHaveLength(1);
  });

  it('is given up after the retries it was allowed, and the dead letter says what it was', async () => {
    aws.sqs.define({
      ...{ name: 'lost', fifo: false, visibilitySeconds: 30, retentionSeconds: 1000 },
      ...{ perGroupDeduplication: false, redrive: undefined },
    });
    const { Target } = schedule('');
    await create(
      schedule('at(2026-03-01T10:01:00)', {
        Target: {
          ...Target,
          RetryPolicy: { MaximumRetryAttempts: 2 },
          DeadLetterConfig: { Arn: 'arn:aws:sqs:local:000000000000:lost' },
        },
      }),
    );
    aws.failing.times = 3;
    await pass(3600);
    expect(aws.fired.map(({ target, input }) => [target.Arn.split(':').at(-1), input])).toEqual([
      ['lost', '{"a":1}'],
    ]);
  });

  it('loses nothing when the runtime dies in between', async () => {
    await create(schedule('at(2026-03-01T10:01:00)', { ActionAfterCompletion: 'DELETE' }));
    aws.failing.times = 1;
    await pass(60);
    expect(inputs()).toEqual([]);
    const fired: string[] = [];
    const again = new Scheduler(aws.db, async (_target, input) => void fired.push(input), aws.clock.now);
    aws.clock.pass(60);
    await again.runDue();
    expect(fired).toEqual(['{"a":1}']);
  });
});

describe('what the Scheduler refuses', () => {
  it.each([
    'rate(0 minutes)',
    'rate(1 minutes)',
    'rate(2 minute)',
    'rate(5 seconds)',
    'cron(0 3 * * * *)',
    'cron(0 3 ? * SUN)',
    'cron(99 3 ? * SUN *)',
    'at(tomorrow)',
    'every day',
  ])('is the expression %s', async (expression) => {
    await expect(create(schedule(expression))).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('are zones that do not exist, second schedules of a name, and groups nobody made', async () => {
    await expect(
      create(schedule('rate(5 minutes)', { ScheduleExpressionTimezone: 'Mars/Olympus' })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
    await create(schedule('rate(5 minutes)'));
    await expect(create(schedule('rate(5 minutes)'))).rejects.toMatchObject({ name: 'ConflictException' });
    await expect(create(schedule('rate(5 minutes)', { GroupName: 'none' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

describe('cron expressions', () => {
  const runsAfter = (expression: string, from: string, zone = 'UTC', count = 1): readonly string[] => {
    const next = parseExpression(expression, zone);
    const found: string[] = [];
    for (let at = Date.parse(from); found.length < count; ) {
      const run = next(at, 0);
      if (run === null) break;
      found.push(new Date(run).toISOString().slice(0, 16));
      at = run;
    }
    return found;
  };

  it.each([
    ['cron(0 3 ? * SUN *)', 'UTC', '2026-03-08T03:00'],
    ['cron(0 3 ? * 1 *)', 'UTC', '2026-03-08T03:00'],
    ['cron(0 3 ? * 2-6 *)', 'UTC', '2026-03-02T03:00'],
    ['cron(0/15 * * * ? *)', 'UTC', '2026-03-01T10:15'],
    ['cron(0 9 1 * ? *)', 'UTC', '2026-04-01T09:00'],
    ['cron(0 9 L * ? *)', 'UTC', '2026-03-31T09:00'],
    ['cron(0 9 ? * 6L *)', 'UTC', '2026-03-27T09:00'],
    ['cron(0 9 ? * 2#1 *)', 'UTC', '2026-03-02T09:00'],
    ['cron(30 8 * * ? *)', 'Europe/London', '2026-03-02T08:30'],
    ['cron(30 8 * * ? *)', 'America/New_York', '2026-03-01T13:30'],
  ])('%s in %s comes next at %s', (expression, zone, expected) => {
    expect(runsAfter(expression, '2026-03-01T10:00:00Z', zone)).toEqual([expected]);
  });

  it('keep the wall clock when summer time begins and ends', () => {
    expect(runsAfter('cron(30 8 * * ? *)', '2026-03-28T00:00:00Z', 'Europe/Berlin', 2)).toEqual([
      '2026-03-28T07:30',
      '2026-03-29T06:30',
    ]);
    expect(runsAfter('cron(30 8 * * ? *)', '2026-10-24T00:00:00Z', 'Europe/Berlin', 2)).toEqual([
      '2026-10-24T06:30',
      '2026-10-25T07:30',
    ]);
  });

  it('leave out a time that does not exist on the day summer time begins', () => {
    expect(runsAfter('cron(30 2 * * ? *)', '2026-03-28T00:00:00Z', 'Europe/Berlin', 2)).toEqual([
      '2026-03-28T01:30',
      '2026-03-30T00:30',
    ]);
  });

  it('that are over never fire again', () => {
    expect(runsAfter('cron(0 9 1 1 ? 2025)', '2026-03-01T10:00:00Z')).toEqual([]);
  });

  it('always come after the time asked, and rates always on their beat', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 4e12 }),
        fc.integer({ min: 0, max: 1e10 }),
        fc.integer({ min: 2, max: 90 }),
        async (created, later, minutes) => {
          const next = parseExpression(`rate(${minutes} minutes)`, 'UTC')(created + later, created) ?? 0;
          expect(next).toBeGreaterThan(created + later);
          expect((next - created) % (minutes * 60_000)).toBe(0);
          expect(next - (created + later)).toBeLessThanOrEqual(minutes * 60_000);
        },
      ),
      { seed: 20_260_305, numRuns: 500 },
    );
  });
});
