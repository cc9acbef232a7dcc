import type { MappingView } from '../../shared/contract/mappings.ts';
import { restsUntil } from '../../shared/domain/bounce.ts';
import type { IntegrationMapping, LeftAlone } from '../../shared/domain/mapping.ts';

type Parted = NonNullable<IntegrationMapping['parted']>;

const partedText: { readonly [side in Parted['side']]: { readonly [how in Parted['how']]: string } } = {
  external: {
    followed: 'Deleted in the other system and in BritePool. The pair wakes up when the record comes back.',
    archived: 'Deleted in the other system; archived in BritePool until it comes back there.',
    unlinked: 'Deleted in the other system; BritePool’s record stays and goes its own way.',
  },
  local: {
    followed: 'Deleted in BritePool and in the other system.',
    archived: 'Deleted in BritePool; archived in the other system.',
    unlinked: 'Deleted in BritePool; the other system’s record stays and goes its own way.',
  },
};

const awaitingText: { readonly [side in Parted['side']]: string } = {
  external:
    'Deleted in the other system. An admin decides whether BritePool follows; until then nothing happens.',
  local:
    'Deleted in BritePool. An admin decides whether the other system follows; until then nothing happens.',
};

const restingText =
  'Two systems keep changing this record back and forth, so nothing is written. The pair goes on once the values have stayed the same for ten minutes, or when an admin resumes it.';

/** An admin's word stands above everything that the sync knows of the pair. */
function aloneState({ how, by, at: since, reason }: LeftAlone): MappingView['state'] {
  if (how === 'unlinked')
    return {
      ...{ kind: 'UNLINKED', since },
      text: `Unlinked by ${by}: “${reason}”. Both records go their own way until somebody relinks them.`,
    };
  return {
    ...{ kind: 'EXCLUDED', since },
    text: `Excluded by ${by}: “${reason}”. Nothing moves until somebody includes it; edits are merged then.`,
  };
}

/** What is the matter with a pair; what a person said or has to decide comes first. */
export function pairState(mapping: IntegrationMapping): MappingView['state'] {
  const { leftAlone, awaiting, parted, resting, conflictId, syncStatus, lastSyncedAt } = mapping;
  if (leftAlone !== undefined) return aloneState(leftAlone);
  if (awaiting !== undefined)
    return {
      kind: 'AWAITING_APPROVAL',
      text: awaitingText[awaiting.side],
      approvalId: awaiting.approvalId,
    };
  if (parted !== undefined)
    return { kind: 'PARTED', text: partedText[parted.side][parted.how], since: parted.at };
  if (resting !== undefined)
    return { kind: 'RESTING', text: restingText, since: resting.since, until: restsUntil(resting.since) };
  const of = states[syncStatus];
  return { ...of, since: lastSyncedAt, ...(conflictId === undefined ? {} : { conflictId }) };
}

const states: {
  readonly [status in IntegrationMapping['syncStatus']]: Pick<MappingView['state'], 'kind' | 'text'>;
} = {
  SYNCED: { kind: 'IN_STEP', text: 'Both records are in step.' },
  PENDING_SYNC: { kind: 'PENDING', text: 'A change is on its way.' },
  CONFLICT: {
    kind: 'CONFLICT',
    text: 'Both sides changed the same field to different values. A person decides; the other fields go on.',
  },
  ERROR: { kind: 'ERROR', text: 'The last try failed. Its log entry says why.' },
};

/** A create that was sent and is not known to have arrived. */
export const creatingText =
  'Being created in the other system. If this stays, the last try was cut short: the next one first looks whether the record is there already.';
