import { App } from 'aws-cdk-lib';
import { addStacks } from './app.ts';
import { loadStage } from './stage.ts';

// Entry of the CDK command line: `npx cdk synth -c stage=production`. One app only: a second one, even an empty one,
// would write its own list of stacks over this one's when the process ends.
const app = new App({ analyticsReporting: false });
const stage: unknown = app.node.tryGetContext('stage');
const hurry = app.node.tryGetContext('rollout') === 'at-once' ? ({ rollout: 'at-once' } as const) : {};
addStacks(app, loadStage(typeof stage === 'string' ? stage : 'dev', hurry), false);
app.synth();
