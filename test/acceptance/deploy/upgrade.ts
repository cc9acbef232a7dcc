import { execFileSync } from 'node:child_process';
import { killWhileDelivering } from '../../journeys/support/kill-run.ts';
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
    const figures = await killWhileDelivering({
      ...{ webhooks, killAfter: [200, 400, 600], say },
      roots: [previous.root, now, previous.root, now],
    });
    const lines = [
      `${before} imported; upgraded after 200, rolled back after 400, upgraded again after 600 of ${webhooks} webhooks, each time by kill -9`,
      `accepted ${figures.accepted}; applied once ${figures.appliedOnce}, twice ${figures.appliedTwice}, lost ${figures.lost}, wrong records ${figures.wrongRecords}`,
    ];
    if (figures.appliedOnce !== webhooks || figures.wrongRecords > 0 || figures.kills !== 3)
      throw new Error(lines.join('\n  '));
    return lines;
  } finally {
    previous.dispose();
  }
}
