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
  date: z.string().regex(/^\d+$/).nullish(),
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
type Item = z.output<typeof item>;
type Context = WebhookContext<Settings>;

/** Ids and what happened; every record that is named is read. */
export const readWebhook: WebhookProtocol<Settings> = (request, context) => {
  if (!verify(scheme, context.secrets, request.body, request.headers['x-signature']))
    return refused(401, 'signature-wrong', 'The X-Signature does not fit the secret of this webhook.');
  const body = readJsonBody(request.body);
  if ('kind' in body) return body;
  const parsed = delivery.safeParse(body.json);
  if (!parsed.success) return refusedShape(parsed.error);
  const { event, webhook_id, task_id, history_items, data } = parsed.data;
  const items = history_items ?? [];
  // A deletion has no items: the task itself is what happens once.
  const once =
    items.length === 0
      ? `${event} ${task_id}`
      : items
          .map(({ id }) => id)
          .sort()
          .join(' ');
  const eventKey = context.hash(`${webhook_id} ${once}`);
  if (event === 'taskTimeTrackedUpdated') {
    const intervals = [data, ...items.map((found) => found.data)];
    return { kind: 'delivery', changes: entriesIn(intervals, { eventKey, ...timeOf(items) }) };
  }
  if (task_id === undefined || !event.startsWith('task')) return { kind: 'delivery', changes: [] };
  const kind = event === 'taskDeleted' ? ('deleted' as const) : ('upserted' as const);
  const about = { externalId: task_id, kind, eventKey, ...timeOf(items) };
  return {
    kind: 'delivery',
    changes: streamsOf(request.query.hook, context).map((to) => ({ ...to, ...about })),
  };
};

/** Which List it is about is said by the address; the body names the task only. */
const streamsOf = (list: string | undefined, { settings }: Context) =>
  taskStreams
    .filter(([setting]) => list !== undefined && settings[setting].includes(list))
    .map(([, stream, resourceType]) => ({ stream, resourceType }));

const timeOf = (items: readonly Item[]): { readonly at?: string } => {
  const dates = items.flatMap(({ date }) => (date == null ? [] : [Number(date)]));
  return dates.length === 0 ? {} : { at: new Date(Math.max(...dates)).toISOString() };
};

const entriesIn = (
  intervals: readonly z.output<typeof interval>[],
  more: Pick<WebhookChange, 'eventKey' | 'at'>,
): readonly WebhookChange[] => {
  const found = new Map(intervals.flatMap((each) => (each == null ? [] : [[each.interval_id, each]])));
  return [...found.values()].map(({ interval_id, description }) => ({
    ...{ stream: 'time_entries', resourceType: 'PARTICIPATION_LOG', externalId: interval_id },
    kind: /delete|remove/i.test(description ?? '') ? 'deleted' : 'upserted',
    ...more,
  }));
};
