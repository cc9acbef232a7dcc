import { createHmac, randomBytes } from 'node:crypto';
import { WebhookSender } from '../../../connector-kit/simulator/webhook-sender.ts';
import { refuse } from './answers.ts';
import type { Item, Webhook } from './shapes.ts';
import { client, type MondayState } from './state.ts';

/** What a subscription is told under which name; they differ. */
const types: { readonly [event: string]: string } = {
  ...{ create_item: 'create_pulse', change_column_value: 'update_column_value', change_name: 'update_name' },
  ...{ item_deleted: 'delete_pulse', item_archived: 'archive_pulse', item_restored: 'restore_pulse' },
};

/** Every change of an item, the log of its board, and the webhooks that tell of it. */
export class MondayEvents {
  readonly sender = new WebhookSender();
  readonly #state: MondayState;

  constructor(state: MondayState) {
    this.#state = state;
  }

  create(item: Item): Item {
    this.#state.items.set(item.id, item);
    this.#tell(item, 'create_item');
    return item;
  }

  /** One event for the name and one for each column that really changed. */
  change(before: Item, after: Item): Item {
    const stamped = { ...after, updated_at: this.#state.time() };
    this.#state.items.set(before.id, stamped);
    if (before.name !== after.name) this.#tell(stamped, 'change_name');
    const columns = new Set([...Object.keys(before.values), ...Object.keys(after.values)]);
    for (const columnId of columns)
      if (JSON.stringify(before.values[columnId]) !== JSON.stringify(after.values[columnId]))
        this.#tell(stamped, 'change_column_value', { columnId });
    this.#state.changed();
    return stamped;
  }

  setState(item: Item, state: Item['state']): Item {
    const after = { ...item, state, updated_at: this.#state.time() };
    this.#state.items.set(item.id, after);
    const events = { active: 'item_restored', archived: 'item_archived', deleted: 'item_deleted' };
    this.#tell(after, events[state]);
    return after;
  }

  /** The address has to give back what it is asked with, or there is no webhook. */
  async register(given: Omit<Webhook, 'id'>): Promise<Webhook> {
    if (given.url.length > 255 || !URL.canParse(given.url))
      throw refuse('InvalidArgumentException', 'The url is not valid');
    const challenge = randomBytes(24).toString('base64url');
    const response = await fetch(given.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.#signed(given) },
      body: JSON.stringify({ challenge }),
    }).catch(() => undefined);
    const answer = response?.status === 200 ? await response.json().catch(() => undefined) : undefined;
    if (JSON.stringify(answer) !== JSON.stringify({ challenge }))
      throw refuse(
        'InvalidArgumentException',
        'Could not verify the webhook url: it did not answer the challenge',
      );
    const hook = { ...given, id: this.#state.id() };
    this.#state.webhooks.set(hook.id, hook);
    this.#state.changed();
    return hook;
  }

  #tell(item: Item, event: string, more: object = {}): void {
    const at = this.#state.now();
    const { id, name, board, group } = item;
    const type = types[event] ?? event;
    this.#state.logs.push({ id: this.#state.id(), board, event: type, item: id, at: at.toISOString() });
    this.#state.changed();
    for (const hook of this.#state.webhooks.values()) {
      if (hook.board !== board || hook.event !== event) continue;
      const told = {
        ...{ userId: Number(this.#state.own.id), originalTriggerUuid: null, boardId: Number(board) },
        ...{ groupId: group, pulseId: Number(id), pulseName: name, app: 'monday', type, ...more },
        ...{ triggerTime: at.toISOString(), subscriptionId: Number(hook.id) },
        triggerUuid: randomBytes(16).toString('hex'),
      };
      const headers = { 'content-type': 'application/json', ...this.#signed(hook) };
      this.sender.send({ url: hook.url, headers, body: JSON.stringify({ event: told }) });
    }
  }

  /** Only webhooks of an app are signed: HS256 over who, to where and until when, and nothing of the body. */
  #signed({ signed, url }: Omit<Webhook, 'id'>): Readonly<Record<string, string>> {
    if (!signed) return {};
    const seconds = Math.floor(this.#state.now().getTime() / 1000);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { accountId: 1700001, userId: 1, aud: url, exp: seconds + 300, iat: seconds };
    const content = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
    const signature = createHmac('sha256', client.signingSecret).update(content).digest('base64url');
    return { authorization: `${content}.${signature}` };
  }
}
