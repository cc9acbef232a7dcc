import { execFileSync } from 'node:child_process';
import * as z from 'zod';
import { killWhileDelivering, type Moment } from '../../journeys/support/kill-run.ts';
import { BareClone } from '../../support/clone.ts';
import { StoredIntegration } from '../../support/stored-integration.ts';

export const title =
  'the version landed before, then this one, then the one before again, then this one, on the same data under load: 0 lost';

/** The version that is upgraded from; moves on with each landing. */
const before = '3440dda';
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
    const [first = 0, second = 0, third = 0] = figures.killedAfter;
    const lines = [
      `${before} imported; upgraded after ${first}, rolled back after ${second}, upgraded again after ${third} of ${webhooks} webhooks, each time by kill -9`,
      `the integration: ${shapes.join('; ')}`,
      `accepted ${figures.accepted}; applied once ${figures.appliedOnce}, twice ${figures.appliedTwice}, lost ${figures.lost}, wrong records ${figures.wrongRecords}`,
    ];
    if (figures.appliedOnce !== webhooks || figures.wrongRecords > 0 || third === webhooks)
      throw new Error(lines.join('\n  '));
    return lines;
  } finally {
    previous.dispose();
  }
}

const shown = z.object({ integration: z.looseObject({ version: z.int(), matchMode: z.string() }) });

/**
 * What the integration is stored as when this version comes to it: the oldest shape before the first upgrade, the one that
 * the next landing writes before the second. In the end this version changes it.
 */
async function reshape({ kills, ready, integrationId, api }: Moment): Promise<string> {
  const stored = new StoredIntegration(ready, integrationId);
  const path = `/api/admin/integrations/${integrationId}`;
  try {
    switch (kills) {
      case 0:
        await stored.toFirst();
        return 'shape 1 with nothing chosen before the upgrade';
      case 1:
        return `read as ${(await api.call('GET', path, shown)).integration.matchMode} after it`;
      case 2:
        await stored.toSecond();
        return 'shape 2 before the second upgrade';
      default: {
        const { integration } = await api.call('PUT', path, shown, { description: 'Upgraded' });
        const { schemaVersion } = await stored.item();
        return `changed after it (version ${integration.version}) and stored as shape ${schemaVersion}`;
      }
    }
  } finally {
    stored.close();
  }
}
