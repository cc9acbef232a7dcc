import type { BrowserContext } from 'playwright-core';
import * as z from 'zod';

const answerShape = z.looseObject({
  integrations: z.array(z.looseObject({ id: z.string(), createdAt: z.string() })),
});

/** The real answer of the service, altered: one integration is in its first import, the other has stopped. */
export const needSomebody = (context: BrowserContext): Promise<unknown> =>
  context.route('**/api/admin/integrations', async (route) => {
    // A page that was left while it asked gets no answer any more.
    const response = await route.fetch().catch(() => undefined);
    if (response === undefined) return route.abort().catch(() => undefined);
    const answer = answerShape.parse(await response.json());
    const integrations = answer.integrations.map((integration, at) =>
      at === 0
        ? { ...integration, currentJob: firstImport(integration.id, integration.createdAt) }
        : { ...integration, status: 'ERROR', lastErrorMessage: 'The portal no longer accepts our sign-in.' },
    );
    await route.fulfill({ json: { ...answer, integrations } });
  });

const firstImport = (integrationId: string, startedAt: string) => ({
  id: 'job_of_today',
  integrationId,
  jobType: 'INITIAL_IMPORT',
  status: 'RUNNING',
  fullSync: true,
  pages: 2,
  totalRecords: 120,
  expectedRecords: 340,
  ...{ successCount: 120, unchangedCount: 0, errorCount: 0, conflictCount: 0, rate: 60 },
  progress: { phase: 'READING', done: 120, total: 340, rate: 60, estimatedEndAt: null },
  startedBy: 'ada',
  startedAt,
});
