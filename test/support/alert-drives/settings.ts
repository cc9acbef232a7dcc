import { until } from '../api.ts';
import { lagging } from './measured.ts';
import { faultsOf } from './template.ts';
import { type AlertWorld, anything } from './world.ts';

const kind = 'sync-lag';
const ruleName = 'Sync Lag';
/** Of this machine, where nobody listens. */
const nowhere = 'http://127.0.0.1:1/slack';

/** Rules changed over the API, a message that does not get through, and what admins say of an alert. Answers what was seen. */
export async function whatAdminsSet(world: AlertWorld): Promise<readonly string[]> {
  const { steward } = world.stack;
  const drive = await lagging(world, 'Is told otherwise');
  const rule = (change: object) => steward.call('PUT', `/api/admin/alert-rules/${kind}`, anything, change);
  const sent = async () => (await world.messages(drive.id, ruleName)).map(({ channel }) => channel);
  const open = async () => {
    const found = await world.openAlert(drive.id, kind);
    if (found === undefined) throw new Error('settings: the alert is not open');
    return found;
  };
  const is = (what: string, found: unknown, wanted: unknown) => {
    if (JSON.stringify(found) !== JSON.stringify(wanted))
      throw new Error(`settings: ${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
  };
  const act = async (verb: string, body: object) =>
    steward.call(
      'POST',
      `/api/admin/integrations/${drive.id}/alerts/${(await open()).id}/${verb}`,
      anything,
      body,
    );

  await rule({ condition: { threshold: 300 } });
  await drive.fire();
  is('three hours at a threshold of five', await world.openAlert(drive.id, kind), undefined);
  await rule({
    ...{ condition: { threshold: 120 }, severity: 'critical', channels: ['email', 'slack'] },
    cooldownMinutes: 5,
  });
  await world.slackGoesTo(nowhere);
  await world.watch();
  const failed = await open();
  is('severity', failed.severity, 'critical');
  is('told', await sent(), ['email']);
  is(
    'shown as failed',
    failed.failedDeliveries.map(({ channel, tries }) => [channel, tries]),
    [['slack', 1]],
  );
  const why = failed.failedDeliveries[0]?.why ?? '';
  await world.slackGoesTo(world.slack);
  await world.passes(drive.id, kind, 5);
  await world.watch();
  is('told after the next try', await sent(), ['email', 'slack']);
  is('shown as failed still', (await open()).failedDeliveries, []);
  const about = { alert: await open(), integrationName: drive.name, ruleName, what: 'opening' } as const;
  is(
    'against the template',
    (await world.messages(drive.id, ruleName)).flatMap((message) => faultsOf(message, about)),
    [],
  );

  await act('acknowledge', {});
  const before = (await open()).count;
  await world.watch();
  const taken = await open();
  is('told of what somebody takes care of', await sent(), ['email', 'slack']);
  if (taken.acknowledgedBy === undefined || taken.count <= before)
    throw new Error('settings: it is nobody’s, or counts no more');
  await drive.mend();
  await until('both to be told that it is over', async () =>
    (await sent()).length === 4 ? true : undefined,
  );

  // The alert was moved back by five minutes: its cooldown is over unless it is longer.
  await rule({ cooldownMinutes: 60 });
  await drive.fire();
  is('told in the longer cooldown', (await sent()).length, 4);
  await act('mute', { until: new Date(Date.now() + 3_600_000).toISOString() });
  await world.passes(drive.id, kind, 60);
  await world.watch();
  is('told while muted', (await sent()).length, 4);
  await act('unmute', {});
  await world.watch();
  is('told once it is muted no more', (await sent()).length, 6);
  await drive.mend();
  await rule({ enabled: false });
  await drive.fire();
  is('an alert of a rule that is switched off', await world.openAlert(drive.id, kind), undefined);
  return [
    'rule edited over the API: threshold 120 → 300 → 120 min, severity critical, by mail and Slack, cooldown 5 → 60 min, switched off: each took effect',
    `failed delivery: shown on the alert (“${why}”, 1 try), sent at the next look; the mail did not go twice`,
    `acknowledged by ${taken.acknowledgedBy}: stays theirs, counts on, no message; muted: no message, told when unmuted`,
  ];
}
