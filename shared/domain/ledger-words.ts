import type { LedgerHour, MissingChange } from './ledger.ts';

const mostTold = 10;

const doorOf: { readonly [cause in NonNullable<MissingChange['cause']>]: string } = {
  webhook: 'by a webhook',
  poll: 'by a run',
  edit: 'by an edit here',
  retry: 'by being tried again',
  manual: 'by an admin’s wish',
};

const kindOf = (type: MissingChange['resourceType']): string => type.toLowerCase().replaceAll('_', ' ');

/** Which record, on which side, when and through which door: what an admin can search for. */
const nameOf = ({ resourceType, recordId, side, receivedAt, cause }: MissingChange): string => {
  const where = side === 'external' ? 'over there' : 'in BritePool';
  const door = cause === undefined ? '' : `, ${doorOf[cause]}`;
  return `${kindOf(resourceType)} ${recordId ?? 'without an id'} ${where} (${receivedAt.slice(0, 16).replace('T', ' ')} UTC${door})`;
};

/** What is missing, by name. */
export function missingSentence(hours: readonly Pick<LedgerHour, 'missing' | 'named'>[]): string {
  const count = hours.reduce((sum, { missing }) => sum + missing, 0);
  const named = hours.flatMap((hour) => hour.named).slice(0, mostTold);
  const rest = count - named.length;
  const more = rest > 0 ? ` and ${rest} more` : '';
  const what = count === 1 ? 'One change was received and' : `${count} changes were received and`;
  return `${what} never came to an end: ${named.map(nameOf).join('; ')}${more}.`;
}
