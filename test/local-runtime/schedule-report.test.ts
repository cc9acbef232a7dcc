import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { describe, expect, it } from 'vitest';
import { findSchedules } from '../../infra/local/scheduler/find-schedules.ts';
import { scheduleReport } from '../../infra/local/scheduler/report.ts';
import { startAws } from './aws.ts';

const integration = (id: string, more: object = {}) => ({
  ...{ id, name: `Work of ${id}`, status: 'ACTIVE', syncFrequency: 'HOURLY' },
  nextSyncAt: '2026-03-01T11:00:00.000Z',
  ...more,
});
const schedule = (name: string, more: object = {}) => ({
  ...{
    name,
    expression: 'cron(0 * * * ? *)',
    timeZone: 'Europe/Berlin',
    windowMinutes: 30,
    state: 'ENABLED',
  },
  ...more,
});
const lineOf = (report: string, text: string) => report.split('\n').find((line) => line.includes(text)) ?? '';

describe('the list of schedules', () => {
  it('shows each next to its integration, with its zone and the next run', () => {
    const report = scheduleReport([integration('int-1')], [schedule('int-1')]);
    expect(lineOf(report, 'Work of int-1')).toMatch(
      /ACTIVE +HOURLY +cron\(0 \* \* \* \? \*\) +Europe\/Berlin +30 min +ENABLED +2026-03-01T11:00/,
    );
    expect(report).toMatch(/1 integrations, 1 schedules, all fit\.$/);
  });

  it('says what does not fit', () => {
    const report = scheduleReport(
      [
        integration('missing'),
        integration('paused', { status: 'PAUSED', nextSyncAt: null }),
        integration('resting'),
        integration('hand', { syncFrequency: 'MANUAL', nextSyncAt: null }),
        integration('fine', { syncFrequency: 'MANUAL', nextSyncAt: null }),
      ],
      [schedule('paused'), schedule('resting', { state: 'DISABLED' }), schedule('hand'), schedule('gone')],
    );
    expect(lineOf(report, 'Work of missing')).toMatch(/is missing$/);
    expect(lineOf(report, 'Work of paused')).toMatch(/should be disabled$/);
    expect(lineOf(report, 'Work of resting')).toMatch(/should be enabled$/);
    expect(lineOf(report, 'Work of hand')).toMatch(/should have none$/);
    expect(lineOf(report, '(gone)')).toMatch(/belongs to no integration$/);
    expect(lineOf(report, 'Work of fine')).toMatch(/–$/);
    expect(report).toMatch(/5 do not fit\.$/);
  });

  it('is read from the Scheduler page by page, of one group only', async () => {
    const aws = await startAws();
    for (const group of ['integrations', 'others']) aws.scheduler.defineGroup(group);
    const body = (GroupName: string) => ({
      ...{ GroupName, ScheduleExpression: 'cron(0 2 * * ? *)', ScheduleExpressionTimezone: 'Europe/Berlin' },
      FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 120 },
      Target: { Arn: 'arn:aws:sqs:local:000000000000:jobs.fifo', RoleArn: 'arn:aws:iam::1:role/r' },
    });
    for (let at = 0; at < 230; at++) aws.scheduler.define(`int-${at}`, body('integrations'));
    aws.scheduler.define('elsewhere', body('others'));
    const client = new SchedulerClient(aws.client);
    const found = await findSchedules(client, 'integrations');
    client.destroy();
    await aws.close();
    expect(new Set(found.map(({ name }) => name)).size).toBe(230);
    expect(found[0]).toEqual({
      ...{ name: 'int-0', expression: 'cron(0 2 * * ? *)', timeZone: 'Europe/Berlin' },
      ...{ windowMinutes: 120, state: 'ENABLED' },
    });
  });
});
