import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

function isZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}

const settings = z.strictObject({
  /** Short name, part of every physical name: dev, staging, production. */
  name: z.string().regex(/^[a-z][a-z0-9-]{1,19}$/),
  /** Region of everything but certificate and firewall, which CloudFront wants in us-east-1; absent: the command line's. */
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/)
    .optional(),
  /** OIDC issuer of BritePool's own sign-in; without it the stack makes a Cognito user pool. */
  issuer: z.url().optional(),
  audience: z.string().default('britepool-integrations'),
  dashboardClientId: z.string().default('britepool-dashboard'),
  /** Public origin of dashboard and API, e.g. https://integrations.britepool.org; absent: the domain's, else the API's own. */
  publicBaseUrl: z.url().optional(),
  /** Name of its own, in a hosted zone of the same account: certificate and DNS records are made. */
  domain: z.strictObject({ name: z.hostname(), hostedZoneId: z.string(), zoneName: z.hostname() }).optional(),
  /** A web application firewall in front of dashboard and API. */
  waf: z.boolean().default(true),
  /** Requests that one address may send in five minutes, to webhooks and to everything else. */
  webhookRequests: z.int().min(100).default(20_000),
  otherRequests: z.int().min(100).default(3_000),
  /** The operators are mailed at four fifths of it, and when the month is going to cost more. */
  monthlyBudgetUsd: z.int().positive().optional(),
  /** Who is told when an integration needs somebody; empty: nobody. */
  alertEmails: z.array(z.email()).default([]),
  /** Address that those mails come from: it, or its domain, is verified in SES. */
  alertSender: z.email().optional(),
  /** Zone in which the nightly and weekly runs of integrations that name none are meant: IANA, e.g. Europe/Berlin. */
  timeZone: z.string().refine(isZone, 'Give a time zone such as Europe/Berlin').default('UTC'),
  retain: z.boolean().default(true),
  /** Of the functions' own log lines. */
  logRetentionDays: z.literal([7, 30, 90, 365]).default(90),
  /** Days after which entries of the sync log expire; the audit trail stays. */
  syncLogDays: z.int().min(7).max(3650).default(90),
  logLevel: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']).default('INFO'),
  /** Most sync-records workers at a time; SQS keeps the rest waiting. */
  syncConcurrency: z.int().min(2).max(1000).default(50),
  jobsConcurrency: z.int().min(2).max(1000).default(30),
  /** How a new version of a function takes over: a tenth of the calls for ten minutes first, or all of them at once. */
  rollout: z.enum(['canary', 'at-once']).default('canary'),
  /** The local runtime lets integrations point at this machine. */
  allowLoopback: z.boolean().default(false),
});
const schema = settings.refine(
  ({ region, waf, domain }) => region !== undefined || (!waf && domain === undefined),
  {
    path: ['region'],
    error: 'A stage with a firewall or a domain names its region.',
  },
);
export type Stage = z.output<typeof schema>;

const file = z.record(z.string(), z.record(z.string(), z.unknown()));

/** The stages of infra/stages.json with their settings, unparsed. */
const stagesOnFile = () =>
  file.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'stages.json'), 'utf8')));

export const stageNames = (): readonly string[] => Object.keys(stagesOnFile());

/** Workflows hand on a variable that nobody set as an empty text. */
const filled = (value: string | undefined): string | undefined =>
  value === undefined || value.trim() === '' ? undefined : value;

/** Settings of a stage of infra/stages.json; the environment may name issuer and address. Throws for what is no stage. */
export function loadStage(name: string, overrides: Partial<z.input<typeof schema>> = {}): Stage {
  const given = stagesOnFile()[name];
  if (given === undefined)
    throw new Error(`There is no stage "${name}" in infra/stages.json, only ${stageNames().join(', ')}.`);
  const [issuer, publicBaseUrl] = [filled(process.env.ISSUER), filled(process.env.PUBLIC_BASE_URL)];
  const stage = schema.parse({
    name,
    ...given,
    ...(issuer === undefined ? {} : { issuer }),
    ...(publicBaseUrl === undefined ? {} : { publicBaseUrl }),
    ...overrides,
  });
  const named = stage.domain === undefined ? {} : { publicBaseUrl: `https://${stage.domain.name}` };
  return { ...named, ...stage };
}
