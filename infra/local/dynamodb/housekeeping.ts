import { DatabaseSync } from 'node:sqlite';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { TableProperties } from './tables.ts';

const attributeName = /^\w+$/;

/**
 * What DynamoDB does by itself and dynoxide does not: deletes items past their TTL (through the API, so that streams
 * see it) and forgets stream records that everybody has read. Times in epoch milliseconds.
 */
export class Housekeeping {
  readonly #db: DatabaseSync;
  readonly #client: DynamoDBClient;
  readonly #tables: readonly TableProperties[];

  constructor(file: string, client: DynamoDBClient, tables: readonly TableProperties[]) {
    this.#db = new DatabaseSync(file);
    this.#db.exec('PRAGMA busy_timeout=5000');
    this.#client = client;
    this.#tables = tables;
    for (const table of this.#expiring()) {
      this.#db.exec(
        `CREATE INDEX IF NOT EXISTS "local_ttl_${table.name}" ON "${table.name}"(${expiry(table.attribute)}) WHERE ${expiry(table.attribute)} IS NOT NULL`,
      );
    }
  }

  #expiring(): { name: string; attribute: string; keys: string[] }[] {
    return this.#tables.flatMap((table) => {
      const attribute = table.TimeToLiveSpecification?.AttributeName;
      if (attribute === undefined || !attributeName.test(attribute)) return [];
      return [
        { name: table.TableName, attribute, keys: table.KeySchema.map(({ AttributeName }) => AttributeName) },
      ];
    });
  }

  /** Answers how many items were deleted. `found` runs between finding and deleting. */
  async expire(now: number, found: () => Promise<unknown> = async () => undefined): Promise<number> {
    let deleted = 0;
    for (const { name, attribute, keys } of this.#expiring()) {
      const rows = this.#db
        .prepare(`SELECT item_json AS item FROM "${name}" WHERE ${expiry(attribute)} < ? LIMIT 500`)
        .all(Math.floor(now / 1000));
      if (rows.length > 0) await found();
      for (const { item } of rows) {
        const stored = JSON.parse(String(item));
        const Key = Object.fromEntries(keys.map((key) => [key, stored[key]]));
        if (await this.#remove(name, Key, attribute, stored[attribute])) deleted++;
      }
    }
    return deleted;
  }

  /** Only as it was found: an item that was given more time meanwhile stays. */
  async #remove(
    TableName: string,
    Key: Record<string, AttributeValue>,
    attribute: string,
    expiry: AttributeValue,
  ): Promise<boolean> {
    try {
      await this.#client.send(
        new DeleteItemCommand({
          ...{ TableName, Key, ConditionExpression: '#ttl = :found' },
          ExpressionAttributeNames: { '#ttl': attribute },
          ExpressionAttributeValues: { ':found': expiry },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  /** Keeps the newest record of each table: without it dynoxide would number from the start again. */
  trimStream(table: string, readUpTo: string): void {
    this.#db
      .prepare(
        `DELETE FROM _stream_records WHERE table_name=?1 AND CAST(sequence_number AS INTEGER) < MIN(CAST(?2 AS INTEGER),
          (SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name=?1))`,
      )
      .run(table, readUpTo);
  }

  close(): void {
    this.#db.close();
  }
}

const expiry = (attribute: string) => `CAST(json_extract(item_json,'$.${attribute}.N') AS INTEGER)`;
