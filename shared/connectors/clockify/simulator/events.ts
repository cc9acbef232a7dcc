import { randomBytes } from 'node:crypto';
import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { WebhookSender } from '../../../connector-kit/simulator/webhook-sender.ts';
import { bodyOf, invalid, ok, refuse, textIn, textsIn } from './answers.ts';
import { type ClockifyState, type Entry, type Group, type Task, type Webhook, workspaceId } from './state.ts';

const mostHooks = { FREE: 3, PRO: 10 } as const;

/** Every change of a record, and the webhooks that tell of it. */
export class ClockifyEvents {
  readonly sender = new WebhookSender();
  readonly #state: ClockifyState;

  constructor(state: ClockifyState) {
    this.#state = state;
  }

  putEntry(entry: Entry, event: string): Entry {
    this.#state.entries.set(entry.id, entry);
    this.tell(event, this.#hydrated(entry));
    return entry;
  }

  removeEntry(entry: Entry): void {
    this.#state.entries.delete(entry.id);
    this.tell('TIME_ENTRY_DELETED', this.#hydrated(entry));
  }

  putTask(task: Task, event: string): Task {
    this.#state.tasks.set(task.id, task);
    this.tell(event, task);
    return task;
  }

  putGroup(group: Group, event: string): Group {
    this.#state.groups.set(group.id, group);
    this.tell(event, group);
    return group;
  }

  /** The body is the record itself: no envelope, no id of the event, no time. */
  tell(event: string, entity: object): void {
    this.#state.changed();
    for (const hook of this.#state.webhooks.values()) {
      if (hook.webhookEvent !== event || !hook.enabled || !hook.deliveryEnabled) continue;
      this.sender.send({
        url: hook.url,
        headers: {
          'content-type': 'application/json',
          'Clockify-Signature': hook.authToken,
          'Clockify-Webhook-Event-Type': event,
        },
        body: JSON.stringify(entity),
      });
    }
  }

  register(given: unknown): SimulatedResponse {
    const body = bodyOf(given);
    if (body === undefined) return invalid('Required request body is missing');
    const [name, url, event] = ['name', 'url', 'webhookEvent'].map((field) => textIn(body, field));
    // Misleading, but so it is.
    if (name === undefined) return refuse('Webhook already exists');
    if (name.length < 2 || name.length > 30) return invalid('Name must be between 2 and 30 characters');
    if (url === undefined || !URL.canParse(url)) return invalid('Url is not valid');
    if (event === undefined || !/^[A-Z_]+$/.test(event)) return invalid('Webhook event is not valid');
    if (
      textIn(body, 'triggerSourceType') !== 'WORKSPACE_ID' ||
      !textsIn(body, 'triggerSource').includes(workspaceId)
    )
      return invalid('Trigger source is not valid');
    const { webhooks, plan } = this.#state;
    if (webhooks.size >= mostHooks[plan]) return refuse('You have reached the maximum number of webhooks');
    const hook: Webhook = {
      ...{ id: this.#state.id(), name, url, webhookEvent: event },
      ...{ triggerSourceType: 'WORKSPACE_ID', triggerSource: [workspaceId], authToken: token() },
      ...{ enabled: true, deliveryEnabled: true, planEnabled: true },
      ...{ userId: this.#state.own.id, workspaceId },
    };
    webhooks.set(hook.id, hook);
    this.#state.changed();
    return ok(hook, 201);
  }

  #hydrated(entry: Entry): object {
    const { tasks, users } = this.#state;
    const [person, task] = [users.get(entry.userId), tasks.get(entry.taskId ?? '')];
    return {
      ...entry,
      currentlyRunning: entry.timeInterval.end === null,
      user: { id: entry.userId, name: person?.name, status: person?.status },
      task: task === undefined ? null : { id: task.id, name: task.name },
    };
  }
}

/** Looks like the JWT that it is at Clockify; nobody but Clockify can check more of it than that it is the same. */
const token = (): string =>
  [36, 120, 32].map((length) => randomBytes(length).toString('base64url')).join('.');
