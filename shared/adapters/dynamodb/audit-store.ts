import { PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { AuditEntry, AuditStore, Listing, PageRequest } from '../../application/ports.ts';
import type { Item, Tables } from './client.ts';
import { unlessRefused } from './conditions.ts';
import { auditPartition } from './keys.ts';
import { decodeCursor, encodeCursor, inPartition, queryPage } from './listing.ts';
import { auditItem } from './schemas.ts';

export const toAuditItem = (entry: AuditEntry): Item => ({
  pk: auditPartition(entry.at.slice(0, 7)),
  sk: `${entry.at}#${entry.id}`,
  ...entry,
});

/** Append-only: an entry that exists is never written again. Entries lie in monthly partitions. */
export const dynamoAuditStore = (tables: Tables, now: () => string): AuditStore => ({
  async append(entry) {
    const put = new PutCommand({
      TableName: tables.activity,
      Item: toAuditItem(entry),
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    await unlessRefused(tables.client.send(put), 'appended', 'known');
  },
  list: (page) => listMonths(tables, now(), page),
});

/** The month in work and the position inside it. */
const position = z.object({ month: z.string().regex(/^\d{4}-\d{2}$/), cursor: z.exactOptional(z.string()) });
type Position = z.output<typeof position>;

/** Nothing was audited before the service existed. */
const firstMonth = '2025-01';
/** Calls one page may cost; quiet years end it early with a cursor to go on from. */
const callsPerPage = 24;

async function listMonths(tables: Tables, now: string, page: PageRequest): Promise<Listing<AuditEntry>> {
  const items: AuditEntry[] = [];
  let at: Position | undefined = decodeCursor(page.cursor, position) ?? { month: now.slice(0, 7) };
  for (let calls = 0; at !== undefined && items.length < page.limit && calls < callsPerPage; calls++) {
    const found: Listing<AuditEntry> = await queryPage(
      tables,
      {
        TableName: tables.activity,
        ...inPartition(undefined, auditPartition(at.month)),
        ScanIndexForward: false,
      },
      {
        limit: page.limit - items.length,
        ...(at.cursor === undefined ? {} : { cursor: at.cursor }),
      },
      (item) => auditItem.parse(item),
    );
    items.push(...found.items);
    at = found.cursor === undefined ? monthBefore(at.month) : { month: at.month, cursor: found.cursor };
  }
  return at === undefined ? { items } : { items, cursor: encodeCursor(at) };
}

function monthBefore(month: string): Position | undefined {
  const before = new Date(Date.parse(`${month}-01T00:00:00.000Z`) - 86_400_000).toISOString().slice(0, 7);
  return before < firstMonth ? undefined : { month: before };
}
