import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { environment, functionNames } from '../../shared/config/names.ts';
import { ofType, synthesize } from './system.ts';

const lambda = z.looseObject({
  FunctionName: z.string(),
  Runtime: z.string(),
  Architectures: z.array(z.string()),
  Timeout: z.number(),
  MemorySize: z.number(),
  TracingConfig: z.object({ Mode: z.string() }),
  Environment: z.object({ Variables: z.record(z.string(), z.string()) }),
});
const resources = synthesize();
/** The CDK's own, which carry values between regions, are not ours. */
const functions = ofType(resources, 'AWS::Lambda::Function')
  .filter(({ id }) => id.startsWith('Functions'))
  .map(({ properties }) => lambda.parse(properties));
const own = (name: string) => functions.find((each) => each.FunctionName === `britepool-production-${name}`);

const tables = ['recordsTable', 'syncTable', 'activityTable'] as const;
const stores = [...tables, 'logDays'] as const;
const calling = ['secretPrefix', 'allowLoopback'] as const;
const telling = ['alertMail', 'publicBaseUrl', 'slackSecretId'] as const;
const jobs = ['jobsQueueUrl', 'jobsQueueArn'] as const;
/** What each function reads; anything more would be a secret or an address it has no business with. */
const settings: Readonly<Record<(typeof functionNames)[number], readonly (keyof typeof environment)[]>> = {
  'receive-webhook': [...tables, 'changesQueueUrl', 'publicBaseUrl', 'secretPrefix'],
  'sync-records': [...stores, ...calling, 'changesQueueUrl', 'jobsQueueUrl'],
  'publish-changes': [...stores, 'allowLoopback', 'changesQueueUrl'],
  'run-jobs': [...stores, ...calling, ...telling, 'changesQueueUrl', 'jobsQueueUrl'],
  'admin-api': [
    ...[...stores, ...calling, ...jobs],
    ...(['changesQueueUrl', 'scheduleGroup', 'scheduleRoleArn', 'timeZone', ...telling] as const),
  ],
  'finish-connection': [...stores, ...calling, 'jobsQueueUrl', 'publicBaseUrl'],
  'records-api': ['recordsTable'],
  'park-failures': stores,
  'retry-parked': [...stores, 'changesQueueUrl'],
  'watch-health': [
    ...[...stores, ...telling, ...jobs, 'allowLoopback' as const],
    ...(['scheduleGroup', 'scheduleRoleArn', 'timeZone'] as const),
  ],
  'note-receipts': tables,
  'check-ledger': [...stores, ...telling, 'allowLoopback', 'changesQueueUrl', 'deadLettersUrl'],
  'clean-up': stores,
  cron: [...stores, 'changesQueueUrl', 'jobsQueueUrl', 'cronSecretId', 'timeZone'],
};

describe('the functions', () => {
  it('are those of the design, and the one that ends sign-ins', () => {
    expect(functions.map(({ FunctionName }) => FunctionName.replace('britepool-production-', ''))).toEqual([
      ...functionNames,
    ]);
  });

  it('run on Node 24, arm64, and are traced', () => {
    for (const each of functions) {
      expect(each).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] });
      expect(each.TracingConfig.Mode).toBe('Active');
    }
  });

  it.each(['receive-webhook', 'admin-api', 'finish-connection', 'records-api'])(
    '%s answers before the 30 s after which API Gateway gives up',
    (name) => {
      expect(own(name)?.Timeout).toBeLessThanOrEqual(29);
    },
  );

  it.each(functionNames)('%s gets the settings it reads and no others', (name) => {
    const wanted = ['stage', 'logLevel', ...settings[name]] as const;
    const names: Readonly<Record<string, string>> = environment;
    const given = new Set(Object.keys(own(name)?.Environment.Variables ?? {}));
    expect(given).toEqual(new Set(wanted.map((setting) => names[setting])));
  });

  it('keep their log lines for the days of the stage, and the log groups when the stack goes', () => {
    const groups = ofType(resources, 'AWS::Logs::LogGroup');
    expect(groups).toHaveLength(functions.length + 1);
    for (const { properties, deletionPolicy } of groups) {
      expect([30, 90]).toContain(properties.RetentionInDays);
      expect(deletionPolicy).toBe('Retain');
    }
  });
});
