import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { AuditStore } from '../../application/ports.ts';
import type { Tables } from './client.ts';
import { auditPartition } from './keys.ts';
import { inPartition, queryPage } from './listing.ts';
import { auditItem } from './schemas.ts';

/** Append-only: an entry that exists is never written again. Entries lie in monthly partitions. */
export const dynamoAuditStore = (tables: Tables, now: () => string): AuditStore => ({
  async append(entry) {
    await tables.client.send(
      new PutCommand({
        TableName: tables.activity,
        Item: { pk: auditPartition(entry.at.slice(0, 7)), sk: `${entry.at}#${entry.id}`, ...entry },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  },
  list: (page) =>
    queryPage(
      tables,
      {
        TableName: tables.activity,
        ...inPartition(undefined, auditPartition(now().slice(0, 7))),
        ScanIndexForward: false,
      },
      page,
      (item) => auditItem.parse(item),
    ),
});
