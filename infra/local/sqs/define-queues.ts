import type { Resource } from '../template/inventory.ts';
import { queueProperties } from '../template/naming.ts';
import type { Sqs } from './sqs.ts';

/** Makes the template's queues known. Physical names come from the queue's URL. */
export function defineQueues(sqs: Sqs, resources: readonly Resource[]): void {
  for (const { properties, physicalName } of resources) {
    const queue = queueProperties.parse(properties);
    const { RedrivePolicy } = queue;
    sqs.define({
      name: physicalName.split('/').at(-1) ?? '',
      fifo: queue.FifoQueue,
      visibilitySeconds: queue.VisibilityTimeout,
      retentionSeconds: queue.MessageRetentionPeriod,
      perGroupDeduplication: queue.DeduplicationScope === 'messageGroup',
      redrive:
        RedrivePolicy === undefined
          ? undefined
          : {
              deadLetterQueue: RedrivePolicy.deadLetterTargetArn.split(':').at(-1) ?? '',
              maxReceiveCount: RedrivePolicy.maxReceiveCount,
            },
    });
  }
}
