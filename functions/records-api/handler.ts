import { connectTables } from '../../shared/adapters/dynamodb/client.ts';
import { dynamoRecordStore } from '../../shared/adapters/dynamodb/record-store.ts';
import { systemClock } from '../../shared/adapters/platform/system.ts';
import { recordOperations } from '../../shared/contract/records.ts';
import { readEnv } from '../runtime/env.ts';
import { httpFunction } from '../runtime/http/pipeline.ts';
import { serve } from '../runtime/http/serve.ts';
import { observe } from '../runtime/observe.ts';
import { recordRoutes } from './routes.ts';

const env = readEnv(['recordsTable'] as const);
const records = dynamoRecordStore(connectTables({ records: env.recordsTable, sync: '', activity: '' }));

export const handler = httpFunction(
  observe('records-api'),
  serve(recordOperations, recordRoutes({ records, clock: systemClock })),
);
