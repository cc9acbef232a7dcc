import type { ExternalData } from '../../domain/external.ts';
import type { FieldValue } from '../../domain/values.ts';
import { instantOfZoned, zonedAt } from '../../domain/zoned.ts';

/** The fields that are moments at Trello, and the name of the day that we make of each. */
const days = { due_day: 'due', start_day: 'start' } as const;

const dayOf = (moment: FieldValue | undefined, zone: string): string | null =>
  typeof moment === 'string' ? (zonedAt(new Date(moment).toISOString(), zone)?.slice(0, 10) ?? null) : null;

/** A card with its moments as calendar days of the zone besides. */
export const withDays = <Card extends ExternalData>(card: Card, zone: string) => ({
  ...card,
  due_day: dayOf(card.due, zone),
  start_day: dayOf(card.start, zone),
});

/** What is written, with days as the moment of noon in the zone: the farthest from the days beside it. */
export function withMoments(data: ExternalData, zone: string): ExternalData {
  const written: Record<string, FieldValue> = {};
  for (const [field, value] of Object.entries(data)) {
    if (field !== 'due_day' && field !== 'start_day') written[field] = value;
    else written[days[field]] = typeof value === 'string' ? noonOf(value, zone) : null;
  }
  return written;
}

const noonOf = (day: string, zone: string): string | null => instantOfZoned(`${day}T12:00[${zone}]`) ?? null;
