import { createHmac, randomBytes } from 'node:crypto';
import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { WebhookSender } from '../../../connector-kit/simulator/webhook-sender.ts';
import type { AsanaState, Task, Webhook } from './state.ts';

type Action = 'added' | 'changed' | 'deleted';

/** Changes of tasks and the webhooks that tell of them. https://developers.asana.com/docs/webhooks-guide */
export class AsanaEvents {
  readonly sender = new WebhookSender();
  readonly #state: AsanaState;

  constructor(state: AsanaState) {
    this.#state = state;
  }

  upserted(task: Task, action: Action): Task {
    this.#state.tasks.set(task.gid, task);
    this.#state.changed();
    this.#tell(task.gid, action);
    return task;
  }

  edit(before: Task, changes: object): Task {
    const edited: Task = { ...before, ...changes, modified_at: this.#state.now().toISOString() };
    return this.upserted(edited, 'changed');
  }

  deleted(gid: string): boolean {
    const existed = this.#state.tasks.delete(gid);
    this.#state.changed();
    if (existed) this.#tell(gid, 'deleted');
    return existed;
  }

  /** Blocks until the target has answered the handshake, as Asana does. */
  async register(
    resource: string,
    target: string,
    failure: (status: number, message: string) => SimulatedResponse,
  ): Promise<SimulatedResponse> {
    const duplicate = [...this.#state.webhooks.values()].some(
      (hook) => hook.resource === resource && hook.target === target,
    );
    if (duplicate) return failure(403, 'Duplicated webhook: this resource and target already have one.');
    const secret = randomBytes(16).toString('hex');
    const response = await fetch(target, { method: 'POST', headers: { 'x-hook-secret': secret } }).catch(
      () => undefined,
    );
    if (response === undefined || response.status > 204 || response.headers.get('x-hook-secret') !== secret) {
      return failure(400, 'The remote server did not respond with the handshake secret.');
    }
    const hook: Webhook = { gid: this.#state.gid(), resource, target, secret, active: true };
    this.#state.webhooks.set(hook.gid, hook);
    this.#state.changed();
    this.#deliver(hook, []);
    return {
      status: 201,
      body: {
        data: { gid: hook.gid, active: true, resource: { gid: resource }, target },
        'X-Hook-Secret': secret,
      },
    };
  }

  #tell(gid: string, action: Action): void {
    const event = {
      user: { gid: '1100000000000002', resource_type: 'user' },
      created_at: this.#state.now().toISOString(),
      action,
      resource: { gid, resource_type: 'task', resource_subtype: 'default_task' },
      parent: null,
      ...(action === 'changed' ? { change: { field: 'name', action: 'changed' } } : {}),
    };
    for (const hook of this.#state.webhooks.values()) this.#deliver(hook, [event]);
  }

  #deliver(hook: Webhook, events: readonly object[]): void {
    const body = JSON.stringify({ events });
    const signature = createHmac('sha256', hook.secret).update(body).digest('hex');
    this.sender.send({
      url: hook.target,
      headers: { 'content-type': 'application/json', 'x-hook-signature': signature },
      body,
    });
  }
}
