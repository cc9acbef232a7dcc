import { killWhileDelivering } from '../../journeys/support/kill-run.ts';

export const title =
  'kill -9 of the whole runtime three times during 1,000 accepted webhooks: none lost, none twice';

export async function demonstrate(say: (line: string) => void): Promise<readonly string[]> {
  const figures = await killWhileDelivering({ webhooks: 1000, killAfter: [200, 500, 800], say });
  const lines = [
    `accepted ${figures.accepted} of 1000 webhooks, sent ${figures.sent} times, across ${figures.kills} kills`,
    `applied once ${figures.appliedOnce}, applied twice ${figures.appliedTwice}, lost ${figures.lost}, wrong records ${figures.wrongRecords}`,
  ];
  if (figures.appliedOnce !== 1000 || figures.wrongRecords > 0 || figures.kills !== 3)
    throw new Error(lines.join('\n  '));
  return lines;
}
