import { GetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { DeleteApprovals } from '../../application/ports.ts';
import { removeAll } from './batches.ts';
import type { Key, Tables } from './client.ts';
import { putVersioned } from './conditions.ts';
import { deleteApprovalItem, deleteWindowItem } from './delete-schemas.ts';
import { approvalKey, approvalPartition, deleteWindowKey } from './keys.ts';
import { inPartition, queryAll, queryIndexPage } from './listing.ts';

const primaryKey = z.object({ pk: z.string(), sk: z.string() });

export const dynamoDeleteApprovals = (tables: Tables): DeleteApprovals => ({
  async window(integrationId) {
    const found = await read(tables, deleteWindowKey(integrationId));
    return found === undefined ? undefined : deleteWindowItem.parse(found);
  },
  saveWindow: (window) =>
    putVersioned(
      tables,
      tables.sync,
      { ...deleteWindowKey(window.integrationId), ...window },
      window.version,
    ),
  async get(id) {
    const found = await read(tables, approvalKey(id));
    return found === undefined ? undefined : deleteApprovalItem.parse(found);
  },
  async list(integrationId, { status }, page) {
    const query = {
      TableName: tables.sync,
      ...inPartition(status === undefined ? 'gsi1' : 'gsi2', approvalPartition(integrationId, status)),
      ScanIndexForward: false,
    };
    const found = await queryIndexPage(tables, query, page, (item) => deleteApprovalItem.parse(item));
    // The index may still show a state that the approval has left.
    return { ...found, items: found.items.filter((item) => status === undefined || item.status === status) };
  },
  put: (approval) =>
    putVersioned(
      tables,
      tables.sync,
      {
        ...approvalKey(approval.id),
        gsi1pk: approvalPartition(approval.integrationId),
        gsi1sk: `${approval.createdAt}#${approval.id}`,
        gsi2pk: approvalPartition(approval.integrationId, approval.status),
        gsi2sk: `${approval.createdAt}#${approval.id}`,
        ...approval,
      },
      approval.version,
    ),
  async removeAll(integrationId) {
    const keys = await queryAll(
      tables,
      { TableName: tables.sync, ...inPartition('gsi1', approvalPartition(integrationId)) },
      (item) => primaryKey.parse(item),
    );
    await removeAll(tables, tables.sync, [deleteWindowKey(integrationId), ...keys]);
  },
});

async function read(tables: Tables, Key: Key) {
  const { Item } = await tables.client.send(
    new GetCommand({ TableName: tables.sync, Key, ConsistentRead: true }),
  );
  return Item;
}
