/**
 * Why a permission is granted that nothing on this machine uses. `key`: `function action resource`, in short. A pattern
 * is as narrow as its reason; a reason that nothing needs any more fails the comparison.
 */
const reasons: readonly (readonly [pattern: RegExp, because: string])[] = [
  [
    /^[a-z-]+ xray:Put(TraceSegments|TelemetryRecords) \*$/,
    'Lambda itself sends the traces of a function under its role; this machine keeps none',
  ],
  [
    /^[a-z-]+ logs:(CreateLogStream|PutLogEvents) AWS::Logs::LogGroup\/Functions\w+$/,
    'Lambda itself writes the lines of a function under its role; here they go to the terminal',
  ],
  [
    /^(sync-records sqs:\w+ changes\.fifo|run-jobs sqs:\w+ jobs\.fifo|park-failures sqs:\w+ changes-dlq\.fifo)$/,
    'Lambda itself takes messages from the queue that feeds a function, under its role: read, done, put off. The poller here is no function. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
  ],
  [
    /^publish-changes dynamodb:(ListStreams|DescribeStream|GetRecords|GetShardIterator) table\/records\/stream\//,
    'Lambda itself reads the stream that feeds a function, under its role. https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html',
  ],
  [
    /^publish-changes sqs:\w+ BritePool-dev-Service-UnpublishedEdits\w+$/,
    'Lambda itself sends what it could not pass on in fifty tries to this queue, under the role of the function',
  ],
  [
    /^(run-jobs|admin-api|watch-health|check-ledger) ses:SendEmail identity\/britepool\.example$/,
    'SES asks for the domain where a stage has verified that and not the address: https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html',
  ],
];

export const reasonsGiven: readonly string[] = reasons.map(([, because]) => because);

export const unusedBecause = (key: string): string | undefined =>
  reasons.find(([pattern]) => pattern.test(key))?.[1];
