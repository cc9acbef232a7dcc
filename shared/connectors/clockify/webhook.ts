import { readJsonBody } from '../../connector-kit/json-body.ts';
import { sameText } from '../../connector-kit/signatures.ts';
import {
  refused,
  type WebhookChange,
  type WebhookContext,
  type WebhookProtocol,
} from '../../connector-kit/webhook.ts';
import { seatKey } from './groups.ts';
import { delivered, type Settings } from './schema.ts';
import { taskKey } from './tasks.ts';

type Told = ReturnType<typeof delivered.parse>;
type Subject = Pick<WebhookChange, 'stream' | 'resourceType' | 'externalId'>;

const aboutEntry = ({ id, type }: Told): readonly Subject[] =>
  type == null || type === 'REGULAR'
    ? [{ stream: 'time_entries', resourceType: 'PARTICIPATION_LOG', externalId: id }]
    : [];
const aboutTask = ({ id, projectId }: Told, { projectIds }: Settings): readonly Subject[] =>
  projectId != null && projectIds.includes(projectId)
    ? [{ stream: 'tasks', resourceType: 'TASK', externalId: taskKey(projectId, id) }]
    : [];
const aboutUser = ({ id }: Told): readonly Subject[] => [
  { stream: 'users', resourceType: 'MEMBER', externalId: id },
];
const aboutGroup = ({ id, userIds }: Told): readonly Subject[] => [
  { stream: 'user_groups', resourceType: 'COMMITTEE', externalId: id },
  ...(userIds ?? []).map((userId) => ({
    stream: 'group_members',
    resourceType: 'COMMITTEE_MEMBER' as const,
    externalId: seatKey(id, userId),
  })),
];

/**
 * The events that are listened to, the most telling first: plans allow three webhooks or ten for each person, and each
 * webhook tells of one event. https://clockify.me/help/administration/api-webhook-settings
 */
export const events: ReadonlyMap<string, (told: Told, settings: Settings) => readonly Subject[]> = new Map([
  ['TIME_ENTRY_UPDATED', aboutEntry],
  ['TIME_ENTRY_DELETED', aboutEntry],
  ['NEW_TIME_ENTRY', aboutEntry],
  ['TIMER_STOPPED', aboutEntry],
  ['NEW_TASK', aboutTask],
  ['TASK_UPDATED', aboutTask],
  ['TASK_DELETED', aboutTask],
  ['USER_GROUP_UPDATED', aboutGroup],
  ['USER_JOINED_WORKSPACE', aboutUser],
  ['TIME_ENTRY_RESTORED', aboutEntry],
]);

/** A delivery that comes again within this time is the same one; later it costs a look at the record and no more. */
const sameWithinMs = 10_000;

/**
 * The token of a webhook proves who sends and nothing else: neither body nor time. So the event is the one that this very
 * webhook was made for, and of the body only ids are believed, each of which is looked up.
 */
export const readWebhook: WebhookProtocol<Settings> = (request, context) => {
  const token = request.headers['clockify-signature'];
  if (!context.secrets.map((secret) => sameText(secret, token ?? '')).some(Boolean))
    return refused(401, 'signature-wrong', 'The Clockify-Signature is not the token of this webhook.');
  const body = readJsonBody(request.body);
  if ('kind' in body) return body;
  const told = delivered.safeParse(body.json);
  if (!told.success) return refused(400, 'invalid-payload', 'The body names no record.', '/id');
  const event = request.query.hook ?? '';
  const about = events.get(event)?.(told.data, context.settings) ?? [];
  const eventKey = context.hash(`${event} ${moment(context)} ${Buffer.from(request.body).toString()}`);
  const kind = event.endsWith('_DELETED') ? 'deleted' : 'upserted';
  return { kind: 'delivery', changes: about.map((subject) => ({ ...subject, kind, eventKey })) };
};

/** Clockify names no event: an edit there and back makes two deliveries with one body. */
const moment = ({ now }: WebhookContext<Settings>): number => Math.floor(now.getTime() / sameWithinMs);
