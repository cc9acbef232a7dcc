import { addSeconds, elapsed } from './dates.ts';
import type { Fault } from './fault.ts';
import { externalFingerprint, localFingerprint } from './fingerprint.ts';
import type { IntegrationMapping, Turn } from './mapping.ts';
import type { DecisionTools, PairStep, PairView } from './pair-view.ts';
import type { Plan } from './reconcile.ts';
import type { BritePoolRecord } from './record.ts';
import type { Fields, Instant } from './values.ts';

const windowMs = 600_000;
const bouncesAllowed = 4;

/** Until when a pair rests if its values stay as they are. */
export const restsUntil = (since: Instant): Instant => addSeconds(since, windowMs / 1000);

/** Values that we sent on for another system came back different: they do so once more than they may. */
const bouncing: Fault = {
  kind: 'conflict',
  message:
    'Two systems keep changing this record back and forth. It rests until its values have stayed the same for ten minutes, or until an admin lets it go on.',
};

/** The turns after values were sent. What a person wrote starts afresh; what the sync passed on may come back. */
export function afterSending(
  turns: readonly Turn[] | undefined,
  sent: Fields,
  record: BritePoolRecord,
  at: Instant,
): readonly Turn[] {
  const byPerson = Object.keys(sent).some((field) => record.stamps[field]?.by.kind !== 'integration');
  const lately = recent(turns, at);
  if (byPerson) return [];
  return lately.at(-1)?.way === 'out' ? lately : [...lately, { way: 'out', at }];
}

/** The turns after the sync wrote our record: only what was sent before can come back. */
export function afterTaking(turns: readonly Turn[] | undefined, at: Instant): readonly Turn[] {
  const lately = recent(turns, at);
  return lately.at(-1)?.way === 'out' ? [...lately, { way: 'in', at }] : lately;
}

const recent = (turns: readonly Turn[] = [], at: Instant): readonly Turn[] =>
  turns.filter((turn) => elapsed(turn.at, at) < windowMs).slice(-2 * (bouncesAllowed + 1));

/** How often within ten minutes values that we passed on came back different. */
export const bounces = (turns: readonly Turn[] | undefined, at: Instant): number =>
  recent(turns, at).filter(({ way }) => way === 'in').length;

/** A pair that bounces rests: nothing is written on either side. `undefined` when it may go on. */
export function restStep(
  view: PairView,
  mapping: IntegrationMapping,
  record: BritePoolRecord,
  plan: Plan,
  tools: DecisionTools,
): PairStep | undefined {
  const seen = tools.hash(
    externalFingerprint(view.fieldMapping, view.external.data, view.integration.syncDirection) +
      localFingerprint(view.fieldMapping, record.fields),
  );
  const { resting } = mapping;
  if (resting === undefined) {
    const moves = Object.keys({ ...plan.localChanges, ...plan.externalChanges }).length > 0;
    if (!moves || bounces(mapping.turns, tools.now) <= bouncesAllowed) return undefined;
  } else if (resting.seen === seen) {
    const calm = elapsed(resting.since, tools.now) >= windowMs;
    return calm ? undefined : { kind: 'rest', fault: bouncing };
  }
  const next: IntegrationMapping = {
    ...mapping,
    version: mapping.version + 1,
    syncStatus: 'ERROR',
    resting: { since: tools.now, seen },
    lastExternalHash: '',
    updatedAt: tools.now,
  };
  return { kind: 'rest', mapping: next, fault: bouncing };
}
