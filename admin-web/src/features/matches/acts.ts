import { mappingOperations } from '../../../../shared/contract/mappings.ts';
import type { Api } from '../../lib/api.ts';
import { nameOf, numbersOf, type Row, typeOf } from './rows.ts';

export type Act = 'unlink' | 'relink' | 'exclude' | 'include' | 'resume';

export interface Explained {
  /** The act as a verb. */
  readonly act: string;
  readonly title: string;
  readonly happens: string;
  readonly stays: string;
  readonly back: string;
  readonly done: string;
}

/** What can be done with a line as it stands now. */
export function actsOf(row: Row): readonly Act[] {
  if (row.kind === 'creating') return [];
  if (row.kind === 'alone') return ['include'];
  const { kind } = row.pair.state;
  if (kind === 'UNLINKED') return ['relink'];
  if (kind === 'EXCLUDED') return ['include'];
  return kind === 'RESTING' ? ['resume', 'unlink', 'exclude'] : ['unlink', 'exclude'];
}

/** What an act does, what it leaves and how it is taken back, for the records of this line. */
export function explained(act: Act, row: Row, other: string): Explained {
  const name = `“${nameOf(row)}”`;
  return {
    unlink: {
      act: 'Unlink the two',
      title: `Unlink ${name}?`,
      happens: 'The two records are no match any more. From now on the sync touches neither of them.',
      stays: `Both records stay as they are, in BritePool and in ${other}. Nothing is deleted.`,
      back: '“Match again” links them again, or link either of them with another record.',
      done: `${name} is unlinked; both records stay.`,
    },
    relink: {
      act: 'Match again',
      title: `Match ${name} again?`,
      happens:
        'The two records are one again. What is equal counts as agreed, what is empty on one side is filled.',
      stays: 'Where both sides have different values, the rule of this integration decides, or you do.',
      back: 'Unlink them again. What was filled in meanwhile stays.',
      done: `${name} is matched again; both sides are compared now.`,
    },
    exclude: {
      act: 'Leave it out',
      title: `Leave ${name} out?`,
      happens: 'Nothing is written to either record any more, whatever changes on either side.',
      stays: 'The two stay a match, and other records that mention them still find them.',
      back: '“Let it take part again” ends it. What was edited meanwhile is merged then.',
      done: `${name} is left out from now on.`,
    },
    include: {
      act: 'Let it take part again',
      title: `Let ${name} take part again?`,
      happens: 'The sync looks at it at once, and what was edited meanwhile is merged.',
      stays: 'Where both sides changed the same field, the rule of this integration decides, or you do.',
      back: '“Leave it out” stops it again. What was merged meanwhile stays.',
      done: `${name} takes part again.`,
    },
    resume: {
      act: 'Go on now',
      title: `Go on with ${name}?`,
      happens: 'Both sides are looked at anew, and the later values are written.',
      stays: 'If two systems still change it back and forth, it comes to rest again.',
      back: 'Leave it out if it should not be synced.',
      done: `${name} goes on.`,
    },
  }[act];
}

/** Does it. The line's version goes along, so that what changed since it was shown is not decided unseen. */
export function perform(api: Api, id: string, act: Act, row: Row, reason: string): Promise<unknown> {
  const params = { id };
  const resourceType = typeOf(row);
  const { ours, theirs } = numbersOf(row);
  const version = row.kind === 'pair' ? { version: row.pair.version } : {};
  const common = { resourceType, reason, ...version };
  const body = ours === undefined ? { ...common, externalId: theirs ?? '' } : { ...common, internalId: ours };
  const both = { ...common, internalId: ours ?? '', externalId: theirs ?? '' };
  if (act === 'unlink') return api(mappingOperations.unlinkMapping, { params, body });
  if (act === 'relink') return api(mappingOperations.relinkMapping, { params, body: both });
  if (act === 'exclude') return api(mappingOperations.excludeRecord, { params, body });
  if (act === 'include') return api(mappingOperations.includeRecord, { params, body });
  return api(mappingOperations.resumeMapping, { params, body: { resourceType, internalId: ours ?? '' } });
}
