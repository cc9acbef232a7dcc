import { SQSClient } from '@aws-sdk/client-sqs';

/** A client that gives up on a queue that does not answer, while its caller can still say so. */
export const sqsClient = (timeoutMs = 3000): SQSClient =>
  new SQSClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 1000, requestTimeout: timeoutMs, throwOnRequestTimeout: true },
  });
