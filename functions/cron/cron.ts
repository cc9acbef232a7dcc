import { createHash, timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type ReportDeps, reportClosing } from '../../shared/application/logs/report-closing.ts';
import type { Clock } from '../../shared/application/ports.ts';
import { type AskDeps, askForDueRuns } from '../../shared/application/schedules/ask-for-due-runs.ts';
import { type RetryParkedDeps, retryParked } from '../../shared/application/sync/retry-parked.ts';
import { type HttpAnswer, jsonAnswer, ProblemError } from '../runtime/http/problem.ts';

export interface CronDeps extends AskDeps, RetryParkedDeps, ReportDeps {
  readonly clock: Clock;
  /** What callers must know; `undefined` while nobody has set it. */
  readonly secret: () => Promise<string | undefined>;
}

type Job = (deps: CronDeps) => Promise<readonly object[]>;

/** What outside schedulers may call: each does what its schedule does, and does no harm when called twice. */
const jobs: Readonly<Record<string, Job>> = {
  '/api/cron/sync-integrations': async (deps) =>
    (await askForDueRuns(deps)).map((integrationId) => ({ integrationId, outcome: 'asked' })),
  '/api/cron/retry-failed-syncs': async (deps) => [await retryParked(deps)],
  '/api/cron/cleanup-old-logs': reportClosing,
};

/** Answers the specification's three routes; whoever does not know the secret learns nothing, not even which exist. */
export async function cron(deps: CronDeps, event: APIGatewayProxyEventV2): Promise<HttpAnswer> {
  await demandSecret(deps, event.headers.authorization ?? '');
  const job = jobs[event.rawPath.replace(/\/$/, '')];
  if (job === undefined)
    throw new ProblemError(404, 'no-such-route', 'There is nothing at this address', {
      hint: 'The three addresses for outside schedulers are in the runbook.',
    });
  const results = await job(deps);
  return jsonAnswer(200, { success: true, timestamp: deps.clock.now(), processed: results.length, results });
}

async function demandSecret({ secret }: CronDeps, authorization: string): Promise<void> {
  const known = await secret();
  if (known === undefined || known === '')
    throw new ProblemError(503, 'not-set-up', 'Outside schedulers are not set up on this stage', {
      hint: 'Put a value into the stage’s cron secret in Secrets Manager.',
    });
  if (isSame(authorization, `Bearer ${known}`)) return;
  throw new ProblemError(
    401,
    'unauthorized',
    'The secret is missing or wrong',
    { hint: 'Send "Authorization: Bearer" with the stage’s cron secret.' },
    { 'www-authenticate': 'Bearer' },
  );
}

/** Digests are equally long whatever was sent, and comparing them takes equally long. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
