import * as z from 'zod';
import { readJsonBody } from '../../connector-kit/json-body.ts';
import { verify } from '../../connector-kit/signatures.ts';
import {
  refused,
  refusedShape,
  type WebhookChange,
  type WebhookContext,
  type WebhookProtocol,
} from '../../connector-kit/webhook.ts';
import type { Settings } from './schema.ts';
import { taskStreams } from './task-streams.ts';

/** Lower-case hex HMAC-SHA256 of the body, without a time. https://developer.clickup.com/docs/webhooksignature */
const scheme = { algorithm: 'sha256', encoding: 'hex' } as const;

const interval = z
  .object({ interval_id: z.string(), description: z.string().nullish() })
  .nullish()
  .catch(null);
const item = z.object({
  id: z.string(),
  data: interval,
});
/** Which time entry it is about stands beside the history or in it. */
const delivery = z.object({
  event: z.string(),
  webhook_id: z.string(),
  task_id: z.string().optional(),
  history_items: z.array(item).nullish(),
  data: interval,
});
type Context = WebhookContext<Settings>;
type About = Pick<WebhookChange, 'stream' | 'resourceType'>;

/** Ids and what happened; every record that is named is read. */
export const readWebhook: WebhookProtocol<Settings> = (request, context) => {
  if (!verify(scheme, context.secrets, request.body, request.headers['x-signature']))
    return refused(401, 'signature-wrong', 'The X-Signature does not fit.');
  const body = readJsonBody(request.body);
  if ('kind' in body) return body;
  const parsed = delivery.safeParse(body.json);
  return parsed.success
    ? { kind: 'delivery', changes: changesIn(parsed.data, request.query.hook, context) }
    : refusedShape(parsed.error);
};

function changesIn(
  { event, webhook_id, task_id, history_items, data }: z.output<typeof delivery>,
  list: string | undefined,
  context: Context,
): readonly WebhookChange[] {
  const history = history_items ?? [];
  // A deletion has none: the task itself is what happens once.
  const ids = history.length === 0 ? [event, task_id] : history.map(({ id }) => id).sort();
  const eventKey = context.hash([webhook_id, ...ids].join(' '));
  const change = (about: About, externalId: string, words: string): WebhookChange => ({
    ...{ ...about, externalId, eventKey, kind: /deleted/i.test(words) ? 'deleted' : 'upserted' },
  });
  if (event === 'taskTimeTrackedUpdated') {
    const entry = [data, ...history.map((each) => each.data)].find((told) => told != null);
    return entry == null ? [] : [change(aboutEntry, entry.interval_id, entry.description ?? '')];
  }
  if (task_id === undefined || !event.startsWith('task')) return [];
  return streamsOf(list, context).map((about) => change(about, task_id, event));
}

const aboutEntry = { stream: 'time_entries', resourceType: 'PARTICIPATION_LOG' } as const;

/** Which List it is about is said by the address; the body names the task only. */
const streamsOf = (list: string | undefined, { settings }: Context) =>
  taskStreams
    .filter(([setting]) => list !== undefined && settings[setting].includes(list))
    .map(([, stream, resourceType]) => ({ stream, resourceType }));
