import { cancelJob } from '../../shared/application/jobs/cancel-job.ts';
import type { PauseDeps } from '../../shared/application/jobs/pause-job.ts';
import type { jobOperations } from '../../shared/contract/jobs.ts';
import { paged } from '../runtime/http/paging.ts';
import { accepted } from '../runtime/http/refusals.ts';
import type { Routes } from '../runtime/http/serve.ts';
import { jobView } from './views.ts';

/** Runs of all integrations, and ending one. */
export const jobRoutes = (deps: PauseDeps): Routes<typeof jobOperations> => ({
  async listAllJobs({ query }) {
    const { status, ...page } = query;
    const found = await paged(page, (request) => deps.jobs.inStatus(status, request), jobView);
    return { jobs: found.items, pagination: found.pagination };
  },
  cancelJob: async ({ params, caller }) => ({
    success: true,
    job: jobView(accepted(await cancelJob(deps, params.jobId, caller.id)).job),
  }),
});
