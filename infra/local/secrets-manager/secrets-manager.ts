import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { AwsError } from '../wire/aws-error.ts';

const content = {
  SecretString: z.string().optional(),
  /** Base64 on the wire. */
  SecretBinary: z.string().optional(),
  ClientRequestToken: z.string().optional(),
};
const secretInput = z.looseObject({
  SecretId: z.string(),
  ...content,
  RecoveryWindowInDays: z.int().min(7).max(30).default(30),
  ForceDeleteWithoutRecovery: z.boolean().optional(),
  VersionStage: z.string().optional(),
});
const createInput = z.looseObject({ Name: z.string(), ...content });

const dayMs = 86_400_000;
type Content = { readonly SecretString?: string | undefined; readonly SecretBinary?: string | undefined };
/** Marks stored bytes; no text begins with it. */
const binaryMark = '\u0000base64:';
const stored = ({ SecretString, SecretBinary }: Content): string =>
  SecretBinary === undefined ? (SecretString ?? '') : `${binaryMark}${SecretBinary}`;
const shown = (value: string): Content =>
  value.startsWith(binaryMark) ? { SecretBinary: value.slice(binaryMark.length) } : { SecretString: value };
const secretRow = z.object({
  name: z.string(),
  arn: z.string(),
  version: z.string(),
  value: z.string(),
  previous: z.nullable(z.string()),
  deleted: z.nullable(z.number()),
});

/** Secrets on SQLite: current and previous value, deletion with and without recovery window. */
export class SecretsManager {
  readonly #db: DatabaseSync;
  readonly #arnPrefix: string;
  readonly #now: () => number;

  constructor(db: DatabaseSync, arnPrefix: string, now: () => number = Date.now) {
    this.#db = db;
    this.#arnPrefix = arnPrefix;
    this.#now = now;
    db.exec(
      'CREATE TABLE IF NOT EXISTS secret(name TEXT PRIMARY KEY, arn TEXT NOT NULL, version TEXT NOT NULL, value TEXT NOT NULL, previous TEXT, deleted INTEGER)',
    );
  }

  call(operation: string, input: unknown): unknown {
    switch (operation) {
      case 'CreateSecret':
        return this.#create(input);
      case 'GetSecretValue':
        return this.#get(input);
      case 'PutSecretValue':
      case 'UpdateSecret':
        return this.#put(input);
      case 'DeleteSecret':
        return this.#delete(input);
      case 'RestoreSecret':
        return this.#restore(input);
      case 'DescribeSecret': {
        const { name, arn } = this.#find(secretInput.parse(input).SecretId);
        return { Name: name, ARN: arn };
      }
      default:
        throw new AwsError(
          'UnknownOperationException',
          `The local Secrets Manager does not know ${operation}.`,
        );
    }
  }

  #find(id: string, deletedToo = false) {
    this.#db.prepare('DELETE FROM secret WHERE deleted<=?').run(this.#now());
    const row = this.#db.prepare('SELECT * FROM secret WHERE name=?1 OR arn=?1').get(id);
    if (row === undefined)
      throw new AwsError('ResourceNotFoundException', 'Secrets Manager can’t find the specified secret.');
    const found = secretRow.parse(row);
    if (found.deleted !== null && !deletedToo) {
      throw new AwsError(
        'InvalidRequestException',
        'You can’t perform this operation on the secret because it was marked for deletion.',
      );
    }
    return found;
  }

  #create(input: unknown) {
    const parsed = createInput.parse(input);
    const { Name, ClientRequestToken } = parsed;
    this.#db.prepare('DELETE FROM secret WHERE deleted<=?').run(this.#now());
    const exists = this.#db.prepare('SELECT 1 FROM secret WHERE name=?').get(Name);
    if (exists !== undefined)
      throw new AwsError(
        'ResourceExistsException',
        `The operation failed because the secret ${Name} already exists.`,
      );
    const arn = `${this.#arnPrefix}${Name}-${randomUUID().slice(0, 6)}`;
    const version = ClientRequestToken ?? randomUUID();
    this.#db.prepare('INSERT INTO secret VALUES (?,?,?,?,NULL,NULL)').run(Name, arn, version, stored(parsed));
    return { ARN: arn, Name, VersionId: version };
  }

  #get(input: unknown) {
    const { SecretId, VersionStage } = secretInput.parse(input);
    const found = this.#find(SecretId);
    const value = VersionStage === 'AWSPREVIOUS' ? found.previous : found.value;
    if (value === null)
      throw new AwsError('ResourceNotFoundException', 'There is no previous version of the secret.');
    return {
      ARN: found.arn,
      Name: found.name,
      VersionId: found.version,
      ...shown(value),
      VersionStages: [VersionStage ?? 'AWSCURRENT'],
    };
  }

  #put(input: unknown) {
    const parsed = secretInput.parse(input);
    const { name, arn, value, version: current } = this.#find(parsed.SecretId);
    const version = parsed.ClientRequestToken ?? randomUUID();
    if (version === current) {
      if (value === stored(parsed)) return { ARN: arn, Name: name, VersionId: version };
      throw new AwsError('ResourceExistsException', 'The version already exists with another value.');
    }
    this.#db
      .prepare('UPDATE secret SET version=?, value=?, previous=? WHERE name=?')
      .run(version, stored(parsed), value, name);
    return { ARN: arn, Name: name, VersionId: version };
  }

  #delete(input: unknown) {
    const { SecretId, ForceDeleteWithoutRecovery, RecoveryWindowInDays } = secretInput.parse(input);
    const { name, arn } = this.#find(SecretId, true);
    const force = ForceDeleteWithoutRecovery === true;
    const goneAt = this.#now() + (force ? 0 : RecoveryWindowInDays * dayMs);
    if (force) this.#db.prepare('DELETE FROM secret WHERE name=?').run(name);
    else this.#db.prepare('UPDATE secret SET deleted=? WHERE name=?').run(goneAt, name);
    return { ARN: arn, Name: name, DeletionDate: goneAt / 1000 };
  }

  #restore(input: unknown) {
    const { name, arn } = this.#find(secretInput.parse(input).SecretId, true);
    this.#db.prepare('UPDATE secret SET deleted=NULL WHERE name=?').run(name);
    return { ARN: arn, Name: name };
  }
}
