import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { AuditEntry, AuditFilter, AuditStore, Listing, PageRequest } from '../../application/ports.ts';
import type { Tables } from './client.ts';
import { unlessRefused } from './conditions.ts';
import { auditPartition } from './keys.ts';
import { decodeCursor, encodeCursor, queryPage } from './listing.ts';
import { auditItem } from './schemas.ts';

const originOf = ({ originNow }: Tables) => {
  const origin = originNow?.();
  return origin === undefined ? {} : { origin };
};

/** The put of an entry, alone or inside a transaction; it never overwrites one. */
export const auditPut = (tables: Tables, entry: AuditEntry) => ({
  TableName: tables.activity,
  Item: {
    pk: auditPartition(entry.at.slice(0, 7)),
    sk: `${entry.at}#${entry.id}`,
    ...originOf(tables),
    ...entry,
  },
  ConditionExpression: 'attribute_not_exists(pk)',
});

/** Append-only: an entry that exists is never written again. Entries lie in monthly partitions. */
export const dynamoAuditStore = (tables: Tables, now: () => string): AuditStore => ({
  async append(entry) {
    const put = new PutCommand({
      ...auditPut(tables, entry),
    });
    await unlessRefused(tables.client.send(put), 'appended', 'known');
  },
  list: (page, filter = {}) => listMonths(tables, now(), page, filter),
});

/** The month in work and the position inside it. */
const position = z.object({ month: z.string().regex(/^\d{4}-\d{2}$/), cursor: z.exactOptional(z.string()) });
type Position = z.output<typeof position>;

/** Nothing was audited before the service existed. */
const firstMonth = '2025-01';
/** Calls one page may cost; quiet years end it early with a cursor to go on from. */
const callsPerPage = 24;

async function listMonths(
  tables: Tables,
  now: string,
  page: PageRequest,
  filter: AuditFilter,
): Promise<Listing<AuditEntry>> {
  const items: AuditEntry[] = [];
  const { from = firstMonth, to = now } = filter;
  const newest = to < now ? to : now;
  let at: Position | undefined = decodeCursor(page.cursor, position) ?? { month: newest.slice(0, 7) };
  if (at.month < from.slice(0, 7)) at = undefined;
  for (let calls = 0; at !== undefined && items.length < page.limit && calls < callsPerPage; calls++) {
    const found: Listing<AuditEntry> = await queryPage(
      tables,
      {
        TableName: tables.activity,
        ...entriesOf(at.month, filter),
        ScanIndexForward: false,
      },
      {
        limit: page.limit - items.length,
        ...(at.cursor === undefined ? {} : { cursor: at.cursor }),
      },
      (item) => auditItem.parse(item),
    );
    items.push(...found.items);
    at = found.cursor === undefined ? monthBefore(at.month, from) : { month: at.month, cursor: found.cursor };
  }
  return at === undefined ? { items } : { items, cursor: encodeCursor(at) };
}

/** The entries of a month that fit; the time is part of the key, the rest is looked at in what was read. */
function entriesOf(month: string, { from = '', to, actor, action, subject }: AuditFilter) {
  const conditions = [
    ...(actor === undefined ? [] : ['actor = :actor']),
    ...(action === undefined ? [] : ['begins_with(#action, :action)']),
    ...(subject === undefined ? [] : ['subject = :subject']),
  ];
  return {
    KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
    ExpressionAttributeNames: {
      ...{ '#pk': 'pk', '#sk': 'sk' },
      ...(action === undefined ? {} : { '#action': 'action' }),
    },
    ExpressionAttributeValues: {
      ...{ ':pk': auditPartition(month), ':from': from === '' ? ' ' : from, ':to': `${to ?? '9'}~` },
      ...(actor === undefined ? {} : { ':actor': actor }),
      ...(action === undefined ? {} : { ':action': action }),
      ...(subject === undefined ? {} : { ':subject': subject }),
    },
    ...(conditions.length === 0 ? {} : { FilterExpression: conditions.join(' AND ') }),
  };
}

function monthBefore(month: string, from: string): Position | undefined {
  const before = new Date(Date.parse(`${month}-01T00:00:00.000Z`) - 86_400_000).toISOString().slice(0, 7);
  return before < firstMonth || before < from.slice(0, 7) ? undefined : { month: before };
}
