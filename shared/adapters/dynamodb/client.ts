import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Names of the three tables; all calls go through one document client per function. */
export interface Tables {
  readonly client: DynamoDBDocumentClient;
  readonly records: string;
  readonly sync: string;
  readonly activity: string;
  /** The network address of whoever asks now; absent where nobody does. */
  readonly originNow?: () => string | undefined;
}

/** A client that retries throttling and transaction conflicts with the SDK's adaptive back-off. */
export function connectTables(names: Omit<Tables, 'client'>): Tables {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 6 }), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return { client, ...names };
}

export type Item = Record<string, unknown>;
export interface Key {
  readonly pk: string;
  readonly sk: string;
}
