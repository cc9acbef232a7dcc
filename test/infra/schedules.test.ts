import { describe, expect, it } from 'vitest';
import { ofType, synthesize } from './system.ts';

const resources = synthesize();

describe('the schedules', () => {
  it('of integrations live in a group of their own', () => {
    expect(
      ofType(resources, 'AWS::Scheduler::ScheduleGroup').map(({ properties }) => properties.Name),
    ).toEqual(['britepool-production-integrations']);
  });

  it('of the service watch health every 5 minutes, retry every 15, check the ledger every hour and clean up on Sundays at 3', () => {
    const fixed = ofType(resources, 'AWS::Scheduler::Schedule').map(({ properties }) => ({
      when: `${String(properties.ScheduleExpression)} ${String(properties.ScheduleExpressionTimezone)}`,
      calls: /function:britepool-production-([\w:-]+)/.exec(JSON.stringify(properties.Target))?.[1],
    }));
    expect(fixed).toEqual([
      { when: 'rate(5 minutes) UTC', calls: 'watch-health:live' },
      { when: 'rate(15 minutes) UTC', calls: 'retry-parked:live' },
      { when: 'rate(1 hour) UTC', calls: 'check-ledger:live' },
      { when: 'cron(0 3 ? * SUN *) UTC', calls: 'clean-up:live' },
    ]);
  });

  it('of the service put calls that were given up where an alarm sees them', () => {
    const targets = ofType(resources, 'AWS::Scheduler::Schedule').map(({ properties }) => properties.Target);
    expect(targets.length).toBeGreaterThan(2);
    for (const target of targets)
      expect(target).toMatchObject({
        DeadLetterConfig: { Arn: expect.stringContaining('SchedulesDeadLetters') },
      });
  });

  it('run with a role that only the Scheduler can take', () => {
    const role = ofType(resources, 'AWS::IAM::Role').find(({ id }) => id.startsWith('SchedulesRole'));
    expect(JSON.stringify(role?.properties.AssumeRolePolicyDocument)).toContain(
      '{"Service":"scheduler.amazonaws.com"}',
    );
  });
});
