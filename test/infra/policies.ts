import * as z from 'zod';
import { ofType, type Resource } from './system.ts';

const list = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const conditions = z.looseObject({
  'ForAllValues:StringLike': z.optional(z.looseObject({ 'dynamodb:LeadingKeys': z.optional(list) })),
});
const statement = z.looseObject({
  ...{ Effect: z.string(), Action: list, Resource: list },
  Condition: z.optional(conditions),
});
const policy = z.looseObject({
  PolicyDocument: z.looseObject({ Statement: z.array(statement) }),
  Roles: z.array(z.string()),
});

/** What a role is allowed: `action resource`, sorted, with account and region left out. */
export function allowances(resources: readonly Resource[], rolePart: string): readonly string[] {
  const allowed = ofType(resources, 'AWS::IAM::Policy')
    .map(({ properties }) => policy.parse(properties))
    .filter(({ Roles }) => Roles.some((role) => role.includes(rolePart)))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource: targets, Condition }) =>
      Action.flatMap((action) => targets.map((target) => `${action} ${short(target)}${only(Condition)}`)),
    );
  return [...new Set(allowed)].sort((a, b) => (a < b ? -1 : 1));
}

/** Where a permission reaches some partitions only: ` [LOGS#*]`. */
const only = (condition: z.output<typeof conditions> | undefined): string => {
  const keys = condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];
  return keys === undefined ? '' : ` [${keys.join(' ')}]`;
};

const short = (arn: string): string =>
  arn.replace(/^arn:aws:[a-z0-9-]+:[a-z0-9-]*:\d*:/, '').replaceAll('britepool-production-', '');
