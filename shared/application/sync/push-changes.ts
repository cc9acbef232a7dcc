import { afterSending, afterTaking } from '../../domain/bounce.ts';
import { withAnswer, withHeld, withoutPush } from '../../domain/explain-push.ts';
import { faultOf } from '../../domain/fault.ts';
import type { IntegrationMapping } from '../../domain/mapping.ts';
import type { PairStep } from '../../domain/pair-view.ts';
import { mapConcurrently } from '../concurrency.ts';
import type { LogStore, RecordStore } from '../ports.ts';
import type { Decided } from './candidates.ts';
import { fieldMappingOf, type SyncContext } from './context.ts';
import { followAnswer } from './follow-answer.ts';
import { type Outward, type OutwardDeps, outward } from './outward.ts';
import { type AnswerDeps, readAnswer } from './read-answer.ts';

export interface PushDeps extends AnswerDeps, OutwardDeps {
  readonly records: RecordStore;
  readonly logs: LogStore;
}

type UpdateStep = Extract<PairStep, { kind: 'update' }>;

/** An update with what it sends over there, if anything. */
export interface PreparedUpdate extends Decided<UpdateStep> {
  readonly outward?: Outward;
}

/** Says for each update what can be sent, before anything is written, so that its entry is true from the first. */
export const preparePushes = (
  deps: PushDeps,
  context: SyncContext,
  updates: readonly Decided<UpdateStep>[],
): Promise<readonly PreparedUpdate[]> =>
  mapConcurrently(updates, 16, async ({ candidate, step }) => {
    if (Object.keys(step.push).length === 0) return { candidate, step };
    const set = fieldMappingOf(context, step.mapping.resourceType);
    const sending = await outward(
      deps,
      context.integration.id,
      set,
      step.push,
      step.after.fields,
      step.after.id,
    );
    if (step.log === undefined) return { candidate, step, outward: sending };
    const log = withHeld(step.log, sending.held);
    return { candidate, step: { ...step, log, outcome: log.outcome }, outward: sending };
  });

/**
 * Writes our values to the external record and takes the vendor's answer, not our wish, as the new base: a vendor
 * that trims or reformats is agreed with after one round. Answers the mapping to store.
 */
export async function pushChanges(
  deps: PushDeps,
  context: SyncContext,
  { candidate, step, outward: sending }: PreparedUpdate,
): Promise<IntegrationMapping> {
  const { mapping, after: record, log } = step;
  if (sending === undefined || Object.keys(sending.sent).length === 0) return mapping;
  try {
    const answer = await context.system.update(mapping.stream, mapping.externalId, sending.data);
    const set = fieldMappingOf(context, mapping.resourceType);
    const view = { base: mapping.base, sent: sending.sent, local: record.fields };
    const reading = await readAnswer(deps, context, set, answer, view);
    const noted = log !== undefined && reading.notes.length > 0;
    if (noted) await deps.logs.put([withAnswer(log, reading.notes)]);
    const followed = await followAnswer(deps, candidate.change, record, reading.follow);
    if (noted && followed === 'stale') await deps.logs.put([log]);
    const settled = followed === 'written' && sending.held.length === 0;
    const sentAt = deps.clock.now();
    const out = afterSending(mapping.turns, sending.sent, record, sentAt);
    const turns = Object.keys(reading.follow).length > 0 ? afterTaking(out, sentAt) : out;
    const { turns: _before, ...rest } = mapping;
    const bounced = turns.length === 0 ? {} : { turns };
    const unsettled = settled ? {} : { lastExternalHash: '' };
    // Sending may have taken long: what was read over there before it ended is older than what the pair knows now.
    return { ...rest, ...bounced, ...reading.seen, ...unsettled, updatedAt: sentAt };
  } catch (error) {
    if (log !== undefined) await deps.logs.put([withoutPush(log, faultOf(error))]);
    throw error;
  }
}
