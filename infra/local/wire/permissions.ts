import * as z from 'zod';
import type { Resource } from '../template/inventory.ts';
import { AwsError } from './aws-error.ts';

const words = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const policyShape = z.looseObject({
  Roles: z.array(z.string()),
  PolicyDocument: z.looseObject({
    Statement: z.array(z.looseObject({ Effect: z.string(), Action: words, Resource: words })),
  }),
});
const functionShape = z.looseObject({ FunctionName: z.string(), Role: z.string() });

/** What a call needs: an action on a resource. */
export interface Need {
  readonly action: string;
  readonly resource: string;
}
type Rule = (need: Need) => boolean;

const escaped = (text: string): string => text.replace(/[.+^${}()|[\]\\]/g, '\\$&');
const pattern = (text: string): RegExp =>
  new RegExp(`^${escaped(text).replaceAll('*', '.*').replaceAll('?', '.')}$`);

/**
 * The template's policies, held on this machine as IAM would: a function that was not granted a call is refused it
 * here too. Callers that are no function of the template may do everything.
 */
export class Permissions {
  /** What was refused so far, as `caller action resource`. */
  readonly refused: string[] = [];
  readonly #rules: ReadonlyMap<string, readonly Rule[]>;

  constructor(resources: readonly Resource[]) {
    const policies = resources
      .filter(({ type }) => type === 'AWS::IAM::Policy')
      .map(({ properties }) => policyShape.parse(properties));
    this.#rules = new Map(
      resources
        .filter(({ type }) => type === 'AWS::Lambda::Function')
        .map(({ properties }) => {
          const { FunctionName, Role } = functionShape.parse(properties);
          const id = `-${Role.split('/').at(-1)}`;
          const own = policies.filter(({ Roles }) => Roles.some((role) => role.endsWith(id)));
          return [FunctionName, own.flatMap(({ PolicyDocument }) => PolicyDocument.Statement.map(toRule))];
        }),
    );
  }

  /** Throws what AWS answers when one of the needs was not granted. */
  check(caller: string, needs: readonly Need[]): void {
    const rules = this.#rules.get(caller);
    if (rules === undefined) return;
    for (const need of needs) {
      if (rules.some((allows) => allows(need))) continue;
      this.refused.push(`${caller} ${need.action} ${need.resource}`);
      throw new AwsError(
        'AccessDeniedException',
        `${caller} is not authorized to perform ${need.action} on ${need.resource}`,
      );
    }
  }
}

function toRule(statement: { Effect: string; Action: string[]; Resource: string[] }): Rule {
  const [actions, targets] = [statement.Action.map(pattern), statement.Resource.map(pattern)];
  return ({ action, resource }) =>
    statement.Effect === 'Allow' &&
    actions.some((each) => each.test(action)) &&
    targets.some((each) => each.test(resource));
}
