import { createHmac } from 'node:crypto';
import { WebhookSender } from '../../../connector-kit/simulator/webhook-sender.ts';
import { client, type HubSpotState, type Item, linkKey } from './state.ts';

const typeIds = { contacts: '0-1', companies: '0-2', tasks: '0-27', meetings: '0-47' } as const;
const names = { contacts: 'contact', companies: 'company' } as const;
const mostEvents = 100;

/** Changes of records, and the webhooks of the app that tell of them. */
export class HubSpotChanges {
  readonly sender = new WebhookSender();
  readonly #state: HubSpotState;
  #eventId = 3_900_000_000;

  constructor(state: HubSpotState) {
    this.#state = state;
  }

  create(type: Item['type'], properties: Item['properties']): Item {
    const [id, at] = [this.#state.id(), this.#state.now().toISOString()];
    const times = { createdAt: at, updatedAt: at, archivedAt: null, mergedInto: null };
    const made = this.#state.put({ id, type, properties, ...times });
    this.#tell([this.#about(made, 'creation')]);
    return made;
  }

  update(before: Item, changes: Item['properties']): Item {
    const names = Object.keys(changes).filter(
      (name) => (before.properties[name] ?? null) !== (changes[name] ?? null),
    );
    const after = this.#state.put({ ...before, properties: { ...before.properties, ...changes } });
    const what = (name: string) => ({ propertyName: name, propertyValue: changes[name] ?? '' });
    this.#tell(names.map((name) => this.#about(after, 'propertyChange', what(name))));
    return after;
  }

  archive(before: Item): void {
    this.#state.put({ ...before, archivedAt: this.#state.now().toISOString() });
    this.#tell([this.#about(before, 'deletion')]);
  }

  merge(primary: Item, other: Item): Item {
    this.#state.put({ ...other, mergedInto: primary.id });
    const kept = this.#state.put({ ...primary, properties: { ...other.properties, ...primary.properties } });
    const merged = { primaryObjectId: Number(primary.id), mergedObjectIds: [Number(other.id)] };
    this.#tell([this.#about(kept, 'merge', merged)]);
    return kept;
  }

  link(a: Item, b: Item): void {
    const key = linkKey(a.id, b.id);
    if (this.#state.links.has(key)) return;
    this.#state.links.set(key, { from: a.id, to: b.id });
    this.#tellLink(a, b, false);
  }

  unlink(a: Item, b: Item): void {
    if (this.#state.links.delete(linkKey(a.id, b.id))) this.#tellLink(a, b, true);
  }

  /** Both sides tell of it. */
  #tellLink(a: Item, b: Item, associationRemoved: boolean): void {
    this.#state.changed();
    const side = (from: Item, to: Item) => {
      const ends = { fromObjectId: Number(from.id), toObjectId: Number(to.id), associationRemoved };
      const [one, other] = [nameOf(from), nameOf(to)];
      return one === undefined || other === undefined
        ? this.#event('object.associationChange', {
            ...ends,
            ...{ fromObjectTypeId: typeIds[from.type], toObjectTypeId: typeIds[to.type] },
          })
        : this.#event(`${one}.associationChange`, {
            ...ends,
            associationType: `${one}_to_${other}`.toUpperCase(),
          });
    };
    this.#tell([side(a, b), side(b, a)]);
  }

  #about(item: Item, action: string, more: object = {}): object {
    const name = nameOf(item);
    const type = name === undefined ? { objectTypeId: typeIds[item.type] } : {};
    return this.#event(`${name ?? 'object'}.${action}`, { objectId: Number(item.id), ...type, ...more });
  }

  #event(subscriptionType: string, more: object): object {
    return {
      ...{ eventId: this.#eventId++, subscriptionId: 25, portalId: this.#state.portalId, appId: 1_160_452 },
      ...{ occurredAt: this.#state.now().getTime(), subscriptionType, attemptNumber: 0 },
      ...{ changeSource: 'CRM_UI', ...more },
    };
  }

  #tell(events: readonly object[]): void {
    const { hook } = this.#state;
    if (hook === null || events.length === 0) return;
    for (let at = 0; at < events.length; at += mostEvents) {
      const body = JSON.stringify(events.slice(at, at + mostEvents));
      const time = String(this.#state.now().getTime());
      this.sender.send({
        url: hook,
        headers: {
          ...{ 'content-type': 'application/json', 'x-hubspot-request-timestamp': time },
          'x-hubspot-signature-v3': createHmac('sha256', client.clientSecret)
            .update(`POST${hook}${body}${time}`)
            .digest('base64'),
        },
        body,
      });
    }
  }
}

const nameOf = ({ type }: Item): string | undefined =>
  type === 'contacts' || type === 'companies' ? names[type] : undefined;
