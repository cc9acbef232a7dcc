import type { AlertCause, AlertKind } from './alert.ts';
import type { DeleteApproval } from './delete-brake.ts';
import type { JobExecution } from './job.ts';
import type { IntegrationMapping } from './mapping.ts';
import type { ResourceType } from './resources.ts';

/** Kinds that are true for as long as something lies there: whoever looks every five minutes tells of them. */
export const standingKinds = ['deletions', 'unknown-value', 'bouncing', 'quota', 'schedule'] as const;
type StandingKind = (typeof standingKinds)[number] & AlertKind;

export interface Standing extends Omit<AlertCause, 'integrationId'> {
  readonly kind: StandingKind;
  readonly sentence: string;
  readonly cure: string;
}

/** What lies there at one integration. */
export interface StandingFacts {
  readonly approvals: readonly Pick<DeleteApproval, 'count'>[];
  /** Oldest first. */
  readonly unknownValues: readonly {
    readonly resourceType: ResourceType;
    readonly field: string;
    readonly value: string;
  }[];
  readonly resting: readonly Pick<IntegrationMapping, 'resourceType' | 'internalId'>[];
  readonly job: Pick<JobExecution, 'jobType' | 'waits'> | undefined;
  /** Why its schedule could not be kept. */
  readonly schedule: string | undefined;
}

/** The rest is told of when these are translated: a free text that was taken for a choice is no storm. */
const mostValues = 10;
const namedRecords = 10;
const longestValue = 60;

/** Everything that is the matter, each cause once. */
export const standingOf = (facts: StandingFacts): readonly Standing[] => [
  ...deletions(facts),
  ...facts.unknownValues.slice(0, mostValues).map(unknownValue),
  ...bouncing(facts),
  ...quota(facts),
  ...schedule(facts),
];

/** How it is said that nothing of a kind lies there any more. */
export const standingOver: { readonly [kind in StandingKind]: string } = {
  deletions: 'No deletion is held back any more.',
  'unknown-value': 'It was said how the value is translated.',
  bouncing: 'No record is changed back and forth any more.',
  quota: 'No run waits for requests any more.',
  schedule: 'The schedule is as it should be again.',
};

function deletions({ approvals }: StandingFacts): readonly Standing[] {
  const count = approvals.reduce((sum, each) => sum + each.count, 0);
  if (count === 0) return [];
  return [
    {
      ...{ kind: 'deletions', cause: 'deletions' },
      sentence: `${count === 1 ? '1 deletion is' : `${count} deletions are`} held back. Nothing is deleted on the other side before somebody says so.`,
      cure: 'Open the deletions that wait, look at what they are about, and approve or reject them.',
    },
  ];
}

function unknownValue({ resourceType, field, value }: StandingFacts['unknownValues'][number]): Standing {
  const shown = value.replace(/\s+/g, ' ').slice(0, longestValue);
  return {
    ...{ kind: 'unknown-value', cause: `${resourceType}.${field}=${value.slice(0, 200)}` },
    sentence: `The other system has a value “${shown}” at ${field} that no rule translates. That field is left as it is here; everything else of the records is synced.`,
    cure: 'Open the integration’s field mappings and say what the value means here. The records that have it are then looked at again.',
  };
}

function bouncing({ resting }: StandingFacts): readonly Standing[] {
  if (resting.length === 0) return [];
  const names = resting
    .slice(0, namedRecords)
    .map(
      ({ resourceType, internalId }) => `${resourceType.toLowerCase().replaceAll('_', ' ')} ${internalId}`,
    );
  return [
    {
      ...{ kind: 'bouncing', cause: 'bouncing' },
      sentence: `Two systems keep changing ${resting.length === 1 ? '1 record' : `${resting.length} records`} back and forth: ${names.join(', ')}. Nothing of them is written on either side meanwhile.`,
      cure: 'Look at the record’s history for who writes what, and stop one of them: a rule over there, or the direction of the field. It goes on by itself after ten quiet minutes, or when you let it.',
    },
  ];
}

/** A first import may well take longer than one quota, and says so itself. */
function quota({ job }: StandingFacts): readonly Standing[] {
  if (job?.waits === undefined || job.jobType === 'INITIAL_IMPORT') return [];
  return [
    {
      ...{ kind: 'quota', cause: 'quota' },
      sentence: `The requests that the other system allows are used up: a run waits until ${job.waits.until}, and edits may come late.`,
      cure: 'Nothing is lost, and it goes on by itself. Should it come back, let the integration run less often, or take a larger plan over there.',
    },
  ];
}

function schedule({ schedule: why }: StandingFacts): readonly Standing[] {
  if (why === undefined) return [];
  return [
    {
      ...{ kind: 'schedule', cause: 'schedule' },
      sentence: `The integration cannot be woken by its schedule: ${why.slice(0, 200)}`,
      cure: 'Look at how often it runs and at its time zone, and save them again. It is tried every five minutes; until then, start runs by hand.',
    },
  ];
}
