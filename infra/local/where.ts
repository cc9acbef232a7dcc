import { resolve } from 'node:path';
import { dataDirectory, type Ready, readReady } from './ready-file.ts';

export interface Where {
  readonly stage: string;
  /** How clients of the AWS SDK reach it: this machine's instance, or AWS as the environment says. */
  readonly client: {
    readonly endpoint?: string;
    readonly region?: string;
    readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  /** The instance on this machine. */
  readonly ready?: Ready & { readonly dataDir: string };
}

/** The instance in `LOCAL_DATA`; with a stage's name that stage on AWS. Throws in words when nothing runs here. */
export function whereTo(stage: string | undefined): Where {
  if (stage !== undefined) return { stage, client: {} };
  const dataDir = resolve(dataDirectory());
  const ready = readReady(dataDir);
  if (ready === undefined) throw new Error(`Nothing runs on ${dataDir}. Start it with: npm start`);
  return {
    stage: 'dev',
    client: {
      endpoint: ready.awsUrl,
      region: 'local',
      credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
    },
    ready: { ...ready, dataDir },
  };
}
