import { recordAct } from '../../shared/application/integrations/audit.ts';
import { startJob } from '../../shared/application/jobs/start-job.ts';
import { listEverywhere } from '../../shared/application/logs/list-everywhere.ts';
import type { activityOperations } from '../../shared/contract/activity.ts';
import { isRunning } from '../../shared/domain/integration.ts';
import { estimateSeconds } from '../../shared/domain/job-estimate.ts';
import { paged } from '../runtime/http/paging.ts';
import { ProblemError } from '../runtime/http/problem.ts';
import { accepted } from '../runtime/http/refusals.ts';
import type { Routes } from '../runtime/http/serve.ts';
import { given } from './given.ts';
import { type ApiDeps, findIntegration } from './integration-routes.ts';
import { jobRoutes } from './job-routes.ts';
import { logPage } from './log-page.ts';
import { titlesOf } from './titles.ts';
import { jobView, logDetail } from './views.ts';

const missing = (what: string) => ({ refused: 'not-found' as const, message: `There is no such ${what}.` });

export function activityRoutes(deps: ApiDeps): Routes<typeof activityOperations> {
  return {
    async syncIntegration({ params, body, caller }) {
      const integration = await findIntegration(deps, params.id);
      if (!isRunning(integration.status)) {
        accepted({
          refused: 'not-running',
          message: `"${integration.name}" is ${integration.status.toLowerCase()}.`,
        });
      }
      const started = await startJob(deps, integration, {
        jobType: 'MANUAL_SYNC',
        startedBy: caller.id,
        fullSync: body.fullSync,
        ...given({ dataTypes: body.dataTypes, direction: body.direction }),
      });
      if (started.outcome === 'busy') {
        throw new ProblemError(409, 'already-running', 'A run of this integration is still going', {
          detail: started.jobId,
          hint: 'Wait for it to end, then start another.',
        });
      }
      await recordAct(deps, caller.id, 'integration.sync-started', integration.id, null, {
        jobId: started.job.id,
      });
      const past = await deps.jobs.list(integration.id, { limit: 20 });
      return {
        success: true,
        jobId: started.job.id,
        status: started.job.status,
        estimatedDuration: estimateSeconds(past.items, { fullSync: body.fullSync }),
      };
    },
    async listLogs({ params, query }) {
      await findIntegration(deps, params.id);
      const { limit, offset, cursor, ...filter } = query;
      return logPage(deps, { limit, offset, cursor }, (request) =>
        deps.logs.list(params.id, given(filter), request),
      );
    },
    async listAllLogs({ query }) {
      const { limit, offset, cursor, ...filter } = query;
      if (filter.integrationId !== undefined) await findIntegration(deps, filter.integrationId);
      return logPage(deps, { limit, offset, cursor }, (request) =>
        listEverywhere(deps, given(filter), request),
      );
    },
    async getLog({ params }) {
      const log = accepted((await deps.logs.get(params.logId)) ?? missing('log entry'));
      const titles = await titlesOf(deps.records, [log]);
      return { log: logDetail(log, titles.get(log.resourceId ?? '')) };
    },
    async listJobs({ params, query }) {
      await findIntegration(deps, params.id);
      const page = await paged(query, (request) => deps.jobs.list(params.id, request), jobView);
      return { jobs: page.items, pagination: page.pagination };
    },
    ...jobRoutes(deps),
    getJob: async ({ params }) => ({
      job: jobView(accepted((await deps.jobs.get(params.jobId)) ?? missing('run'))),
    }),
  };
}
