import type { FieldMapping, FieldMappingSet } from '../../../shared/domain/field-mapping.ts';
import type { Integration } from '../../../shared/domain/integration.ts';
import type { Base, IntegrationMapping } from '../../../shared/domain/mapping.ts';
import type { DecisionTools, PairStep, PairView } from '../../../shared/domain/pair-view.ts';
import { type BritePoolRecord, draft } from '../../../shared/domain/record.ts';
import type { Fields } from '../../../shared/domain/values.ts';
import {
  aChange,
  aMapping,
  anIntegration,
  at,
  type SaidOfIntegration,
} from '../../contract/support/samples.ts';

/** Five minutes after everything else: when the pair is looked at. */
export const later = '2026-03-01T10:05:00.000Z';
export const tools: DecisionTools = {
  startedAt: at,
  now: later,
  hash: (text) => `#${text}`,
  newId: (prefix) => `${prefix}_new`,
};
export const ada = { kind: 'britepool', id: 'ada' } as const;
export const theSync = { kind: 'integration', id: 'int-1' } as const;

const ways: Pick<FieldMapping, 'direction'> = { direction: 'both' };
export const taskRules: readonly FieldMapping[] = [
  { externalField: 'name', internalField: 'title', transform: 'string', ...ways, required: true },
  { externalField: 'notes', internalField: 'description', transform: 'string', ...ways },
  { externalField: 'due_on', internalField: 'dueDate', transform: 'date', ...ways },
  { externalField: 'tags', internalField: 'tags', transform: { type: 'set' }, ...ways },
];
export const theFieldMapping = (fields: readonly FieldMapping[] = taskRules): FieldMappingSet => ({
  schemaVersion: 1,
  integrationId: 'int-1',
  resourceType: 'TASK',
  stream: 'tasks',
  version: 3,
  fields,
});

export const agreed = (values: Fields): Base =>
  Object.fromEntries(Object.entries(values).map(([field, value]) => [field, { value, at, by: 'both' }]));

export const theIntegration = (more: SaidOfIntegration = {}): Integration =>
  anIntegration({ id: 'int-1', ...more });
/** What the pair of task-1 and 1305 last agreed on. */
export const theMapping = (values: Fields, more: Partial<IntegrationMapping> = {}): IntegrationMapping =>
  aMapping({
    id: 'map-1',
    integrationId: 'int-1',
    internalId: 'task-1',
    externalId: '1305',
    recentDeliveries: [],
    lastExternalHash: 'before',
    base: agreed(values),
    ...more,
  });
export const ourTask = (fields: Fields, more: Partial<BritePoolRecord> = {}): BritePoolRecord => ({
  ...draft({ resourceType: 'TASK', id: 'task-1' }, fields, { at, by: ada }),
  ...more,
});
export const theChange = (more: Parameters<typeof aChange>[0] = {}) =>
  aChange({ integrationId: 'int-1', recordId: '1305', deliveryKey: 'delivery-7', ...more });

/** A look at a pair: a webhook about task 1305, which nobody here knows unless said. */
export const aView = (more: Partial<PairView> = {}): PairView => ({
  integration: theIntegration(),
  fieldMapping: theFieldMapping(),
  change: theChange(),
  external: { id: '1305', data: { name: 'Plant trees' }, updatedAt: at },
  mapping: undefined,
  record: undefined,
  knowledge: { lookup: () => undefined, expression: () => null },
  mayDelete: true,
  clock: { offsetMs: 0, uncertaintyMs: 1000 },
  ...more,
});

const isKind = <Kind extends PairStep['kind']>(
  step: PairStep,
  kind: Kind,
): step is Extract<PairStep, { kind: Kind }> => step.kind === kind;
/** The step, which has to be of this kind. */
export function only<Kind extends PairStep['kind']>(
  step: PairStep,
  kind: Kind,
): Extract<PairStep, { kind: Kind }> {
  if (isKind(step, kind)) return step;
  throw new Error(`expected ${kind}, found ${step.kind}`);
}
