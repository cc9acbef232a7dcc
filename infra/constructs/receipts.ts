import { FilterPattern, SubscriptionFilter } from 'aws-cdk-lib/aws-logs';
import { LambdaDestination } from 'aws-cdk-lib/aws-logs-destinations';
import { Construct } from 'constructs';
import { receiptMessage } from '../../shared/config/names.ts';
import type { ServiceFunction } from './service-function.ts';

export interface ReceiptsProps {
  /** Whoever puts changes on changes.fifo. */
  readonly doors: readonly ServiceFunction[];
  readonly keeper: ServiceFunction;
}

/** The receipts that doors write to their logs reach their keeper by a way that has nothing to do with the queue. */
export class Receipts extends Construct {
  constructor(scope: Construct, id: string, { doors, keeper }: ReceiptsProps) {
    super(scope, id);
    for (const door of doors)
      new SubscriptionFilter(this, door.node.id, {
        logGroup: door.logGroup,
        destination: new LambdaDestination(keeper.live),
        filterPattern: FilterPattern.stringValue('$.message', '=', receiptMessage),
      });
  }
}
