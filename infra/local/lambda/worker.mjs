// Runs one function inside a worker thread, one invocation at a time, as Lambda's runtime does.

import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

const started = performance.now();
let handler;
let failed;
try {
  handler = (await import(pathToFileURL(workerData.file).href)).handler;
} catch (error) {
  failed = error;
}
parentPort.postMessage({ ready: true, initMs: performance.now() - started });

parentPort.on('message', async ({ id, event, deadline }) => {
  const context = {
    awsRequestId: id,
    functionName: workerData.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: workerData.arn,
    memoryLimitInMB: String(workerData.memory),
    logGroupName: `/aws/lambda/${workerData.name}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
  try {
    if (failed) throw failed;
    const result = await handler(event, context);
    parentPort.postMessage({ id, result: result === undefined ? null : JSON.parse(JSON.stringify(result)) });
  } catch (error) {
    parentPort.postMessage({
      id,
      error: { name: error?.name ?? 'Error', message: String(error?.message ?? error), stack: error?.stack },
    });
  }
});
