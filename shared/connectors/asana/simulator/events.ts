import { createHmac, randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { SimulatedResponse } from '../../../connector-kit/simulator/simulator.ts';
import { WebhookSender } from '../../../connector-kit/simulator/webhook-sender.ts';
import { type Body, failure } from './answers.ts';
import type { Seat, Task, Team, Webhook } from './shapes.ts';
import type { AsanaState } from './state.ts';
import { projectGid, workspaceGid } from './workspace.ts';

type Action = 'added' | 'changed' | 'deleted' | 'removed';

/** What a workspace or a team tells of: nothing of tasks, and nothing without filters. */
const ofLargerScopes = ['team_membership', 'workspace_membership', 'project'];

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
    this.#tell({ gid: task.gid, resource_type: 'task', resource_subtype: 'default_task' }, action, [
      projectGid,
    ]);
    return task;
  }

  edit(before: Task, changes: object): Task {
    const edited: Task = { ...before, ...changes, modified_at: this.#state.now().toISOString() };
    return this.upserted(edited, 'changed');
  }

  deleted(gid: string): boolean {
    const existed = this.#state.tasks.delete(gid);
    for (const { gid: entry, task } of this.#state.entries.values())
      if (task === gid) this.#state.entries.delete(entry);
    this.#state.changed();
    if (existed)
      this.#tell({ gid, resource_type: 'task', resource_subtype: 'default_task' }, 'deleted', [projectGid]);
    return existed;
  }

  putTeam(team: Team): Team {
    this.#state.teams.set(team.gid, team);
    this.#state.changed();
    return team;
  }

  /** Whoever is in the team already stays as they are. */
  join(team: string, user: string, as: Partial<Seat> = {}): Seat {
    const before = [...this.#state.seats.values()].find((seat) => seat.team === team && seat.user === user);
    if (before !== undefined) return before;
    const seat = { gid: this.#state.gid(), team, user, is_admin: false, is_guest: false, ...as };
    this.#state.seats.set(seat.gid, seat);
    this.#state.changed();
    this.#tell({ gid: seat.gid, resource_type: 'team_membership' }, 'added', [team, workspaceGid]);
    return seat;
  }

  leave(team: string, user: string): boolean {
    const seat = [...this.#state.seats.values()].find((one) => one.team === team && one.user === user);
    if (seat === undefined) return false;
    this.#state.seats.delete(seat.gid);
    this.#state.changed();
    this.#tell({ gid: seat.gid, resource_type: 'team_membership' }, 'removed', [team, workspaceGid]);
    return true;
  }

  /** Blocks until the target has answered the handshake, as Asana does. */
  async register(data: Body): Promise<SimulatedResponse> {
    const [resource, target] = [String(data.resource ?? ''), String(data.target ?? '')];
    const known = [projectGid, workspaceGid, ...this.#state.teams.keys()].includes(resource);
    if (!known) return failure(404, 'resource: Unknown object');
    const types = typesIn(data.filters);
    const isLarge = resource !== projectGid;
    if (isLarge && (types.length === 0 || types.some((type) => !ofLargerScopes.includes(type))))
      return failure(
        400,
        'Webhooks for larger scoped resources must have at least one filter and all filters must be in our whitelist.',
      );
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
    const hook: Webhook = { gid: this.#state.gid(), resource, target, secret, active: true, types };
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

  /** Tells the hooks on `scopes` that ask for such events. */
  #tell(
    resource: { readonly gid: string; readonly resource_type: string; readonly resource_subtype?: string },
    action: Action,
    scopes: readonly string[],
  ): void {
    const event = {
      user: { gid: '1100000000000002', resource_type: 'user' },
      created_at: this.#state.now().toISOString(),
      action,
      resource,
      parent: null,
      ...(action === 'changed' ? { change: { field: 'name', action: 'changed' } } : {}),
    };
    for (const hook of this.#state.webhooks.values())
      if (
        scopes.includes(hook.resource) &&
        (hook.types.length === 0 || hook.types.includes(resource.resource_type))
      )
        this.#deliver(hook, [event]);
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

const typesIn = (filters: unknown): string[] => [
  ...new Set(
    z
      .array(z.object({ resource_type: z.string() }))
      .catch([])
      .parse(filters)
      .map((filter) => filter.resource_type),
  ),
];
