import * as z from 'zod';
import type { Resource } from '../template/inventory.ts';
import { AwsError } from './aws-error.ts';

const words = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const leading = z.looseObject({ 'dynamodb:LeadingKeys': words });
/** A condition of another kind has no meaning here: whoever writes one is told when the stack starts. */
const statementShape = z.looseObject({
  ...{ Effect: z.string(), Action: words, Resource: words },
  Condition: z.strictObject({ 'ForAllValues:StringLike': leading }).optional(),
});
const policyShape = z.looseObject({
  Roles: z.array(z.string()),
  PolicyDocument: z.looseObject({ Statement: z.array(statementShape) }),
});
/** Those of the CDK, which deployments call, have no name of their own. */
const functionShape = z.looseObject({ FunctionName: z.string().optional(), Role: z.unknown() });

/** What a call needs: an action on a resource. */
export interface Need {
  readonly action: string;
  readonly resource: string;
  /** Partition keys of the items it touches. */
  readonly keys?: readonly string[];
}
/** One action on one pattern of resources that a statement grants. */
interface Grant extends Omit<Need, 'keys'> {
  readonly allows: (need: Need) => boolean;
}

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
  readonly #grants: ReadonlyMap<string, readonly Grant[]>;
  readonly #used = new Set<Grant>();

  constructor(resources: readonly Resource[]) {
    const policies = resources
      .filter(({ type }) => type === 'AWS::IAM::Policy')
      .map(({ properties }) => policyShape.parse(properties));
    this.#grants = new Map(
      resources
        .filter(({ type }) => type === 'AWS::Lambda::Function')
        .map(({ properties }) => functionShape.parse(properties))
        .flatMap(({ FunctionName, Role }) => {
          if (FunctionName === undefined) return [];
          const id = `-${String(Role).split('/').at(-1)}`;
          const own = policies.filter(({ Roles }) => Roles.some((role) => role.endsWith(id)));
          const grants = own.flatMap(({ PolicyDocument }) => PolicyDocument.Statement.flatMap(toGrants));
          return [[FunctionName, grants] as const];
        }),
    );
  }

  /** Throws what AWS answers when one of the needs was not granted. */
  check(caller: string, needs: readonly Need[]): void {
    const grants = this.#grants.get(caller);
    if (grants === undefined) return;
    for (const need of needs) {
      const allowing = grants.filter(({ allows }) => allows(need));
      for (const grant of allowing) this.#used.add(grant);
      if (allowing.length > 0) continue;
      this.refused.push(`${caller} ${need.action} ${need.resource}`);
      throw new AwsError(
        'AccessDeniedException',
        `${caller} is not authorized to perform ${need.action} on ${need.resource}`,
      );
    }
  }

  /** Every grant of every function of the template, and whether something was done by it so far. */
  grants(): readonly (Omit<Need, 'keys'> & { readonly caller: string; readonly used: boolean })[] {
    return [...this.#grants].flatMap(([caller, grants]) =>
      grants.map((grant) => ({
        ...{ caller, action: grant.action, resource: grant.resource },
        used: this.#used.has(grant),
      })),
    );
  }
}

function toGrants(statement: z.output<typeof statementShape>): readonly Grant[] {
  if (statement.Effect !== 'Allow') return [];
  const reached = statement.Condition?.['ForAllValues:StringLike']['dynamodb:LeadingKeys'].map(pattern);
  const reaches = (key: string) => reached?.some((keys) => keys.test(key)) ?? true;
  return statement.Action.flatMap((action) =>
    statement.Resource.map((resource): Grant => {
      const [acts, targets] = [pattern(action), pattern(resource)];
      const allows = (need: Need) =>
        acts.test(need.action) && targets.test(need.resource) && (need.keys ?? []).every(reaches);
      return { action, resource, allows };
    }),
  );
}
