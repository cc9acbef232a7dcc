import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { nag } from '../nag.ts';
import { loadStage, type Stage, stageNames } from '../stage.ts';
import { command } from './command.ts';
import { smokeCheck } from './smoke.ts';

const usage = `npm run deploy -- --stage <name>    brings a stage of infra/stages.json to AWS
npm run destroy -- --stage <name>   takes one away that keeps nothing

  --yes        deploys without asking after the differences were shown
  --at-once    gives the new versions all calls at once: for a remedy that cannot wait for its ten minutes
  --help       this text

Deploying checks the stacks against the rules of AwsSolutions, synthesizes, shows what would change, asks, deploys,
and looks whether dashboard and API answer. It takes the credentials and the account of the AWS command line
(AWS_PROFILE or AWS_ACCESS_KEY_ID …); the account is bootstrapped once: docs/deploying.md.`;

const outputsShape = z.record(z.string(), z.record(z.string(), z.string()));

/** The CDK's own command line, or the program that CDK_COMMAND names. */
function cdk(stage: Stage, args: readonly string[]): Promise<string> {
  const { CDK_COMMAND: own = join('node_modules', 'aws-cdk', 'bin', 'cdk') } = process.env;
  const environment = {
    ...process.env,
    // Stacks of a stage without a region of its own go where the command line points.
    ...(stage.region === undefined ? {} : { AWS_REGION: stage.region }),
  };
  return command(
    process.execPath,
    [own, ...args, '-c', `stage=${stage.name}`, '-c', `rollout=${stage.rollout}`],
    environment,
  );
}

async function deploy(stage: Stage, asks: boolean): Promise<void> {
  if (stage.issuer === undefined && stage.publicBaseUrl === undefined)
    throw new Error(
      `Set a domain for ${stage.name} in infra/stages.json, or the issuer of BritePool's own sign-in: a user pool has to know where people come back to.`,
    );
  const open = nag(stage).filter(({ acknowledged }) => acknowledged === undefined);
  if (open.length > 0)
    throw new Error(
      ['These findings of AwsSolutions need a remedy, or a reason in infra/acknowledged.ts:']
        .concat(open.map(({ rule, where }) => `${rule} ${where}`))
        .join('\n  '),
    );
  for (const line of warnings(stage)) console.log(`Mind: ${line}`);
  const folder = mkdtempSync(join(tmpdir(), 'britepool-deploy-'));
  try {
    const [assembly, outputs] = [join(folder, 'cdk.out'), join(folder, 'outputs.json')];
    await cdk(stage, ['synth', '--quiet', '--output', assembly]);
    await cdk(stage, ['diff', '--app', assembly]);
    if (asks && !(await agreed(`Deploy this to ${stage.name}? [y/N] `))) {
      console.log('Nothing was deployed.');
      return;
    }
    await cdk(stage, [
      ...['deploy', '--all', '--app', assembly, '--require-approval', 'never'],
      ...['--outputs-file', outputs],
    ]);
    await report(outputsShape.parse(JSON.parse(readFileSync(outputs, 'utf8'))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const warnings = (stage: Stage): readonly string[] => [
  ...(stage.alertEmails.length === 0 || stage.alertSender === undefined
    ? ['nobody is mailed of alerts: set alertEmails and alertSender.']
    : []),
  ...(stage.issuer === undefined
    ? ['a Cognito user pool is made for the sign-in, as no issuer is set.']
    : []),
  ...(stage.domain === undefined
    ? ['dashboard and API get an address of CloudFront, as no domain is set.']
    : []),
  // The domain is a public address, too.
  ...(stage.publicBaseUrl === undefined
    ? [
        "vendors are told the API's own address, so their webhooks pass the firewall by, links in mails lead nowhere, and nobody signs in at a vendor in the browser: set domain, or publicBaseUrl to the dashboard's address once it is known.",
      ]
    : []),
];

/** A person says yes; where nobody can be asked the answer is no. */
async function agreed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    console.log(`${question}(nobody to ask; --yes deploys without asking)`);
    return false;
  }
  const line = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await line.question(question);
  line.close();
  return /^y(es)?$/i.test(answer.trim());
}

async function report(outputs: z.output<typeof outputsShape>): Promise<void> {
  const values = Object.values(outputs).flatMap((each) => Object.entries(each));
  for (const [name, value] of values) console.log(`${name.padEnd(24)} ${value}`);
  const dashboard = values.find(([name]) => name === 'DashboardUrl')?.[1];
  if (dashboard === undefined) throw new Error('The deployment did not say where the dashboard is.');
  console.log('Looking whether it answers …');
  const { SMOKE_PATIENCE_MS: patience = '300000' } = process.env;
  const seen = await smokeCheck(dashboard.replace(/\/$/, ''), { patienceMs: Number(patience) });
  for (const { ok, what, found } of seen)
    console.log(`${ok ? 'ok   ' : 'WRONG'} ${what}${ok ? '' : `: ${found}`}`);
  if (seen.some(({ ok }) => !ok))
    throw new Error('It is deployed, but does not answer as it should: see docs/operations.md, "Roll back".');
}

/** What people wrote is never taken away by a command: a stage that keeps its data is refused. */
async function destroy(stage: Stage): Promise<void> {
  if (stage.retain)
    throw new Error(
      `The stage ${stage.name} keeps its data: nothing was taken away. docs/operations.md says how a stage is closed for good.`,
    );
  await cdk(stage, ['destroy', '--all', '--force']);
}

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      stage: { type: 'string' },
      ...{ yes: { type: 'boolean' }, 'at-once': { type: 'boolean' }, help: { type: 'boolean' } },
    },
  });
  if (values.help === true) return console.log(usage);
  if (values.stage === undefined)
    throw new Error(`Name a stage: --stage ${stageNames().join(' | ')}\n\n${usage}`);
  const stage = loadStage(values.stage, values['at-once'] === true ? { rollout: 'at-once' } : {});
  await (positionals[0] === 'destroy' ? destroy(stage) : deploy(stage, values.yes !== true));
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
