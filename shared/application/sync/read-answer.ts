import { type AnswerPlan, type AnswerView, decideAnswer } from '../../domain/decide-answer.ts';
import type { ExternalRecord } from '../../domain/external.ts';
import type { FieldMappingSet } from '../../domain/field-mapping.ts';
import { fieldRules } from '../../domain/field-rules.ts';
import { externalFingerprint } from '../../domain/fingerprint.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import { translateInward } from '../../domain/translate.ts';
import type { Clock, Hasher } from '../ports.ts';
import type { SyncContext } from './context.ts';
import { inwardKnowledge, type KnowledgeDeps } from './knowledge.ts';

export interface AnswerDeps extends KnowledgeDeps {
  readonly clock: Clock;
  readonly hasher: Hasher;
}

/** The plan, and what the mapping remembers of the record that the vendor answered. */
export interface AnswerReading extends AnswerPlan {
  readonly seen: Pick<
    IntegrationMapping,
    'base' | 'lastExternalHash' | 'lastPushedHash' | 'externalUpdatedAt'
  >;
}

/** Reads what the vendor made of our values. */
export async function readAnswer(
  deps: AnswerDeps,
  context: SyncContext,
  set: FieldMappingSet,
  answer: ExternalRecord,
  view: Pick<AnswerView, 'base' | 'sent' | 'local' | 'adopted'>,
): Promise<AnswerReading> {
  const knowledge = await inwardKnowledge(deps, context.integration.id, set, [answer]);
  const { fields, held } = translateInward(set, answer.data, view.local, knowledge(answer));
  const plan = decideAnswer({
    ...view,
    resourceType: set.resourceType,
    rules: fieldRules(context.integration.syncDirection, set, fields),
    answer: fields,
    held,
    at: deps.clock.now(),
  });
  const hash = deps.hasher.hash(externalFingerprint(set, answer.data, context.integration.syncDirection));
  const updatedAt = answer.updatedAt === undefined ? {} : { externalUpdatedAt: answer.updatedAt };
  const seen = {
    base: plan.base,
    lastExternalHash: plan.settled ? hash : '',
    lastPushedHash: hash,
    ...updatedAt,
  };
  return { ...plan, seen };
}
