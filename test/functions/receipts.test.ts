import { gzipSync } from 'node:zlib';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { logLine } from '../../functions/runtime/log-schema.ts';
import { receiptOfLine } from '../../functions/runtime/receipt-line.ts';
import { receiptsOf } from '../../functions/runtime/receipts.ts';
import { receiptOf } from '../../shared/domain/receipt.ts';
import { aChange } from '../contract/support/samples.ts';
import { mockedClient } from '../support/mocked-client.ts';
import { setEnvironment } from './environment.ts';

setEnvironment();
const { handler } = await import('../../functions/note-receipts/handler.ts');
const tables = mockedClient(DynamoDBDocumentClient);
const written: string[] = [];

beforeEach(() => {
  tables.reset();
  tables.on(BatchWriteCommand).resolves({});
  written.length = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(...String(text).split('\n').filter(Boolean));
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const logId = 'log~int-1~0mm7kwn40~entry-1';
const foreign = 'ada@example.org / 42 "ö"';
const change = aChange({ logId, integrationId: 'int-1', recordId: foreign, jobId: 'job-1', stream: 'tasks' });

describe('a receipt', () => {
  it('is one line of the log that fits its schema, shows no foreign text, and is read back whole', () => {
    receiptsOf('receive-webhook')([change, change]);
    expect(written).toHaveLength(2);
    const [text = ''] = written;
    expect(logLine.safeParse(JSON.parse(text)).error).toBeUndefined();
    expect(text).not.toContain('example.org');
    expect(receiptOfLine(text)).toEqual(receiptOf(change));
  });

  it('is not read out of any other line', () => {
    for (const text of ['', 'Received', '{"message":"Received"}', '{"message":"a change ended"}'])
      expect(receiptOfLine(text)).toBeUndefined();
  });
});

describe('note-receipts', () => {
  const packed = (messageType: string, messages: readonly string[]) => ({
    awslogs: {
      data: gzipSync(
        JSON.stringify({
          messageType,
          logEvents: messages.map((message, at) => ({ id: `e${at}`, message })),
        }),
      ).toString('base64'),
    },
  });
  const context = {
    ...{ awsRequestId: 'request-1', callbackWaitsForEmptyEventLoop: false, functionName: 'note-receipts' },
    ...{ functionVersion: '1', invokedFunctionArn: '', memoryLimitInMB: '512', logGroupName: '' },
    ...{ logStreamName: '', getRemainingTimeInMillis: () => 1000 },
    ...{ done: () => undefined, fail: () => undefined, succeed: () => undefined },
  };

  it('keeps a batch in one write, under the id of its first line, so that the same batch replaces itself', async () => {
    receiptsOf('receive-webhook')([change]);
    const event = packed('DATA_MESSAGE', [...written]);
    await handler(event, context);
    await handler(event, context);
    const puts = tables.commandCalls(BatchWriteCommand).map(({ args }) => JSON.stringify(args[0].input));
    expect(puts).toHaveLength(2);
    expect(puts[0]).toContain('"sk":"e0#0000"');
    expect(puts[0]?.replaceAll(/"at":"[^"]*"|"ttl":\d+/g, '')).toBe(
      puts[1]?.replaceAll(/"at":"[^"]*"|"ttl":\d+/g, ''),
    );
  });

  it('keeps nothing of a message by which CloudWatch Logs tries whether it may call, nor of lines that are no receipts', async () => {
    await handler(
      packed('CONTROL_MESSAGE', ['CWL CONTROL MESSAGE: Checking health of destination']),
      context,
    );
    await handler(packed('DATA_MESSAGE', ['{"message":"Received"}']), context);
    expect(tables.calls()).toHaveLength(0);
  });
});
