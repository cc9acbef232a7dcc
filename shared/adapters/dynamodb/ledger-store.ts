import { GetCommand, PutCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { LedgerStore } from '../../application/ports.ts';
import { addSeconds } from '../../domain/dates.ts';
import { hourOf } from '../../domain/hour-figures.ts';
import { isLateNews, type LedgerHour } from '../../domain/ledger.ts';
import { parseLogId } from '../../domain/log-id.ts';
import { type Receipt, receivedAt } from '../../domain/receipt.ts';
import type { Instant } from '../../domain/values.ts';
import { putAll } from './batches.ts';
import type { Item, Tables } from './client.ts';
import { ledgerKey, ledgerPartition, logPartition, receiptsPartition } from './keys.ts';
import {
  endAttributes,
  endItem,
  lateItem,
  ledgerHourItem,
  ledgerStateItem,
  receiptsItem,
} from './ledger-schemas.ts';
import { inPartition, queryAll } from './listing.ts';
import { queryMonths } from './months.ts';

const receiptDays = 40;
const hourDays = 90;
const ttl = (at: Instant, days: number): number => Math.floor(Date.parse(at) / 1000) + days * 86_400;

/** Receipts in one item: about 50 kB, and no write of its own for each. */
const receiptsAnItem = 200;
/** Beside the hours of an integration: which of them got late news. */
const latePartition = (integrationId: string) => receiptsPartition(integrationId, 'LATE');

export const dynamoLedgerStore = (tables: Tables): LedgerStore => ({
  async keep(batchId, receipts, at) {
    const places = Map.groupBy(receipts, (receipt) => JSON.stringify(placeOf(receipt)));
    const items = [...places.values()].flatMap((mine) => itemsOf(batchId, mine, at));
    await putAll(tables, tables.activity, items);
  },
  async receipts(integrationId, hour) {
    const query = all(tables.activity, receiptsPartition(integrationId, hour));
    return (await queryAll(tables, query, (item) => receiptsItem.parse(item).receipts)).flat();
  },
  async ends(integrationId, from, to) {
    const names = Object.fromEntries(endAttributes.map((name) => [`#${name}`, name]));
    const days = daysBetween(from, to).map((day) =>
      queryAll(
        tables,
        {
          TableName: tables.activity,
          KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
          ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk', ...names },
          // "#" follows the time in a key: nothing that was received at `to` lies before it.
          ExpressionAttributeValues: { ':pk': logPartition(integrationId, day), ':from': from, ':to': to },
          ProjectionExpression: Object.keys(names).join(', '),
          ConsistentRead: true,
        },
        endItem,
      ),
    );
    return (await Promise.all(days)).flat();
  },
  late: (integrationId) =>
    queryAll(tables, all(tables.activity, latePartition(integrationId)), (item) => lateItem.parse(item)),
  async state(integrationId) {
    const get = { TableName: tables.sync, Key: ledgerKey(integrationId), ConsistentRead: true };
    const { Item: found } = await tables.client.send(new GetCommand(get));
    return found === undefined ? undefined : ledgerStateItem.parse(found);
  },
  putHours: (hours) => putAll(tables, tables.sync, hours.map(toHourItem)),
  async putState(state) {
    const Item = { ...ledgerKey(state.integrationId), ...state, ttl: ttl(state.checkedAt, hourDays) };
    await tables.client.send(new PutCommand({ TableName: tables.sync, Item }));
  },
  hours: (integrationId, from, to) =>
    queryMonths(
      tables,
      (month) => ledgerPartition(integrationId, month),
      { from, to },
      (item) => ledgerHourItem.parse(item),
    ),
});

const all = (TableName: string, partition: string): QueryCommandInput => ({
  ...{ TableName, ...inPartition(undefined, partition), ConsistentRead: true },
});

const placeOf = (receipt: Receipt): { readonly integrationId: string; readonly hour: Instant } => ({
  integrationId: parseLogId(receipt.logId)?.integrationId ?? '',
  hour: hourOf(receivedAt(receipt)),
});

/** The items of one hour of one integration, always the same for the same batch. */
function itemsOf(batchId: string, receipts: readonly Receipt[], at: Instant): readonly Item[] {
  const [first] = receipts;
  if (first === undefined) return [];
  const { integrationId, hour } = placeOf(first);
  const kept = Array.from({ length: Math.ceil(receipts.length / receiptsAnItem) }, (_, part) => ({
    pk: receiptsPartition(integrationId, hour),
    sk: `${batchId}#${String(part).padStart(4, '0')}`,
    receipts: receipts.slice(part * receiptsAnItem, (part + 1) * receiptsAnItem),
    ttl: ttl(hour, receiptDays),
  }));
  if (!isLateNews(hour, at)) return kept;
  return [...kept, { pk: latePartition(integrationId), sk: hour, hour, at, ttl: ttl(at, receiptDays) }];
}

/** `YYYY-MM-DD` of every day that the bounds touch. */
function daysBetween(from: Instant, to: Instant): readonly string[] {
  const days = new Set<string>();
  for (let at = from; at < to; at = addSeconds(at, 3600)) days.add(at.slice(0, 10));
  return [...days];
}

const toHourItem = (hour: LedgerHour): Item => ({
  ...{ pk: ledgerPartition(hour.integrationId, hour.hour.slice(0, 7)), sk: hour.hour },
  ...hour,
  ttl: ttl(hour.hour, hourDays),
});
