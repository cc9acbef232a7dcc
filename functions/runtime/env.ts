import * as z from 'zod';
import { environment } from '../../shared/config/names.ts';

const text = z.string().min(1);
const shapes = {
  stage: text,
  recordsTable: text,
  syncTable: text,
  activityTable: text,
  changesQueueUrl: z.url(),
  jobsQueueUrl: z.url(),
  deadLettersUrl: z.url(),
  secretPrefix: text,
  scheduleGroup: text,
  scheduleRoleArn: text,
  timeZone: text,
  logDays: z.coerce.number().int().min(1),
  cronSecretId: text,
  slackSecretId: text,
  jobsQueueArn: text,
  publicBaseUrl: z.url(),
  allowLoopback: z.enum(['on', 'off']),
  alertMail: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.object({ from: z.exactOptional(z.email()), to: z.array(z.email()) })),
  logLevel: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']),
} as const;

type Shapes = typeof shapes;
export type Setting = keyof Shapes;

/**
 * The settings a function needs, parsed once when it loads: a missing one fails the start with its name instead of
 * the first request with something unclear.
 */
export function readEnv<const Names extends readonly Setting[]>(
  names: Names,
): { readonly [name in Names[number]]: z.output<Shapes[name]> } {
  const shape = Object.fromEntries(names.map((name) => [name, shapes[name]]));
  const given = Object.fromEntries(names.map((name) => [name, process.env[environment[name]]]));
  const parsed = z.object(shape).safeParse(given);
  if (!parsed.success) {
    throw new Error(`Settings are missing or wrong: ${z.prettifyError(parsed.error)}`);
  }
  return parsed.data as { readonly [name in Names[number]]: z.output<Shapes[name]> };
}

/** What Lambda itself sets: the role's short-lived credentials and where AWS answers. Read anew, since they expire. */
export const awsCaller = () =>
  z
    .object({
      AWS_REGION: text,
      AWS_ACCESS_KEY_ID: text,
      AWS_SECRET_ACCESS_KEY: text,
      AWS_SESSION_TOKEN: z.string().optional(),
      AWS_ENDPOINT_URL: z.url().optional(),
    })
    .transform((env) => ({
      region: env.AWS_REGION,
      endpoint: env.AWS_ENDPOINT_URL,
      credentials: {
        accessKeyId: env.AWS_ACCESS_KEY_ID,
        secretAccessKey: env.AWS_SECRET_ACCESS_KEY,
        ...(env.AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: env.AWS_SESSION_TOKEN }),
      },
    }))
    .parse(process.env);

/** Factor on retry delays: 1 in production, smaller in tests and the practice world. */
export const retryTimeScale = (): number =>
  z.coerce
    .number()
    .min(0)
    .max(1)
    .catch(1)
    .parse(process.env.RETRY_TIME_SCALE ?? '1');

/** Name of the stage, as log lines and metrics carry it. */
export const stageName = (): string =>
  z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .catch('unknown')
    .parse(process.env[environment.stage]);

/** Version of this function as Lambda numbers them. https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
export const functionVersion = (): string =>
  z
    .string()
    .regex(/^(\d+|\$LATEST)$/)
    .catch('$LATEST')
    .parse(process.env.AWS_LAMBDA_FUNCTION_VERSION);
