import type { Instant } from '../../domain/values.ts';
import type { Tables } from './client.ts';
import { queryAll } from './listing.ts';

/**
 * Items of the sync table that lie by month, each under the instant that it tells of: those between these bounds, both
 * included, oldest first.
 */
export async function queryMonths<Found>(
  tables: Tables,
  partitionOf: (month: string) => string,
  { from, to }: { readonly from: Instant; readonly to: Instant },
  parse: (item: unknown) => Found,
): Promise<readonly Found[]> {
  if (from > to) return [];
  const found = await Promise.all(
    monthsBetween(from, to).map((month) =>
      queryAll(
        tables,
        {
          TableName: tables.sync,
          KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
          ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
          ExpressionAttributeValues: { ':pk': partitionOf(month), ':from': from, ':to': to },
          ConsistentRead: true,
        },
        parse,
      ),
    ),
  );
  return found.flat();
}

/** `YYYY-MM` of every month that the bounds touch, oldest first. */
function monthsBetween(from: Instant, to: Instant): readonly string[] {
  const months: string[] = [];
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  for (let at = 0; ; at++) {
    const name = new Date(Date.UTC(year, month - 1 + at, 1)).toISOString().slice(0, 7);
    if (name > to.slice(0, 7)) return months;
    months.push(name);
  }
}
