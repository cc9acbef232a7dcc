import { recordWord, type Word } from '../../lib/glossary.ts';
import { comingTime } from '../../lib/time.ts';
import { capital, counted } from '../../lib/words.ts';
import type { Progress } from './requests/act-on-many.ts';
import type { Cause, Parked } from './requests/parked.ts';

type Told = Pick<Parked, 'faultKind' | 'changedIn' | 'state'>;

const causes: { readonly [kind in Told['faultKind']]: (other: string, target: string) => string } = {
  'rate-limited': (other) => `${other} took no more requests for the time being`,
  unavailable: (other) => `${other} did not answer`,
  unauthorized: (other) => `${other} no longer accepts our sign-in`,
  forbidden: (other) => `Our sign-in may not do this in ${other}`,
  'not-found': (other) => `Something was not found in ${other}`,
  rejected: (_, target) => `${target} did not accept the change`,
  conflict: (other) => `The record in ${other} was changed at the same moment`,
  drifted: (other) => `${other} answered in an unexpected way`,
  bug: () => 'Something went wrong on our side',
};

/** What many failures have in common, in plain words. */
export function causeWords({ faultKind, changedIn, state }: Told, other: string): string {
  if (state === 'WAITING') return 'Waiting for the integration to go on';
  const words = causes[faultKind](other, changedIn === 'BRITEPOOL' ? other : 'BritePool');
  return capital(words);
}

/** What the admin can do about it, beyond trying again. */
export function cureWords({ faultKind, state }: Told): string {
  if (state === 'WAITING')
    return 'Nothing is wrong with these. They go on by themselves with the integration.';
  if (faultKind === 'unauthorized') return 'Sign in again under Connection; they go on by themselves then.';
  if (faultKind === 'forbidden') return 'Give our account the right over there, then try again.';
  if (faultKind === 'rejected')
    return 'The same again fails the same way: edit the record, or drop the change.';
  if (faultKind === 'bug' || faultKind === 'drifted')
    return 'Show it to the operators; what was sent and what came back stands below each record.';
  return 'They are tried again by themselves; you can also try now.';
}

export const stateWord: { readonly [state in Parked['state']]: Word } = {
  FAILED: { text: 'Failed', tone: 'bad' },
  WAITING: { text: 'Waiting', tone: 'calm' },
};

/** "Try 3 in 4 min", or that nobody but a person tries again. */
export function nextTry(
  { state, tries, nextTryAt }: Pick<Parked, 'state' | 'tries' | 'nextTryAt'>,
  now: number,
) {
  if (state === 'WAITING') return 'Goes on by itself';
  return nextTryAt === null ? 'Not tried again by itself' : `Try ${tries + 1} ${comingTime(nextTryAt, now)}`;
}

export const titleOf = ({ recordTitle, resourceType, recordId }: Parked): string =>
  recordTitle ?? `${capital(recordWord[resourceType])} ${recordId}`;

/** Where it comes from: "Changed in BritePool", "Deleted in Asana". */
export const changeWords = ({ kind, changedIn }: Parked, other: string): string =>
  `${kind === 'deleted' ? 'Deleted' : 'Changed'} in ${changedIn === 'BRITEPOOL' ? 'BritePool' : other}`;

/** "12 records in 2 integrations". */
export function reachWords({ count, integrationIds }: Pick<Cause, 'count' | 'integrationIds'>): string {
  const records = counted(count, 'record');
  return integrationIds.length < 2 ? records : `${records} in ${integrationIds.length} integrations`;
}

/** What came of one act for many. */
export function doneWords(act: 'retry' | 'drop', { done, refused, why }: Progress): string {
  const through = `${counted(done, 'change')} ${act === 'drop' ? 'dropped' : 'on the way again'}.`;
  return refused === 0
    ? through
    : `${through} ${counted(refused, 'change')} stayed${why === undefined ? '.' : `: ${why}`}`;
}
