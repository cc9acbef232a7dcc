import { createHmac, randomBytes } from 'node:crypto';
import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { WebhookSender } from '../../../connector-kit/simulator/webhook-sender.ts';
import { bodyOf, ok, refuse } from './answers.ts';
import {
  type Entry,
  type Subscription,
  secondsOf,
  type Task,
  type TogglState,
  workspaceId,
} from './state.ts';

type Action = 'created' | 'updated' | 'deleted';
const limits = { FREE: { hooks: 1, filters: 3 }, PREMIUM: { hooks: 3, filters: 12 } } as const;

/** Changes of records and the subscriptions that hear of them. https://engineering.toggl.com/docs/webhooks_start/ */
export class TogglEvents {
  readonly sender = new WebhookSender();
  readonly #state: TogglState;
  #event = 8_023_000_000_000_001;

  constructor(state: TogglState) {
    this.#state = state;
  }

  putEntry(entry: Entry, action: Action): Entry {
    const stamped = { ...entry, at: secondsOf(this.#state.now()) };
    this.#state.entries.set(stamped.id, stamped);
    this.#tell('time_entry', action, stamped);
    return stamped;
  }

  removeEntry(entry: Entry): void {
    this.#state.entries.delete(entry.id);
    this.#tell('time_entry', 'deleted', { ...entry, server_deleted_at: secondsOf(this.#state.now()) });
  }

  putTask(task: Task, action: Action): Task {
    const stamped = { ...task, at: secondsOf(this.#state.now()) };
    this.#state.tasks.set(stamped.id, stamped);
    this.#tell('task', action, stamped);
    return stamped;
  }

  removeTask(task: Task): void {
    this.#state.tasks.delete(task.id);
    this.#tell('task', 'deleted', { ...task, server_deleted_at: secondsOf(this.#state.now()) });
  }

  subscribe(given: unknown): SimulatedResponse {
    const body = bodyOf(given) ?? {};
    const { url_callback: url, description, secret, event_filters: filters } = body;
    const allowed = ['url_callback', 'event_filters', 'enabled', 'description', 'secret'];
    if (Object.keys(body).some((name) => !allowed.includes(name))) return refuse(400, 'Unknown field');
    if (typeof url !== 'string' || !URL.canParse(url)) return refuse(400, 'Invalid url_callback');
    if (typeof description !== 'string') return refuse(400, 'description is required');
    const { subscriptions, plan, own } = this.#state;
    const all = [...subscriptions.values()];
    if (all.some((hook) => hook.description === description))
      return refuse(400, 'description has to be unique');
    const wanted = filtersIn(filters);
    if (wanted.length === 0 || wanted.length > limits[plan].filters)
      return refuse(400, 'Too many or no event filters');
    if (all.length >= limits[plan].hooks) return refuse(400, 'Subscriptions limit reached');
    const hook: Subscription = {
      ...{ subscription_id: this.#state.id(), workspace_id: workspaceId, user_id: own.id, description },
      ...{ enabled: body.enabled === true, event_filters: wanted, url_callback: url, validated_at: null },
      secret: typeof secret === 'string' ? secret : randomBytes(16).toString('hex'),
      validation_code: randomBytes(12).toString('hex'),
    };
    subscriptions.set(hook.subscription_id, hook);
    this.#state.changed();
    return ok(shown(hook));
  }

  /** Sends a ping; the first that gives its code back makes the subscription valid. */
  async ping(hook: Subscription): Promise<SimulatedResponse> {
    const code = hook.validated_at === null ? { validation_code: hook.validation_code } : {};
    const body = JSON.stringify({ ...this.#envelope(hook, 0), payload: 'ping', ...code });
    const response = await fetch(hook.url_callback, { method: 'POST', headers: headersOf(hook, body), body });
    const answer = bodyOf(await response.json().catch(() => undefined));
    if (!response.ok) return refuse(400, 'The endpoint did not answer with 2xx');
    if (answer?.validation_code === hook.validation_code)
      this.#state.subscriptions.set(hook.subscription_id, {
        ...hook,
        validated_at: this.#state.now().toISOString(),
      });
    this.#state.changed();
    return ok({ status: 'OK' });
  }

  #envelope(hook: Subscription, event_id: number) {
    const now = this.#state.now().toISOString();
    return {
      ...{ event_id, created_at: now, creator_id: hook.user_id, subscription_id: hook.subscription_id },
      ...{ timestamp: now, url_callback: hook.url_callback },
    };
  }

  #tell(model: string, action: Action, payload: Entry | Task): void {
    this.#state.changed();
    const id = this.#event++;
    for (const hook of this.#state.subscriptions.values()) {
      const isWanted = hook.event_filters.some(
        (filter) => filter.entity === model && [action, '*'].includes(filter.action),
      );
      if (!hook.enabled || hook.validated_at === null || !isWanted) continue;
      const metadata = {
        ...{ action, model, event_user_id: String(payload.user_id), workspace_id: String(workspaceId) },
        ...{ request_type: 'POST', [`${model}_id`]: String(payload.id) },
      };
      const body = JSON.stringify({ ...this.#envelope(hook, id), metadata, payload });
      this.sender.send({ url: hook.url_callback, headers: headersOf(hook, body), body });
    }
  }
}

export const shown = ({ validation_code: _code, ...hook }: Subscription) => hook;

const headersOf = (hook: Subscription, body: string) => ({
  'content-type': 'application/json',
  'x-webhook-signature-256': `sha256=${createHmac('sha256', hook.secret).update(body).digest('hex')}`,
});

function filtersIn(filters: unknown): Subscription['event_filters'] {
  const given: readonly unknown[] = Array.isArray(filters) ? filters : [];
  return given.flatMap((item) => {
    const { entity, action } = bodyOf(item) ?? {};
    return typeof entity === 'string' && typeof action === 'string' ? [{ entity, action }] : [];
  });
}
