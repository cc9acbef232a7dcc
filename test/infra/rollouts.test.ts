import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { functionNames } from '../../shared/config/names.ts';
import { alarmsOf } from './alarms.ts';
import { ofType, type Resource, synthesize } from './system.ts';

const resources = synthesize();
const group = z.looseObject({
  DeploymentConfigName: z.string(),
  AlarmConfiguration: z.object({ Enabled: z.boolean(), Alarms: z.array(z.object({ Name: z.string() })) }),
  AutoRollbackConfiguration: z.object({ Enabled: z.boolean(), Events: z.array(z.string()) }),
  ServiceRoleArn: z.string(),
});
const groupsOf = (of: readonly Resource[]) =>
  ofType(of, 'AWS::CodeDeploy::DeploymentGroup').map(({ id, properties }) => ({
    id,
    ...group.parse(properties),
  }));
const alias = z.looseObject({ FunctionName: z.string(), Name: z.string() });
const aliases = ofType(resources, 'AWS::Lambda::Alias').map(({ properties }) => alias.parse(properties));

describe('a new version of a function', () => {
  it('stands behind the alias that everybody calls', () => {
    expect(new Set(aliases.map(({ FunctionName, Name }) => `${FunctionName}:${Name}`))).toEqual(
      new Set(functionNames.map((name) => `britepool-production-${name}:live`)),
    );
    const callers = [
      ['AWS::Lambda::EventSourceMapping', 'FunctionName'],
      ['AWS::ApiGatewayV2::Integration', 'IntegrationUri'],
      ['AWS::Logs::SubscriptionFilter', 'DestinationArn'],
    ] as const;
    const called = callers.flatMap(([type, property]) =>
      ofType(resources, type).map(({ properties }) => String(properties[property])),
    );
    expect(called.length).toBeGreaterThan(10);
    expect(called.filter((name) => !name.endsWith(':live'))).toEqual([]);
  });

  it('takes a tenth of the calls for ten minutes, then all of them', () => {
    expect(groupsOf(resources)).toHaveLength(functionNames.length);
    for (const { DeploymentConfigName } of groupsOf(resources))
      expect(DeploymentConfigName).toBe('CodeDeployDefault.LambdaCanary10Percent10Minutes');
  });

  it('takes all of them at once where the stage says so', () => {
    const hurried = synthesize({ rollout: 'at-once' });
    for (const { DeploymentConfigName } of groupsOf(hurried))
      expect(DeploymentConfigName).toBe('CodeDeployDefault.LambdaAllAtOnce');
  });

  it.each(functionNames)('of %s is taken back when its own alarm rings', (name) => {
    const own = groupsOf(resources).filter(({ id }) =>
      id.startsWith(`Rollouts${name.replaceAll('-', '')}Group`),
    );
    expect(own).toHaveLength(1);
    const [{ AlarmConfiguration, AutoRollbackConfiguration } = { AlarmConfiguration: undefined }] = own;
    expect(AutoRollbackConfiguration?.Events).toContain('DEPLOYMENT_STOP_ON_ALARM');
    const [watching] = AlarmConfiguration?.Alarms ?? [];
    const alarm = alarmsOf(resources).find(({ id }) => watching?.Name.includes(id));
    const metrics = JSON.stringify(alarm?.Metrics);
    expect(metrics).toContain(`"britepool-production-${name}:live"`);
    expect(metrics.match(/"ExecutedVersion"|"version"/g)).toHaveLength(2);
  });

  it('is moved by a role that reaches our own aliases and no other function', () => {
    const roles = new Set(groupsOf(resources).map(({ ServiceRoleArn }) => ServiceRoleArn));
    expect(roles.size).toBe(1);
    const [role] = ofType(resources, 'AWS::IAM::Role').filter(({ id }) => id.startsWith('RolloutsRole'));
    expect(role?.properties.ManagedPolicyArns).toBeUndefined();
    const text = JSON.stringify(role?.properties.Policies);
    expect(text.match(/:function:britepool-production-[a-z-]+:live"/g)).toHaveLength(functionNames.length);
    expect(text).not.toContain('lambda:*');
  });
});
