/** What a resource is once it exists: the value of `Ref` and the attributes of `Fn::GetAtt`. */
export interface Physical {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  /** Lives on AWS only: any attribute that others mention is a made-up text. */
  readonly elsewhere?: true;
}
export interface Template {
  readonly Resources?: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<
    Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: unknown } }>
  >;
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
}
export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}
export type Naming = (
  stack: string,
  logicalId: string,
  resource: TemplateResource,
  resolve: (value: unknown) => unknown,
) => Physical;

const pseudo: Readonly<Record<string, string>> = {
  'AWS::Region': 'local',
  'AWS::AccountId': '000000000000',
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Turns intrinsic functions of several stacks' templates into values. Names come from logical ids, so cycles are no problem. */
export class Resolver {
  readonly #stacks: ReadonlyMap<string, Template>;
  readonly #naming: Naming;
  readonly #known = new Map<string, Physical>();

  constructor(stacks: ReadonlyMap<string, Template>, naming: Naming) {
    this.#stacks = stacks;
    this.#naming = naming;
  }

  physical(stack: string, logicalId: string): Physical {
    const key = `${stack}/${logicalId}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const resource = this.#stacks.get(stack)?.Resources?.[logicalId];
    if (resource === undefined) throw new Error(`The stack ${stack} has no resource ${logicalId}.`);
    const made = this.#naming(stack, logicalId, resource, (value) => this.resolve(stack, value));
    this.#known.set(key, made);
    return made;
  }

  properties(stack: string, logicalId: string): Record<string, unknown> {
    const resolved = this.resolve(stack, this.#stacks.get(stack)?.Resources?.[logicalId]?.Properties ?? {});
    return isObject(resolved) ? resolved : {};
  }

  resolve(stack: string, value: unknown): unknown {
    if (Array.isArray(value))
      return value.map((item) => this.resolve(stack, item)).filter((item) => item !== undefined);
    if (!isObject(value)) return value;
    const [[name = '', argument] = []] = Object.entries(value);
    if (Object.keys(value).length === 1 && (name === 'Ref' || name.startsWith('Fn::')))
      return this.#intrinsic(stack, name, argument);
    const entries = Object.entries(value).map(([key, item]) => [key, this.resolve(stack, item)]);
    return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
  }

  #intrinsic(stack: string, name: string, argument: unknown): unknown {
    const list = Array.isArray(argument) ? argument : [argument];
    switch (name) {
      case 'Ref':
        return this.#ref(stack, String(argument));
      case 'Fn::GetAtt':
        return this.#getAtt(stack, list.map(String).join('.'));
      case 'Fn::ImportValue':
        return this.#import(String(this.resolve(stack, argument)));
      case 'Fn::Join':
        return this.#list(stack, list[1]).join(String(list[0]));
      case 'Fn::Split':
        return String(this.resolve(stack, list[1])).split(String(list[0]));
      case 'Fn::Select':
        return this.#list(stack, list[1])[Number(list[0])];
      case 'Fn::Sub':
        return this.#substitute(stack, String(list[0]), list[1]);
      case 'Fn::Base64':
        return Buffer.from(String(this.resolve(stack, argument))).toString('base64');
      case 'Fn::GetAZs':
        return ['locala', 'localb', 'localc'];
      case 'Fn::If':
        return this.resolve(stack, this.#holds(stack, { Condition: list[0] }) ? list[1] : list[2]);
      default:
        throw new Error(
          `The template uses ${name}, which infra/local/template/resolver.ts does not know yet.`,
        );
    }
  }

  #getAtt(stack: string, path: string): string {
    const [id = '', ...attribute] = path.split('.');
    return this.#attribute(stack, id, attribute.join('.'));
  }

  /** `${Id}`, `${Id.Attribute}`, names given beside the text, and `${!Literal}` for a plain `${Literal}`. */
  #substitute(stack: string, text: string, given: unknown): string {
    const own = isObject(given) ? given : {};
    return text.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal === '!') return `\${${name}}`;
      if (Object.hasOwn(own, name)) return String(this.resolve(stack, own[name]));
      return name.includes('.') ? this.#getAtt(stack, name) : String(this.#ref(stack, name));
    });
  }

  #holds(stack: string, condition: unknown): boolean {
    const [[name = '', argument] = []] = isObject(condition) ? Object.entries(condition) : [];
    const list = Array.isArray(argument) ? argument : [argument];
    if (name === 'Condition')
      return this.#holds(stack, this.#stacks.get(stack)?.Conditions?.[String(argument)]);
    if (name === 'Fn::Not') return !this.#holds(stack, list[0]);
    if (name === 'Fn::And') return list.every((each) => this.#holds(stack, each));
    if (name === 'Fn::Or') return list.some((each) => this.#holds(stack, each));
    if (name === 'Fn::Equals') return this.resolve(stack, list[0]) === this.resolve(stack, list[1]);
    throw new Error(`The template has a condition that cannot be read: ${JSON.stringify(condition)}`);
  }

  #list(stack: string, value: unknown): unknown[] {
    const resolved = this.resolve(stack, value);
    return Array.isArray(resolved) ? resolved : [];
  }

  #ref(stack: string, id: string): unknown {
    if (id === 'AWS::StackName') return stack;
    if (id === 'AWS::NoValue') return undefined;
    return pseudo[id] ?? this.#stacks.get(stack)?.Parameters?.[id]?.Default ?? this.physical(stack, id).ref;
  }

  #attribute(stack: string, id: string, attribute: string): string {
    const { attributes, elsewhere } = this.physical(stack, id);
    const found = attributes[attribute] ?? (elsewhere === true ? `${id}.${attribute}` : undefined);
    if (found === undefined) throw new Error(`${id} has no attribute ${attribute} in the local runtime.`);
    return found;
  }

  #import(name: string): unknown {
    for (const [stack, template] of this.#stacks) {
      for (const output of Object.values(template.Outputs ?? {})) {
        if (output.Export?.Name === name) return this.resolve(stack, output.Value);
      }
    }
    throw new Error(`No stack exports ${name}.`);
  }
}
