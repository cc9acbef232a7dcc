import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { beginInvocation } from '../../functions/runtime/invocation.ts';
import { functionMetrics } from '../../functions/runtime/metrics.ts';
import { countNames } from '../../shared/config/metrics.ts';
import { writtenLines } from '../support/written-lines.ts';

process.env.STAGE = 'test';

const blob = z.looseObject({
  _aws: z.object({
    Timestamp: z.number(),
    CloudWatchMetrics: z.array(
      z.object({
        Namespace: z.string(),
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string(), Unit: z.string() })),
      }),
    ),
  }),
});

/** What CloudWatch gets of what a function counted. */
async function published(act: (metrics: ReturnType<typeof functionMetrics>) => void) {
  const lines = await writtenLines(() => {
    const metrics = functionMetrics('sync-records');
    act(metrics);
    metrics.publish();
  });
  return lines.map((line) => blob.parse(JSON.parse(line)));
}

const about = { integrationType: 'ASANA', integrationId: 'int_1' };

describe('metrics', () => {
  it('are one line when an invocation ends, under the stage and under stage and type of system', async () => {
    beginInvocation('request-1');
    const [line, ...more] = await published((metrics) => {
      metrics.count('Ended', 1, about);
      metrics.count('Ended', 2, about);
      metrics.count('Applied', 3, about);
    });
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      ...{ stage: 'test', integrationType: 'ASANA', Ended: 3, Applied: 3 },
      ...{ service: 'sync-records', integrationId: 'int_1', requestId: 'request-1' },
      _aws: {
        CloudWatchMetrics: [
          {
            Namespace: 'BritePool/Integrations',
            Dimensions: [['stage'], ['stage', 'integrationType']],
            Metrics: [
              { Name: 'Ended', Unit: 'Count' },
              { Name: 'Applied', Unit: 'Count' },
            ],
          },
        ],
      },
    });
  });

  it('and times share that line, for each line is paid for', async () => {
    const [line, ...more] = await published((metrics) => {
      metrics.count('Ended', 2, about);
      metrics.time('LagMs', 40, about);
      metrics.time('LagMs', 60, about);
    });
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      ...{ Ended: 2, LagMs: [40, 60] },
      _aws: {
        CloudWatchMetrics: [
          {
            Metrics: [
              { Name: 'Ended', Unit: 'Count' },
              { Name: 'LagMs', Unit: 'Milliseconds' },
            ],
          },
        ],
      },
    });
  });

  it('of two integrations are two lines, so that each can be searched for by its id', async () => {
    const lines = await published((metrics) => {
      metrics.count('Ended', 1, about);
      metrics.count('Ended', 1, { ...about, integrationId: 'int_2' });
    });
    expect(lines.map(({ integrationId }) => integrationId)).toEqual(['int_1', 'int_2']);
  });

  it('never have an id or anything else that is different each time as a dimension', async () => {
    const ids = fc.stringMatching(/^int_[a-z0-9]{1,8}$/);
    const types = fc.constantFrom('ASANA', 'TRELLO', undefined);
    const events = fc.array(
      fc.record({
        name: fc.constantFrom(...countNames.filter((name) => name !== 'Bugs')),
        id: ids,
        type: types,
      }),
      {
        minLength: 1,
      },
    );
    await fc.assert(
      fc.asyncProperty(events, async (all) => {
        const lines = await published((metrics) => {
          for (const { name, id, type } of all)
            metrics.count(name, 1, {
              integrationId: id,
              ...(type === undefined ? {} : { integrationType: type }),
            });
        });
        const used = lines.flatMap(({ _aws }) =>
          _aws.CloudWatchMetrics.flatMap(({ Dimensions }) => Dimensions),
        );
        expect(new Set(used.map((set) => set.join()))).toBeOneOf([
          new Set(['stage']),
          new Set(['stage', 'stage,integrationType']),
        ]);
      }),
      { seed: 8, numRuns: 50 },
    );
  });

  it('of bugs are counted for the version of the function too, so that a new version that has them is taken back', async () => {
    process.env.AWS_LAMBDA_FUNCTION_VERSION = '7';
    const lines = await published((metrics) => {
      metrics.count('FailedTries', 2, about);
      metrics.count('Bugs', 2, about);
    });
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatchObject({
      ...{ functionName: 'sync-records', version: '7', Bugs: 2 },
      _aws: {
        CloudWatchMetrics: [
          {
            Dimensions: [['stage'], ['stage', 'integrationType'], ['stage', 'functionName', 'version']],
            Metrics: [{ Name: 'Bugs', Unit: 'Count' }],
          },
        ],
      },
    });
    expect(lines[0]).not.toHaveProperty('Bugs');
  });

  it('keep every time that was measured, so that the slowest one in a hundred is seen', async () => {
    const times = Array.from({ length: 250 }, (_, at) => at);
    const lines = await published((metrics) => {
      for (const ms of times) metrics.time('LagMs', ms, about);
    });
    expect(lines.map(({ LagMs }) => z.array(z.number()).parse(LagMs).length)).toEqual([100, 100, 50]);
    expect(lines.flatMap(({ LagMs }) => LagMs)).toEqual(times);
  });

  it('are written once, and nothing is written where nothing was counted', async () => {
    expect(await published(() => undefined)).toEqual([]);
    const lines = await published((metrics) => {
      metrics.count('Ended', 0, about);
      metrics.count('Received');
      metrics.publish();
    });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ Received: 1, stage: 'test' });
  });
});
