import { readJsonBody } from '../../connector-kit/json-body.ts';
import { verify } from '../../connector-kit/signatures.ts';
import {
  refused,
  type WebhookChange,
  type WebhookContext,
  type WebhookProtocol,
  type WebhookReading,
} from '../../connector-kit/webhook.ts';
import { event, ping, type Settings } from './schema.ts';
import { taskKey } from './tasks.ts';

/** https://engineering.toggl.com/docs/webhooks_start/validating_received_events, read 2026-11. */
const scheme = { algorithm: 'sha256', encoding: 'hex', prefix: 'sha256=' } as const;

export const readWebhook: WebhookProtocol<Settings> = (request, context) => {
  const signature = request.headers['x-webhook-signature-256'];
  const genuine = verify(scheme, context.secrets, request.body, signature);
  // The first ping may come before the answer that tells of the webhook.
  const awaited = context.pendingNonce !== undefined && request.query.nonce === context.pendingNonce;
  const unsigned = refused(401, 'signature-wrong', 'The X-Webhook-Signature-256 does not fit the secret.');
  if (!genuine && !awaited) return unsigned;
  const body = readJsonBody(request.body);
  if ('kind' in body) return genuine ? body : unsigned;
  const pinged = ping.safeParse(body.json);
  if (pinged.success) return answerPing(pinged.data.validation_code);
  return genuine ? readEvent(body.json, context) : unsigned;
};

/** Toggl sends nothing until it got its code back. https://engineering.toggl.com/docs/webhooks_start/url_endpoint_validation */
const answerPing = (code: string | undefined): WebhookReading =>
  code === undefined || !/^[\w-]{1,128}$/.test(code)
    ? { kind: 'delivery', changes: [] }
    : {
        kind: 'handshake',
        response: {
          status: 200,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ validation_code: code }),
        },
      };

function readEvent(json: unknown, context: WebhookContext<Settings>): WebhookReading {
  const parsed = event.safeParse(json);
  if (parsed.success) return { kind: 'delivery', changes: changesIn(parsed.data, context.settings) };
  const [issue] = parsed.error.issues;
  const place = `/${(issue?.path ?? []).map(String).join('/')}`;
  return refused(400, 'invalid-payload', issue?.message ?? 'unreadable', place);
}

type Told = ReturnType<typeof event.parse>;

function changesIn(told: Told, settings: Settings): readonly WebhookChange[] {
  const about = subjectOf(told, settings);
  if (about === undefined) return [];
  const kind = told.metadata.action === 'deleted' ? 'deleted' : 'upserted';
  return [{ ...about, kind, eventKey: String(told.event_id) }];
}

function subjectOf(
  { metadata, payload }: Told,
  { projectIds }: Settings,
): Pick<WebhookChange, 'stream' | 'resourceType' | 'externalId'> | undefined {
  const { id, project_id, user_id } = payload;
  switch (metadata.model) {
    case 'time_entry':
      return { stream: 'time_entries', resourceType: 'PARTICIPATION_LOG', externalId: String(id) };
    case 'task':
      return project_id != null && projectIds.includes(String(project_id))
        ? { stream: 'tasks', resourceType: 'TASK', externalId: taskKey(project_id, id) }
        : undefined;
    case 'workspace_user':
      // Its own id is that of the membership.
      return user_id == null
        ? undefined
        : { stream: 'users', resourceType: 'MEMBER', externalId: String(user_id) };
    default:
      return undefined;
  }
}
