import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { dynamoConflictStore } from '../../shared/adapters/dynamodb/conflict-store.ts';
import { startGenericSimulator } from '../../shared/connectors/generic-rest/simulator/index.ts';
import { aConflict } from '../contract/support/samples.ts';
import { genericIntegration } from '../practice-world/integrations.ts';
import { createdShape, finished } from '../support/api.ts';
import { functionNamed } from '../support/bad-days.ts';
import { engineTables } from '../support/engine-tables.ts';
import { startStack } from '../support/stack.ts';

const healthShape = z.looseObject({ series: z.array(z.looseObject({ score: z.unknown() })) });
const anything = z.looseObject({});
const messages = z.array(z.looseObject({ channel: z.string(), subject: z.string(), body: z.string() }));

describe('on the running stack, with the permissions that it grants,', () => {
  it('health is measured, a rule fires and ends, and both messages go by mail and to Slack', async () => {
    await using stack = await startStack({ record: true, port: 0 });
    const vendor = await startGenericSimulator({ tasks: 3, members: 1 });
    const tables = engineTables(stack);
    try {
      const { steward, outboxUrl } = stack;
      const wanted = genericIntegration(vendor, 'Garden');
      const created = await steward.call('POST', '/api/admin/integrations', createdShape, wanted);
      const { id } = created.integration;
      await finished(steward, created.jobId);
      await steward.call('PUT', '/api/admin/channels', anything, { slackUrl: `${outboxUrl}/slack` });
      const rule = { channels: ['email', 'slack'], condition: { threshold: 1 } };
      await steward.call('PUT', '/api/admin/alert-rules/pending-conflicts', anything, rule);
      const conflicts = dynamoConflictStore(tables);
      for (const at of ['1', '2'])
        await conflicts.put(aConflict({ integrationId: id, id: `conf-${at}`, externalId: at }));

      const watch = functionNamed(stack, 'watch-health');
      expect(await watch.invoke({})).toMatchObject({ looked: 1 });
      expect(await watch.invoke({})).toMatchObject({ looked: 1 });
      await conflicts.removeAll(id);
      await watch.invoke({});

      const sent = messages.parse(await (await fetch(`${outboxUrl}/messages.json`)).json());
      expect(sent.map(({ channel, subject }) => `${channel}: ${subject}`).sort()).toEqual([
        'email: [BritePool] Integration Alert: Garden - INFO',
        'email: [BritePool] Integration Alert: Garden - RESOLVED',
        'slack: [BritePool] Integration Alert: Garden - INFO',
        'slack: [BritePool] Integration Alert: Garden - RESOLVED',
      ]);
      // Early in an hour the one before it is counted once more, and stands in front.
      const health = await steward.call('GET', `/api/admin/integrations/${id}/health`, healthShape);
      expect(health).toMatchObject({ health: { status: 'HEALTHY' } });
      expect(health.series.at(-1)).toMatchObject({ score: 100 });
      const status = await steward.call('GET', '/api/admin/system/status', anything);
      expect(status).toMatchObject({ alerts: { info: 0 }, integrations: { total: 1 } });
      for (const channel of ['email', 'slack']) {
        const tried = await steward.call('POST', '/api/admin/channels/test', anything, { channel });
        expect(tried).toMatchObject({ outcome: 'sent' });
      }
    } finally {
      tables.client.destroy();
      await vendor.close();
    }
  }, 60_000);
});
