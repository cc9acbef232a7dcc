import { parentPort, workerData } from 'node:worker_threads';
import { startGenericSimulator } from '../../shared/connectors/generic-rest/simulator/index.ts';

// Worker: the external system on a thread of its own, so that its work is not measured as ours.
const { baseUrl, controlUrl, credentials, settings, close } = await startGenericSimulator(workerData);
parentPort?.postMessage({ baseUrl, controlUrl, credentials, settings });
parentPort?.once('message', () => {
  void close().then(() => parentPort?.close());
});
