import * as z from 'zod';
import { type FunctionName, functionNames } from '../../shared/config/names.ts';
import type { Resource } from '../../test/infra/system.ts';

/** What a stage has by the month whatever happens, counted in its synthesized template. */
export interface Standing {
  readonly alarms: number;
  readonly compositeAlarms: number;
  readonly dashboards: number;
  readonly firewalls: number;
  readonly firewallRules: number;
  readonly secrets: number;
  readonly logGroups: number;
  readonly schedules: number;
  /** Queues that Lambda polls. */
  readonly polledQueues: number;
  readonly customKeys: number;
  readonly budgets: number;
  /** Memory of each function in GB. */
  readonly memory: Readonly<Partial<Record<FunctionName, number>>>;
}

const firewall = z.object({ Rules: z.array(z.unknown()) });
const source = z.object({ EventSourceArn: z.string() });
const lambda = z.looseObject({ FunctionName: z.string(), MemorySize: z.number() });
const alarm = z.looseObject({
  Metrics: z.array(z.looseObject({ MetricStat: z.unknown().optional() })).optional(),
});

/** Counts what is paid for by the month. Throws where the template has nothing of a kind that every stage has. */
export function standing(resources: readonly Resource[]): Standing {
  const of = (type: string) => resources.filter((resource) => resource.type === type);
  const count = (type: string): number => of(type).length;
  const named = of('AWS::Lambda::Function').flatMap(
    ({ properties }) => lambda.safeParse(properties).data ?? [],
  );
  const memory = named.flatMap(({ FunctionName, MemorySize }) => {
    const name = functionNames.find((each) => FunctionName.endsWith(`-${each}`));
    return name === undefined ? [] : [[name, MemorySize / 1024] as const];
  });
  const alarms = of('AWS::CloudWatch::Alarm').map(({ properties }) => alarm.parse(properties));
  if (memory.length < functionNames.length || alarms.length === 0)
    throw new Error(`The template has ${memory.length} functions and ${alarms.length} alarms.`);
  return {
    // One that reckons with several metrics is paid for each of them.
    alarms: alarms.reduce(
      (sum, { Metrics }) => sum + (Metrics?.filter(({ MetricStat }) => MetricStat !== undefined).length ?? 1),
      0,
    ),
    compositeAlarms: count('AWS::CloudWatch::CompositeAlarm'),
    dashboards: count('AWS::CloudWatch::Dashboard'),
    firewalls: count('AWS::WAFv2::WebACL'),
    firewallRules: of('AWS::WAFv2::WebACL').reduce(
      (sum, { properties }) => sum + firewall.parse(properties).Rules.length,
      0,
    ),
    secrets: count('AWS::SecretsManager::Secret'),
    logGroups: count('AWS::Logs::LogGroup'),
    schedules: count('AWS::Scheduler::Schedule'),
    polledQueues: of('AWS::Lambda::EventSourceMapping').filter(({ properties }) =>
      source.parse(properties).EventSourceArn.includes(':sqs:'),
    ).length,
    customKeys: count('AWS::KMS::Key'),
    budgets: count('AWS::Budgets::Budget'),
    memory: Object.fromEntries(memory),
  };
}
