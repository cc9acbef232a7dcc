import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { integrationKey } from '../../shared/adapters/dynamodb/keys.ts';
import type { ReadyFile } from './instance.ts';

const choices = ['edition', 'matchMode', 'deletePolicies'] as const;
const archived = {
  ...{ TASKS: 'archive', MEMBERS: 'archive', PARTICIPATION_LOGS: 'archive' },
  ...{ EVENTS: 'archive', COMMITTEES: 'archive' },
};
const itemShape = z.looseObject({ schemaVersion: z.int() });

/** An integration as it lies in the table of a running instance, put into the shapes of several versions. */
export class StoredIntegration {
  readonly #client: DynamoDBDocumentClient;
  readonly #place: { readonly TableName: string; readonly Key: { readonly pk: string; readonly sk: string } };

  constructor(ready: ReadyFile, id: string) {
    const { awsUrl: endpoint } = z.looseObject({ awsUrl: z.string() }).parse(ready);
    const credentials = { accessKeyId: 'operator', secretAccessKey: 'local' };
    this.#client = DynamoDBDocumentClient.from(
      new DynamoDBClient({ endpoint, region: 'local', credentials }),
    );
    this.#place = { TableName: 'britepool-dev-sync', Key: integrationKey(id) };
  }

  async item(): Promise<z.output<typeof itemShape>> {
    return itemShape.parse((await this.#client.send(new GetCommand(this.#place))).Item);
  }

  /** The oldest shape, with nothing said of what may be left out there. */
  async toFirst(): Promise<void> {
    const UpdateExpression = `REMOVE ${choices.join(', ')} SET schemaVersion = :version`;
    const ExpressionAttributeValues = { ':version': 1 };
    await this.#client.send(
      new UpdateCommand({ ...this.#place, UpdateExpression, ExpressionAttributeValues }),
    );
  }

  /** The second shape, in which everything is said; it means the same. */
  async toSecond(): Promise<void> {
    const said = {
      ...{ edition: 1, matchMode: 'MATCH_THEN_CREATE', deletePolicies: archived },
      ...(await this.item()),
    };
    const sets = choices.map((name) => `${name} = :${name}`).join(', ');
    const ExpressionAttributeValues = {
      ':version': 2,
      ...Object.fromEntries(choices.map((name) => [`:${name}`, said[name]])),
    };
    const UpdateExpression = `SET schemaVersion = :version, ${sets}`;
    await this.#client.send(
      new UpdateCommand({ ...this.#place, UpdateExpression, ExpressionAttributeValues }),
    );
  }

  close(): void {
    this.#client.destroy();
  }
}
