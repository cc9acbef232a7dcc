import { App } from 'aws-cdk-lib';
import { buildApp } from './app.ts';
import { loadStage } from './stage.ts';

// Entry of the CDK command line: `npx cdk synth -c stage=production`.
const stage: unknown = new App().node.tryGetContext('stage');
buildApp({ stage: loadStage(typeof stage === 'string' ? stage : 'dev') }).synth();
