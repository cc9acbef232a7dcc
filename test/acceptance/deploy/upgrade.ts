import { execFileSync } from 'node:child_process';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { integrationKey } from '../../../shared/adapters/dynamodb/keys.ts';
import { killWhileDelivering, type Moment } from '../../journeys/support/kill-run.ts';
import { BareClone } from '../../support/clone.ts';

export const title =
  'the version landed before, then this one, then the one before again, then this one, on the same data under load: 0 lost';

/** The version that is upgraded from; moves on with each landing. */
const before = '42b8341';
const webhooks = 1000;

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const previous = new BareClone();
  try {
    execFileSync('git', ['-C', previous.root, 'checkout', '--quiet', before]);
    const installed = await previous.npm('ci');
    if (installed.code !== 0) throw new Error(installed.output);
    say(`${before} is installed`);
    const now = process.cwd();
    const shapes: string[] = [];
    const figures = await killWhileDelivering({
      ...{ webhooks, killAfter: [200, 400, 600], say },
      roots: [previous.root, now, previous.root, now],
      meanwhile: async (moment) => void shapes.push(await reshape(moment)),
    });
    const lines = [
      `${before} imported; upgraded after 200, rolled back after 400, upgraded again after 600 of ${webhooks} webhooks, each time by kill -9`,
      `the integration: ${shapes.join('; ')}`,
      `accepted ${figures.accepted}; applied once ${figures.appliedOnce}, twice ${figures.appliedTwice}, lost ${figures.lost}, wrong records ${figures.wrongRecords}`,
    ];
    if (figures.appliedOnce !== webhooks || figures.wrongRecords > 0 || figures.kills !== 3)
      throw new Error(lines.join('\n  '));
    return lines;
  } finally {
    previous.dispose();
  }
}

const choices = ['edition', 'matchMode', 'deletePolicies'] as const;
const whole = z.looseObject({ schemaVersion: z.int(), edition: z.literal(2), matchMode: z.string() });

/**
 * What the integration is stored as when this version comes to it: the oldest shape before the first upgrade, the one that
 * the next landing writes before the second. In the end this version changes it.
 */
async function reshape({ kills, ready, integrationId, api }: Moment): Promise<string> {
  const client = clientOf(z.looseObject({ awsUrl: z.string() }).parse(ready).awsUrl);
  const place = { TableName: 'britepool-dev-sync', Key: integrationKey(integrationId) };
  try {
    if (kills === 0) {
      const UpdateExpression = `REMOVE ${choices.join(', ')} SET schemaVersion = :v`;
      await client.send(
        new UpdateCommand({ ...place, UpdateExpression, ExpressionAttributeValues: { ':v': 1 } }),
      );
      return 'shape 1 with nothing chosen before the upgrade';
    }
    if (kills === 1) {
      const { integration } = await api.call('GET', `/api/admin/integrations/${integrationId}`, shown);
      return `read as version ${integration.version}, ${integration.matchMode}`;
    }
    if (kills === 2) {
      const names = Object.fromEntries(choices.map((name) => [`#${name}`, name]));
      const { Item = {} } = await client.send(new GetCommand(place));
      const archive = { TASKS: 'archive', MEMBERS: 'archive', PARTICIPATION_LOGS: 'archive' };
      const values = {
        ...{ ':edition': Item.edition ?? 1, ':matchMode': Item.matchMode ?? 'MATCH_THEN_CREATE' },
        ':deletePolicies': { ...archive, EVENTS: 'archive', COMMITTEES: 'archive' },
      };
      const sets = choices.map((name) => `#${name} = :${name}`).join(', ');
      await client.send(
        new UpdateCommand({
          ...place,
          UpdateExpression: `SET schemaVersion = :v, ${sets}`,
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: { ...values, ':v': 2 },
        }),
      );
      return 'shape 2 before the second upgrade';
    }
    await api.call('PUT', `/api/admin/integrations/${integrationId}`, z.unknown(), {
      description: 'Upgraded',
    });
    const { Item: after } = await client.send(new GetCommand({ ...place, ConsistentRead: true }));
    return `changed by this version and stored as shape ${whole.parse(after).schemaVersion}`;
  } finally {
    client.destroy();
  }
}

const shown = z.object({ integration: z.looseObject({ version: z.literal(1), matchMode: z.string() }) });
const clientOf = (endpoint: string): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(
    new DynamoDBClient({
      ...{ endpoint, region: 'local' },
      credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
    }),
  );
