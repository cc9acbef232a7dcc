import type { FunctionName, tables } from '../../shared/config/names.ts';

export type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'BatchWriteItem';
/** Entries of the activity table by the first part of their partition key. */
export type EntryKind = 'LOGS' | 'AUDIT' | 'RECEIPTS';

export interface TableUse {
  readonly does?: readonly TableAction[];
  /** Indexes that are queried. */
  readonly queries?: readonly ('gsi1' | 'gsi2')[];
  /** Entries that are put one by one, or in a transaction with what they tell of. */
  readonly puts?: readonly EntryKind[];
  /** A batch could also delete: none reaches the audit trail. */
  readonly batches?: readonly Exclude<EntryKind, 'AUDIT'>[];
}

const byKey = ['GetItem', 'BatchGetItem'] as const;
const putOrTake = ['PutItem', 'DeleteItem'] as const;
const everything = [...byKey, 'Query', ...putOrTake, 'UpdateItem', 'BatchWriteItem'] as const;

/**
 * What each function does to each table, call by call as its stores make them; a transaction needs what its items need.
 * `npm run acceptance -- deploy/permissions` finds what is missing here and what nobody uses.
 */
export const tableUse: Readonly<
  Record<FunctionName, Partial<Readonly<Record<keyof typeof tables, TableUse>>>>
> = {
  'receive-webhook': { sync: { does: ['GetItem'] } },
  'sync-records': {
    records: { does: [...byKey, ...putOrTake], queries: ['gsi2'] },
    sync: { does: everything, queries: ['gsi1', 'gsi2'] },
    activity: { does: ['GetItem'], puts: ['LOGS'], batches: ['LOGS'] },
  },
  'publish-changes': { sync: { does: ['BatchGetItem'], queries: ['gsi1'] } },
  'run-jobs': {
    records: { does: [...byKey, ...putOrTake], queries: ['gsi1', 'gsi2'] },
    sync: { does: everything, queries: ['gsi1', 'gsi2'] },
    activity: { does: [...byKey, 'Query'], queries: ['gsi1'], puts: ['LOGS', 'AUDIT'], batches: ['LOGS'] },
  },
  'admin-api': {
    // A first sync that is tried, and a match that is decided, look for records by their match keys.
    records: { does: [...byKey, 'PutItem'], queries: ['gsi2'] },
    sync: { does: everything, queries: ['gsi1', 'gsi2'] },
    activity: { does: [...byKey, 'Query'], queries: ['gsi1'], puts: ['LOGS', 'AUDIT'], batches: ['LOGS'] },
  },
  'finish-connection': {
    sync: { does: [...byKey, ...putOrTake, 'UpdateItem'], queries: ['gsi2'] },
    activity: { puts: ['AUDIT'] },
  },
  'records-api': { records: { does: [...byKey, ...putOrTake], queries: ['gsi1'] } },
  'park-failures': {
    // What an admin dropped meanwhile is taken away instead of set aside.
    sync: { does: ['GetItem', ...putOrTake] },
    activity: { does: ['GetItem'], batches: ['LOGS'] },
  },
  'retry-parked': { sync: { does: ['BatchGetItem', ...putOrTake], queries: ['gsi1'] } },
  'watch-health': {
    sync: { does: [...byKey, 'Query', ...putOrTake, 'BatchWriteItem'], queries: ['gsi1', 'gsi2'] },
    activity: { does: ['Query'] },
  },
  'note-receipts': { activity: { batches: ['RECEIPTS'] } },
  'check-ledger': {
    sync: { does: [...byKey, 'Query', ...putOrTake, 'BatchWriteItem'], queries: ['gsi1'] },
    activity: { does: ['Query'] },
  },
  'clean-up': { sync: { does: ['BatchGetItem'], queries: ['gsi1', 'gsi2'] }, activity: { does: ['Query'] } },
  cron: {
    sync: { does: ['BatchGetItem', ...putOrTake], queries: ['gsi1', 'gsi2'] },
    activity: { does: ['Query'] },
  },
};
