import * as z from 'zod';

function isZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}

const schema = z.strictObject({
  /** Short name, part of every physical name: dev, staging, production. */
  name: z.string().regex(/^[a-z][a-z0-9-]{1,19}$/),
  /** OIDC issuer of BritePool's own sign-in; without it the stack makes a Cognito user pool. */
  issuer: z.url().optional(),
  audience: z.string().default('britepool-integrations'),
  dashboardClientId: z.string().default('britepool-dashboard'),
  /** Public origin of dashboard and API, e.g. https://integrations.britepool.org; absent: the distribution's own. */
  publicBaseUrl: z.url().optional(),
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
  jobsConcurrency: z.int().min(2).max(1000).default(20),
  /** The local runtime lets integrations point at this machine. */
  allowLoopback: z.boolean().default(false),
});
export type Stage = z.output<typeof schema>;

/** Settings of a stage: `dev` keeps nothing on destroy; the environment may name issuer and address. */
export function loadStage(name: string, overrides: Partial<z.input<typeof schema>> = {}): Stage {
  return schema.parse({
    name,
    retain: name !== 'dev',
    issuer: process.env.ISSUER,
    publicBaseUrl: process.env.PUBLIC_BASE_URL,
    ...overrides,
  });
}
