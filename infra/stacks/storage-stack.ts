import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { indexKeys, tables } from '../../shared/config/names.ts';
import type { Stage } from '../stage.ts';

type TableName = keyof typeof tables;

/** What is kept: BritePool's records, the state of the sync, and what happened. */
export class StorageStack extends Stack {
  readonly records: TableV2;
  readonly sync: TableV2;
  readonly activity: TableV2;

  constructor(scope: Construct, id: string, { stage, ...props }: StackProps & { stage: Stage }) {
    super(scope, id, props);
    const table = (name: TableName) => this.table(name, stage);
    this.records = table('records');
    this.sync = table('sync');
    this.activity = table('activity');
  }

  private table(name: TableName, stage: Stage): TableV2 {
    const shape = tables[name];
    const key = (attribute: string) => ({ name: attribute, type: AttributeType.STRING });
    return new TableV2(this, `${name[0]?.toUpperCase()}${name.slice(1)}`, {
      tableName: `britepool-${stage.name}-${name}`,
      partitionKey: key(shape.partitionKey),
      sortKey: key(shape.sortKey),
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.awsManagedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: stage.retain,
      removalPolicy: stage.retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      ...(shape.stream ? { dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES } : {}),
      ...(shape.ttl === undefined ? {} : { timeToLiveAttribute: shape.ttl }),
      globalSecondaryIndexes: shape.indexes.map((index) => ({
        indexName: index,
        partitionKey: key(indexKeys(index).partitionKey),
        sortKey: key(indexKeys(index).sortKey),
        projectionType: ProjectionType.KEYS_ONLY,
      })),
    });
  }
}
