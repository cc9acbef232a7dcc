import type { MappingView } from '../../../shared/contract/mappings.ts';
import type { pairPlaces } from '../../../shared/domain/left-alone.ts';
import type { Word } from './glossary.ts';

// The words for two records that are one, one here and one in the other system.

type State = MappingView['state']['kind'];
export const pairWord: { readonly [kind in State]: Word } = {
  IN_STEP: { text: 'In step', tone: 'good' },
  PENDING: { text: 'On its way', tone: 'calm' },
  CONFLICT: { text: 'Needs a decision', tone: 'warn' },
  ERROR: { text: 'Last try failed', tone: 'bad' },
  AWAITING_APPROVAL: { text: 'Deletion to decide', tone: 'warn' },
  PARTED: { text: 'One side is gone', tone: 'calm' },
  RESTING: { text: 'Resting', tone: 'warn' },
  UNLINKED: { text: 'Unlinked', tone: 'calm' },
  EXCLUDED: { text: 'Left out', tone: 'calm' },
};

/** What one can ask a list of matches for. */
export const placeWord: { readonly [place in (typeof pairPlaces)[number]]: string } = {
  SYNCED: 'In step',
  PENDING_SYNC: 'On its way',
  CONFLICT: 'Needs a decision',
  ERROR: 'Last try failed',
  UNLINKED: 'Unlinked',
  EXCLUDED: 'Left out',
};

type By = MappingView['base'][string]['by'];
/** Whose value both sides agreed on. */
export const agreedBy = (by: By, other: string): string =>
  ({
    external: `${other}’s value`,
    local: 'BritePool’s value',
    both: 'Both had the same',
    rule: 'Put together by a rule',
  })[by];

const matchedWords: Readonly<Record<string, string>> = {
  hand: 'Matched by hand',
  created: 'Made by the sync',
};
/** How two records became one match, as far as it is known. */
export const matchedBy = (how: string | undefined): string | undefined =>
  how === undefined ? undefined : (matchedWords[how] ?? `Recognised by: ${how}`);
