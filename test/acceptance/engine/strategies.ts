import type { ClashPolicy } from '../../../shared/domain/clash.ts';
import { conflictStrategies, type MergeRule, mergeRules } from '../../../shared/domain/integration.ts';
import { type FieldDecision, reconcile } from '../../../shared/domain/reconcile.ts';
import { type FieldValue, sameValue } from '../../../shared/domain/values.ts';

export const title = 'every conflict strategy and custom rule in every situation: who gets the field';

const noon = '2026-03-01T12:00:00.000Z';
const oneHourLater = '2026-03-01T13:00:00.000Z';

interface Situation {
  readonly name: string;
  readonly field: string;
  readonly base: FieldValue;
  readonly local: FieldValue;
  readonly external: FieldValue;
  readonly localAt: string;
  readonly externalAt: string;
}

const both = { field: 'description', base: 'seeds', local: 'oaks', external: 'limes' } as const;
const situations: readonly Situation[] = [
  { name: 'local newer', ...both, localAt: oneHourLater, externalAt: noon },
  { name: 'external newer', ...both, localAt: noon, externalAt: oneHourLater },
  { name: 'tie', ...both, localAt: noon, externalAt: noon },
  { ...both, name: 'only here', external: 'seeds', localAt: oneHourLater, externalAt: noon },
  { ...both, name: 'only there', local: 'seeds', localAt: noon, externalAt: oneHourLater },
  { ...both, name: 'both the same', external: 'oaks', localAt: noon, externalAt: oneHourLater },
  {
    name: 'set field',
    field: 'tags',
    base: ['a', 'b'],
    local: ['a', 'b', 'c'],
    external: ['b', 'd'],
    localAt: noon,
    externalAt: oneHourLater,
  },
];

const policies: readonly { readonly name: string; readonly policy: ClashPolicy }[] = [
  ...conflictStrategies
    .filter((strategy) => strategy !== 'CUSTOM_MERGE')
    .map((strategy) => ({ name: strategy, policy: { strategy, mergeRules: {}, uncertaintyMs: 2000 } })),
  ...mergeRules.map((rule) => ({ name: `CUSTOM_MERGE ${rule}`, policy: custom(rule) })),
  {
    name: 'CUSTOM_MERGE, no rule',
    policy: { strategy: 'CUSTOM_MERGE', mergeRules: {}, uncertaintyMs: 2000 },
  },
];

function custom(rule: MergeRule): ClashPolicy {
  return { strategy: 'CUSTOM_MERGE', mergeRules: { description: rule, tags: rule }, uncertaintyMs: 2000 };
}

function decide({ field, base, local, external, localAt, externalAt }: Situation, policy: ClashPolicy) {
  const { decisions } = reconcile({
    resourceType: 'TASK',
    rules: [{ field, direction: 'both' }],
    base: { [field]: { value: base, at: '2026-02-01T00:00:00.000Z', by: 'both' } },
    local: { [field]: local },
    external: { [field]: external },
    held: [],
    at: oneHourLater,
    clashes: { ...policy, localAt: () => localAt, externalAt },
  });
  const [decision] = decisions;
  if (decision === undefined) throw new Error('A mapped field was not decided.');
  return decision;
}

const words: { readonly [act in FieldDecision['act']]: string } = {
  agree: 'agreed',
  take: 'external',
  push: 'local',
  merge: 'merged',
  clash: 'review',
  hold: 'held',
  keep: 'kept',
};

export async function demonstrate(): Promise<readonly string[]> {
  const wide = Math.max(...policies.map(({ name }) => name.length));
  const row = (name: string, cells: readonly string[]) =>
    `${name.padEnd(wide)} ${cells.map((cell) => cell.padEnd(15)).join('')}`.trimEnd();
  const lost: string[] = [];
  const rows = policies.map(({ name, policy }) =>
    row(
      name,
      situations.map((situation) => {
        const decision = decide(situation, policy);
        if (losesAnEdit(situation, decision)) lost.push(`${name}, ${situation.name}`);
        return words[decision.act];
      }),
    ),
  );
  const lines = [
    row(
      '',
      situations.map(({ name }) => name),
    ),
    ...rows,
    `${policies.length} policies × ${situations.length} situations; edits lost that only one side made: ${lost.length}`,
  ];
  if (lost.length > 0) throw new Error([...lines, ...lost].join('\n  '));
  return lines;
}

/** A value that only one side changed has to survive whatever the policy; a set keeps what either side added. */
function losesAnEdit({ base, local, external }: Situation, { result }: FieldDecision): boolean {
  if (Array.isArray(result)) return !result.includes('c') || !result.includes('d') || result.includes('a');
  if (sameValue(external, base)) return !sameValue(result, local);
  if (sameValue(local, base)) return !sameValue(result, external);
  return false;
}
