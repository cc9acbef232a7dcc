import { readJsonBody } from '../../connector-kit/json-body.ts';
import { verify } from '../../connector-kit/signatures.ts';
import {
  onePerRecord,
  refused,
  refusedShape,
  type WebhookChange,
  type WebhookContext,
  type WebhookProtocol,
  type WebhookReading,
  type WebhookRequest,
} from '../../connector-kit/webhook.ts';
import { delivery, type Settings } from './schema.ts';

/** Lower-case hex HMAC-SHA256 of the body. https://developers.asana.com/docs/webhooks-guide#security */
const scheme = { algorithm: 'sha256', encoding: 'hex' } as const;

export const readWebhook: WebhookProtocol<Settings> = (request, context) => {
  const handshake = request.headers['x-hook-secret'];
  if (handshake !== undefined) return answerHandshake(request, context, handshake);
  if (!verify(scheme, context.secrets, request.body, request.headers['x-hook-signature'])) {
    return refused(401, 'signature-wrong', 'The X-Hook-Signature does not fit the secret of this webhook.');
  }
  const body = readJsonBody(request.body);
  if ('kind' in body) return body;
  const parsed = delivery.safeParse(body.json);
  return parsed.success
    ? { kind: 'delivery', changes: changesIn(parsed.data.events, context) }
    : refusedShape(parsed.error);
};

/** Only a registration of ours is answered; the secret itself comes with the registration's own answer. */
function answerHandshake(
  request: WebhookRequest,
  context: WebhookContext<Settings>,
  secret: string,
): WebhookReading {
  const expected = context.pendingNonce !== undefined && request.query.nonce === context.pendingNonce;
  if (!expected || !/^[\x21-\x7e]{1,256}$/.test(secret)) {
    return refused(401, 'unexpected-handshake', 'No webhook of this integration is being registered.');
  }
  return { kind: 'handshake', response: { status: 200, headers: { 'X-Hook-Secret': secret }, body: '' } };
}

type Event = ReturnType<typeof delivery.parse>['events'][number];

/** What events are about by the type of their resource; a story or an attachment bumps `modified_at` only. */
const subjects: { readonly [type: string]: Pick<WebhookChange, 'stream' | 'resourceType'> } = {
  task: { stream: 'tasks', resourceType: 'TASK' },
  team_membership: { stream: 'team_members', resourceType: 'COMMITTEE_MEMBER' },
};

function changesIn(events: readonly Event[], context: WebhookContext<Settings>): readonly WebhookChange[] {
  const changes = events.flatMap((event): WebhookChange[] => {
    const { gid, resource_type } = event.resource;
    const subject = Object.hasOwn(subjects, resource_type) ? subjects[resource_type] : undefined;
    if (subject === undefined) return [];
    const key = [event.action, event.created_at, gid, event.change?.field ?? ''].join(' ');
    // A task that leaves a project lives on; a membership that leaves its team is no more.
    const ended =
      event.action === 'deleted' || (event.action === 'removed' && resource_type === 'team_membership');
    return [
      {
        ...subject,
        externalId: gid,
        kind: ended ? 'deleted' : 'upserted',
        at: event.created_at,
        eventKey: context.hash(key),
      },
    ];
  });
  return onePerRecord(changes).map((change) => ({ ...change, eventKey: context.hash(change.eventKey) }));
}
