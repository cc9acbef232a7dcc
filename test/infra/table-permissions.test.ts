import { describe, expect, it } from 'vitest';
import { type FunctionName, functionNames } from '../../shared/config/names.ts';
import { allowances } from './policies.ts';
import { synthesize } from './system.ts';

const resources = synthesize();
const onTables = (name: FunctionName) =>
  allowances(resources, `Functions${name.replaceAll('-', '')}Role`).filter((each) =>
    /^dynamodb:\w+ table\/\w+(\/index\/\w+)?( \[.*\])?$/.test(each),
  );
/** What a function does to one table or index, in few words. */
const acts = (name: FunctionName, target: string): string =>
  onTables(name)
    .filter((each) => each.split(' ')[1] === target)
    .map((each) => each.replace('dynamodb:', '').replace(` ${target}`, ''))
    .join(', ');
const targets = ['records', 'sync', 'activity'].flatMap((table) =>
  ['', '/index/gsi1', '/index/gsi2'].map((index) => `table/${table}${index}`),
);
const reach = (name: FunctionName) =>
  Object.fromEntries(targets.map((target) => [target, acts(name, target)]).filter(([, done]) => done !== ''));

const onlyQueried = 'Query';
const everything = 'BatchGetItem, BatchWriteItem, DeleteItem, GetItem, PutItem, Query, UpdateItem';

describe('each function does to each table what its work takes, and nothing else:', () => {
  it.each<[FunctionName, string, Readonly<Record<string, string>>]>([
    ['receive-webhook', 'reads one integration', { 'table/sync': 'GetItem' }],
    [
      'publish-changes',
      'lists the integrations',
      { 'table/sync': 'BatchGetItem', 'table/sync/index/gsi1': onlyQueried },
    ],
    [
      'sync-records',
      'works on pairs of records that it knows or finds by what makes two records one, and tells its log',
      {
        'table/records': 'BatchGetItem, DeleteItem, GetItem, PutItem',
        'table/records/index/gsi2': onlyQueried,
        'table/sync': everything,
        'table/sync/index/gsi1': onlyQueried,
        'table/sync/index/gsi2': onlyQueried,
        'table/activity': 'BatchWriteItem [LOGS#*], GetItem, PutItem [LOGS#*]',
      },
    ],
    [
      'run-jobs',
      'besides lists our records, and reads what was told of them',
      {
        'table/records': 'BatchGetItem, DeleteItem, GetItem, PutItem',
        'table/records/index/gsi1': onlyQueried,
        'table/records/index/gsi2': onlyQueried,
        'table/sync': everything,
        'table/sync/index/gsi1': onlyQueried,
        'table/sync/index/gsi2': onlyQueried,
        'table/activity': 'BatchGetItem, BatchWriteItem [LOGS#*], GetItem, PutItem [LOGS#* AUDIT#*], Query',
        'table/activity/index/gsi1': onlyQueried,
      },
    ],
    [
      'park-failures',
      'sets one change aside, or lets it go when an admin dropped it meanwhile',
      {
        'table/sync': 'DeleteItem, GetItem, PutItem',
        'table/activity': 'BatchWriteItem [LOGS#*], GetItem',
      },
    ],
    [
      'retry-parked',
      'goes through what is due',
      { 'table/sync': 'BatchGetItem, DeleteItem, PutItem', 'table/sync/index/gsi1': onlyQueried },
    ],
    [
      'watch-health',
      'measures, raises and ends alerts, and looks after runs',
      {
        'table/sync': 'BatchGetItem, BatchWriteItem, DeleteItem, GetItem, PutItem, Query',
        'table/sync/index/gsi1': onlyQueried,
        'table/sync/index/gsi2': onlyQueried,
        'table/activity': onlyQueried,
      },
    ],
    [
      'check-ledger',
      'closes the account of each hour',
      {
        'table/sync': 'BatchGetItem, BatchWriteItem, DeleteItem, GetItem, PutItem, Query',
        'table/sync/index/gsi1': onlyQueried,
        'table/activity': onlyQueried,
      },
    ],
    [
      'clean-up',
      'counts what goes and what is left over',
      {
        'table/sync': 'BatchGetItem',
        'table/sync/index/gsi1': onlyQueried,
        'table/sync/index/gsi2': onlyQueried,
        'table/activity': onlyQueried,
      },
    ],
    [
      'cron',
      'does the same, and goes through what is due',
      {
        'table/sync': 'BatchGetItem, DeleteItem, PutItem',
        'table/sync/index/gsi1': onlyQueried,
        'table/sync/index/gsi2': onlyQueried,
        'table/activity': onlyQueried,
      },
    ],
    [
      'records-api',
      'reads, lists, writes and deletes records',
      {
        'table/records': 'BatchGetItem, DeleteItem, GetItem, PutItem',
        'table/records/index/gsi1': onlyQueried,
      },
    ],
  ])('%s %s', (name, _words, expected) => {
    expect(reach(name)).toEqual(expected);
  });

  it('nobody only checks a condition: each condition stands in the write that it guards', () => {
    const all = functionNames.flatMap(onTables);
    expect(all.length).toBeGreaterThan(40);
    expect(all.filter((each) => each.includes('ConditionCheckItem'))).toEqual([]);
  });

  it('only who takes leases, or answers a request twice, changes parts of an item', () => {
    const updating = functionNames.filter((name) =>
      onTables(name).some((each) => each.includes('UpdateItem')),
    );
    expect(updating).toEqual(['sync-records', 'run-jobs', 'admin-api', 'finish-connection']);
  });
});
