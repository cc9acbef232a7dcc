import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { WebhookSender } from '../../../connector-kit/simulator/webhook-sender.ts';
import type { Entry, Task, Webhook } from './shapes.ts';
import type { ClickUpState } from './state.ts';

type Told = 'taskCreated' | 'taskUpdated' | 'taskDeleted' | 'taskTimeTrackedUpdated';

/** Every change of a task or of hours on it, and the webhooks that tell of it. https://developer.clickup.com/docs/webhooks */
export class ClickUpEvents {
  readonly sender = new WebhookSender();
  readonly #state: ClickUpState;

  constructor(state: ClickUpState) {
    this.#state = state;
  }

  putTask(before: Task | undefined, after: Task): Task {
    const stamped = { ...after, date_updated: this.#state.now().getTime() };
    this.#state.tasks.set(stamped.id, stamped);
    this.#state.changed();
    this.#tell(stamped, before === undefined ? 'taskCreated' : 'taskUpdated', [this.#item('content')]);
    return stamped;
  }

  removeTask(task: Task): void {
    this.#state.tasks.delete(task.id);
    this.#state.changed();
    this.#tell(task, 'taskDeleted', undefined);
  }

  putEntry(before: Entry | undefined, after: Entry): Entry {
    const stamped = { ...after, at: this.#state.now().getTime() };
    this.#state.entries.set(stamped.id, stamped);
    this.#tellOf(stamped, before === undefined ? 'Time Tracking Created' : 'Time Tracking Edited');
    return stamped;
  }

  removeEntry(entry: Entry): void {
    this.#state.entries.delete(entry.id);
    this.#tellOf(entry, 'Time Tracking Deleted');
  }

  register(given: Pick<Webhook, 'endpoint' | 'events' | 'list_id'>): Webhook {
    const secret = randomBytes(32).toString('hex').toUpperCase();
    const hook = { ...given, id: randomUUID(), secret, status: 'active' as const, fail_count: 0 };
    this.#state.webhooks.set(hook.id, hook);
    this.#state.changed();
    return hook;
  }

  /** Hours without a task tell nobody. */
  #tellOf(entry: Entry, description: string): void {
    this.#state.changed();
    const task = entry.task === null ? undefined : this.#state.tasks.get(entry.task);
    if (task === undefined) return;
    const data = { description, interval_id: entry.id };
    this.#tell(task, 'taskTimeTrackedUpdated', [this.#item('time_spent')], { data });
  }

  #item(field: string): object {
    const { id, username, email } = this.#state.own;
    return {
      ...{ id: `28${String(this.#state.number()).padStart(17, '0')}`, type: 1, field, parent_id: '1' },
      ...{ date: String(this.#state.now().getTime()), data: {}, source: null, before: null, after: null },
      user: { id, username, email, color: '#7b68ee', initials: 'A', profilePicture: null },
    };
  }

  #tell(task: Task, event: Told, history_items: readonly object[] | undefined, more: object = {}): void {
    for (const hook of this.#state.webhooks.values()) {
      const wanted = hook.events.includes('*') || hook.events.includes(event);
      if (!wanted || hook.status === 'suspended') continue;
      if (hook.list_id !== null && hook.list_id !== task.list) continue;
      const items = history_items === undefined ? {} : { history_items };
      const body = JSON.stringify({ event, ...items, ...more, task_id: task.id, webhook_id: hook.id });
      const signature = createHmac('sha256', hook.secret).update(body).digest('hex');
      const headers = { 'content-type': 'application/json', 'x-signature': signature };
      this.sender.send({ url: hook.endpoint, headers, body });
    }
  }
}
