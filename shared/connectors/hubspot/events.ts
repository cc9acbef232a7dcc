import type { WebhookChange } from '../../connector-kit/webhook.ts';
import type { Event } from './schema.ts';
import { seatKey } from './seats.ts';

type About = Pick<WebhookChange, 'stream' | 'resourceType' | 'externalId' | 'kind'>;
type Stream = 'contacts' | 'companies' | 'tasks' | 'meetings';

const resources = {
  ...{ contacts: 'MEMBER', companies: 'COMMITTEE', tasks: 'TASK', meetings: 'EVENT' },
} as const satisfies { readonly [stream in Stream]: WebhookChange['resourceType'] };
/** https://developers.hubspot.com/docs/guides/crm/using-object-apis */
const byTypeId: { readonly [id: string]: Stream } = {
  ...{ '0-1': 'contacts', '0-2': 'companies', '0-27': 'tasks', '0-47': 'meetings' },
};
const byName: { readonly [name: string]: Stream } = { contact: 'contacts', company: 'companies' };

const about = (stream: Stream, externalId: string, kind: About['kind']): About => ({
  ...{ stream, resourceType: resources[stream], externalId, kind },
});

/** The records that an event says something of; none for what is not synced. Values are read from the records themselves. */
export function recordsIn(event: Event): readonly About[] {
  const [name = '', action = ''] = event.subscriptionType.split('.');
  const stream = byName[name] ?? byTypeId[event.objectTypeId ?? ''];
  if (action === 'associationChange') return associated(event);
  if (stream === undefined) return [];
  if (action === 'merge') return merged(stream, event);
  if (event.objectId == null) return [];
  const isDeletion = action === 'deletion' || action === 'privacyDeletion';
  return [about(stream, event.objectId, isDeletion ? 'deleted' : 'upserted')];
}

/** The record that remains comes first; it may have got a new id. */
function merged(stream: Stream, event: Event): readonly About[] {
  const { newObjectId, primaryObjectId, objectId, mergedObjectIds } = event;
  const ids = [newObjectId, primaryObjectId, objectId, ...(mergedObjectIds ?? [])].flatMap((id) => id ?? []);
  return [...new Set(ids)].map((id, place) => about(stream, id, place === 0 ? 'upserted' : 'deleted'));
}

/** Events of contacts and companies name both ends in words, generic ones by the numbers of their types. */
function associated(event: Event): readonly About[] {
  const [from = '', to = ''] = (event.associationType ?? '').toLowerCase().split('_to_');
  const ends = new Map([
    [byTypeId[event.fromObjectTypeId ?? ''] ?? byName[from], event.fromObjectId],
    [byTypeId[event.toObjectTypeId ?? ''] ?? byName[to.split('_')[0] ?? ''], event.toObjectId],
  ]);
  const [contact, company] = [ends.get('contacts'), ends.get('companies')];
  if (contact != null && company != null)
    return [
      {
        ...{ stream: 'company_contacts', resourceType: 'COMMITTEE_MEMBER' },
        externalId: seatKey(company, contact),
        kind: event.associationRemoved === true ? 'deleted' : 'upserted',
      },
    ];
  return (['tasks', 'meetings'] as const).flatMap((stream) => {
    const id = ends.get(stream);
    return id == null ? [] : [about(stream, id, 'upserted')];
  });
}
