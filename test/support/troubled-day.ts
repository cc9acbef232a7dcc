import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import type { LocalStack } from '../../infra/local/local-stack.ts';
import { startGenericSimulator } from '../../shared/connectors/generic-rest/simulator/index.ts';
import { genericIntegration } from '../practice-world/integrations.ts';
import { ApiUser, createdShape, finished, until } from './api.ts';
import { quotingVendor } from './quoting-vendor.ts';
import { signedDelivery } from './vendor-webhooks.ts';

const anything = z.unknown();
const entity = z.looseObject({ id: z.string(), name: z.string() });
const mark = () => randomUUID().replaceAll('-', '').slice(0, 12);

/**
 * What one connection goes through on a bad day: an import, edits of both sides, forged and broken deliveries, a vendor that
 * refuses and quotes, a lost sign-in, admins who act and mistype. Answers what was planted on the way, by what it is.
 */
export async function troubledDay(
  stack: LocalStack,
  say: (line: string) => void,
): Promise<ReadonlyMap<string, string>> {
  const steward = new ApiUser(stack.apiUrl, stack.token('WEB_STEWARD'));
  const platform = new ApiUser(stack.apiUrl, stack.token('PLATFORM'));
  const vendor = await startGenericSimulator({ tasks: 20, members: 3 });
  const planted = {
    'a title': `Water the ${mark()} roses`,
    'a mail address': `ada.${mark()}@planted.example`,
    'a mistyped token': `tok_${mark()}${mark()}`,
    'a Slack address': `T${mark()}/B${mark()}`,
    'a word in a broken body': `secretword${mark()}`,
    'the token of the connection': String(Object.values(vendor.credentials)[0]),
  };
  const quoting = await quotingVendor(new URL(vendor.baseUrl).origin, Object.values(planted));
  const baseUrl = vendor.baseUrl.replace(new URL(vendor.baseUrl).origin, quoting.origin);
  try {
    const created = await steward.call('POST', '/api/admin/integrations', createdShape, {
      ...genericIntegration({ ...vendor, baseUrl }, 'A bad day'),
      ...{ syncDirection: 'BIDIRECTIONAL', syncFrequency: 'HOURLY' },
    });
    const { id, webhookEndpoint, webhookSecret } = created.integration;
    await finished(steward, created.jobId);
    say('connected and imported');
    const world = { stack, steward, platform, vendor, quoting, planted, id };
    const hook = { url: webhookEndpoint, secret: webhookSecret };
    await admins(world);
    await deliveries(world, hook);
    await refusals(world, hook);
    await byTheClock(stack);
    say(`deliveries, refusals (${quoting.refused()} quoted), a lost sign-in, admins’ acts`);
    return new Map([...Object.entries(planted), ['the webhook secret', webhookSecret]]);
  } finally {
    await quoting.close();
    await vendor.close();
  }
}

interface World {
  readonly stack: LocalStack;
  readonly steward: ApiUser;
  readonly platform: ApiUser;
  readonly vendor: Awaited<ReturnType<typeof startGenericSimulator>>;
  readonly quoting: Awaited<ReturnType<typeof quotingVendor>>;
  readonly planted: Readonly<
    Record<
      'a title' | 'a mail address' | 'a mistyped token' | 'a Slack address' | 'a word in a broken body',
      string
    >
  >;
  readonly id: string;
}
type Hook = { readonly url: string; readonly secret: string };

async function admins({ steward, quoting, planted, id, vendor }: World): Promise<void> {
  const mistyped = { ...vendor, credentials: { token: planted['a mistyped token'] } };
  await steward.send('POST', '/api/admin/integrations', genericIntegration(mistyped, planted['a title']));
  await steward.send('POST', '/api/admin/integrations', { name: planted['a mail address'] });
  const slackUrl = `${quoting.origin}/services/${planted['a Slack address']}`;
  await steward.call('PUT', '/api/admin/channels', anything, {
    ...{ slackUrl, emails: [planted['a mail address']] },
  });
  quoting.refuse(404);
  await steward.send('POST', '/api/admin/channels/test', { channel: 'slack' });
  quoting.refuse(undefined);
  await steward.send('GET', `/api/admin/logs?resourceType=${encodeURIComponent(planted['a title'])}`);
  await steward.send('GET', `/api/admin/integrations/${planted['a word in a broken body']}`);
  await steward.call('GET', `/api/admin/integrations/${id}`, anything);
}

/** Accepted, forged, broken and for nobody. */
async function deliveries(world: World, { url, secret }: Hook): Promise<void> {
  const { planted, vendor } = world;
  const fields = { name: planted['a title'], notes: planted['a mail address'] };
  const good = signedDelivery(secret, { event: 'task.updated', data: await edit(vendor, fields) });
  const to = async (address: string, delivery: { body: string; headers: Record<string, string> }) =>
    (await fetch(address, { method: 'POST', ...delivery })).status;
  const word = planted['a word in a broken body'];
  const answers = [
    await to(url, good),
    await to(url, good),
    await to(url, { ...good, headers: { ...good.headers, 'x-webhook-signature': word } }),
    await to(url, { ...signedDelivery(secret, word), body: `{"${word}` }),
    await to(url, signedDelivery(secret, { [word]: planted['a title'] })),
    await to(url.replace(world.id, word), good),
  ];
  if (answers[0] !== 200 || answers.filter((status) => status >= 400).length < 3)
    throw new Error(`The deliveries were answered ${answers.join(', ')}.`);
  await pause(500);
}

/** A vendor that refuses: a record, then itself, then the sign-in. */
async function refusals(world: World, hook: Hook): Promise<void> {
  const { steward, platform, vendor, quoting, planted, id } = world;
  const paired = z.looseObject({ mappings: z.array(z.looseObject({ internalId: z.string() })) });
  const path = `/api/admin/integrations/${id}/mappings?resourceType=TASK&limit=20`;
  const { mappings } = await steward.call('GET', path, paired);
  for (const status of [422, 503, 401]) {
    quoting.refuse(status);
    const before = quoting.refused();
    const [next] = mappings.splice(0, 1);
    await platform.call('PUT', `/api/records/task/${next?.internalId}`, anything, {
      fields: { title: `${planted['a title']} ${status}`, description: planted['a mail address'] },
    });
    const changed = await edit(vendor, { name: `${planted['a title']} there ${status}` });
    await fetch(hook.url, {
      method: 'POST',
      ...signedDelivery(hook.secret, { event: 'task.updated', data: changed }),
    });
    await steward.send('POST', `/api/admin/integrations/${id}/sync`, { fullSync: false });
    await until(`refusals with ${status}`, async () => quoting.refused() > before || undefined);
    await pause(2000);
    if (status === 503) await wellAgain(world);
  }
  quoting.refuse(undefined);
}

const outageShape = z.looseObject({ integration: z.looseObject({ outage: anything.optional() }) });

/** The system answers again, and the looks of every five minutes find that out. */
async function wellAgain({ stack, steward, quoting, id }: World): Promise<void> {
  quoting.refuse(undefined);
  await until('the end of the outage', async () => {
    await byTheClock(stack, ['watch-health']);
    const { integration } = await steward.call('GET', `/api/admin/integrations/${id}`, outageShape);
    return integration.outage === undefined || undefined;
  });
}

/** A person over there changes a task; answers it as the vendor's webhook carries it. */
async function edit(
  { controlUrl }: { readonly controlUrl: string },
  fields: Readonly<Record<string, string>>,
): Promise<unknown> {
  const [first] = z.array(entity).parse(await (await fetch(`${controlUrl}/tasks`)).json());
  const response = await fetch(`${controlUrl}/tasks/${first?.id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fields),
  });
  return response.json();
}

async function byTheClock(
  { functions }: LocalStack,
  names: readonly string[] = ['watch-health', 'retry-parked', 'clean-up', 'check-ledger'],
): Promise<void> {
  for (const name of names) await [...functions].find(([known]) => known.endsWith(name))?.[1].invoke({});
  await pause(500);
}
