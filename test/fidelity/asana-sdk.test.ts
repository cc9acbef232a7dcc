import {
  ApiClient,
  CustomFieldSettingsApi,
  ProjectsApi,
  TasksApi,
  TeamMembershipsApi,
  TeamsApi,
  TimeTrackingEntriesApi,
  UsersApi,
  WebhooksApi,
  WorkspacesApi,
} from 'asana';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { startAsanaSimulator } from '../../shared/connectors/asana/simulator/index.ts';
import { driving } from './support/driving.ts';
import { startTarget } from './support/target.ts';

const now = () => new Date('2026-03-01T10:00:00.000Z');
const asana = await startAsanaSimulator({ tasks: 230, members: 4, now });
const target = await startTarget();
afterAll(async () => {
  target.close();
  await asana.close();
});

function clientWith(accessToken: string): ApiClient {
  const client = new ApiClient();
  client.basePath = asana.baseUrl;
  client.authentications = { token: { type: 'personalAccessToken', accessToken } };
  return client;
}
const client = clientWith(asana.credentials.token);
const tasks = new TasksApi(client);
const [project = ''] = asana.settings.projectGids;
const { call, refused } = driving('asana');

const one = z.object({ data: z.looseObject({ gid: z.string() }) });
const named = z.array(z.looseObject({ gid: z.string(), name: z.string() }));
const collection = z.looseObject({ data: z.nullable(named), nextPage: z.custom<() => Promise<unknown>>() });
const refusal = z.object({
  status: z.number(),
  response: z.object({ body: z.object({ errors: z.array(z.object({ message: z.string() })).min(1) }) }),
});
const statusOf = (error: unknown): number => refusal.parse(error).status;

/** Every entry of a collection, by the client's own paging. */
async function all(first: () => Promise<unknown>): Promise<z.output<typeof named>> {
  const found: z.output<typeof named> = [];
  let page = collection.parse(await call(first));
  while (page.data !== null) {
    found.push(...page.data);
    const { nextPage } = page;
    const next = await call(() => nextPage.call(page));
    if (z.object({ data: z.null() }).safeParse(next).success) break;
    page = collection.parse(next);
  }
  return found;
}

describe('the client of Asana works on the simulator as on Asana', () => {
  it('signs in and finds the workspace, the project and the people', async () => {
    const me = one.parse(
      await call(() => new UsersApi(client).getUser('me', { opt_fields: 'name,workspaces' })),
    );
    expect(me.data).toMatchObject({ workspaces: [{ gid: asana.settings.workspaceGid }] });
    const spaces = await all(() => new WorkspacesApi(client).getWorkspaces({ limit: 10 }));
    expect(spaces.map(({ gid }) => gid)).toEqual([asana.settings.workspaceGid]);
    const workspace = asana.settings.workspaceGid;
    const projects = await all(() => new ProjectsApi(client).getProjects({ workspace, limit: 10 }));
    expect(projects.map(({ gid }) => gid)).toEqual([project]);
    expect(await all(() => new UsersApi(client).getUsers({ workspace, limit: 3 }))).toHaveLength(4);
  });

  it('reads all tasks of a project over all pages, each once, by either address', async () => {
    const asked = { limit: 100, opt_fields: 'name,modified_at' };
    const found = await all(() => tasks.getTasks({ project, ...asked }));
    expect(new Set(found.map(({ gid }) => gid)).size).toBe(230);
    expect(found).toHaveLength(230);
    expect(await all(() => tasks.getTasksForProject(project, asked))).toEqual(found);
  });

  it('reads what changed since a time', async () => {
    const since = '2026-03-01T09:59:00.000Z';
    const found = await all(() => tasks.getTasks({ project, modified_since: since, limit: 100 }));
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan(230);
  });

  it('creates, changes, reads back and deletes a task', async () => {
    const data = { name: 'Paint the fence', notes: 'Green', due_on: '2026-04-01', projects: [project] };
    const made = one.parse(await call(() => tasks.createTask({ data }))).data;
    expect(made).toMatchObject({ name: 'Paint the fence' });
    const changes = { data: { name: 'Paint the gate', completed: true } };
    await call(() => tasks.updateTask(changes, made.gid));
    const wanted = { opt_fields: 'name,notes,completed,due_on' };
    const read = one.parse(await call(() => tasks.getTask(made.gid, wanted))).data;
    expect(read).toEqual({
      ...{ gid: made.gid, name: 'Paint the gate', notes: 'Green' },
      ...{ completed: true, due_on: '2026-04-01' },
    });
    expect(await call(() => tasks.deleteTask(made.gid))).toEqual({ data: {} });
    expect(statusOf(await refused(() => tasks.getTask(made.gid)))).toBe(404);
  });

  it('gives a task to a person by id and reads the person back as an object', async () => {
    const [person] = await all(() => new UsersApi(client).getUsers({ limit: 100 }));
    const gid = person?.gid ?? '';
    const data = { name: 'Water the beds', assignee: gid, projects: [project] };
    const made = one.parse(await call(() => tasks.createTask({ data }, { opt_fields: 'assignee' }))).data;
    expect(made.assignee).toEqual({ gid });
    await call(() => tasks.updateTask({ data: { assignee: null } }, made.gid));
    const read = one.parse(await call(() => tasks.getTask(made.gid, { opt_fields: 'assignee' }))).data;
    expect(read.assignee).toBeNull();
    const unknown = { data: { assignee: '1' } };
    expect(statusOf(await refused(() => tasks.updateTask(unknown, made.gid)))).toBe(400);
  });

  it('finds the custom fields of a project', async () => {
    const settings = new CustomFieldSettingsApi(client);
    const found = collection
      .omit({ data: true })
      .extend({ data: z.array(z.object({ custom_field: z.object({ name: z.string() }) })) })
      .parse(
        await call(() =>
          settings.getCustomFieldSettingsForProject(project, { opt_fields: 'custom_field.name', limit: 100 }),
        ),
      );
    expect(found.data.map(({ custom_field }) => custom_field.name)).toEqual(['Effort', 'Age in days']);
  });

  it('sets a custom field of a task by id and reads it back among all of them', async () => {
    const [effort, option] = ['1500000000000001', '1600000000000002'];
    const data = { name: 'Mow', projects: [project], custom_fields: { [effort]: option } };
    const made = one.parse(await call(() => tasks.createTask({ data }))).data;
    const opt_fields = 'custom_fields.name,custom_fields.enum_value';
    const read = one.parse(await call(() => tasks.getTask(made.gid, { opt_fields }))).data;
    expect(read.custom_fields).toMatchObject([{ gid: effort, enum_value: { gid: option } }, {}]);
    const unknown = { data: { custom_fields: { [effort]: '1' } } };
    expect(statusOf(await refused(() => tasks.updateTask(unknown, made.gid)))).toBe(400);
  });

  it('makes a team, renames it, and reads it among all teams of the workspace', async () => {
    const teams = new TeamsApi(client);
    const organization = asana.settings.workspaceGid;
    const opts = { opt_fields: 'name,description' };
    const data = { name: 'Kitchen', description: 'Soup', organization };
    const { gid } = one.parse(await call(() => teams.createTeam({ data }, opts))).data;
    await call(() => teams.updateTeam({ data: { name: 'Canteen' } }, gid, opts));
    expect(one.parse(await call(() => teams.getTeam(gid, opts))).data).toEqual({
      ...{ gid, name: 'Canteen', description: 'Soup' },
    });
    const found = await all(() => teams.getTeamsForWorkspace(organization, { limit: 1, opt_fields: 'name' }));
    expect(found.map(({ name }) => name)).toEqual(['Garden', 'Repairs', 'Canteen']);
    const homeless = { data: { name: 'Nowhere' } };
    expect(statusOf(await refused(() => teams.createTeam(homeless)))).toBe(400);
    expect(statusOf(await refused(() => teams.getTeam('1')))).toBe(404);
  });

  it('adds a person to a team, finds the membership and takes it away again', async () => {
    const [teams, seats] = [new TeamsApi(client), new TeamMembershipsApi(client)];
    const [garden] = await all(() => teams.getTeamsForWorkspace(asana.settings.workspaceGid, { limit: 100 }));
    const team = garden?.gid ?? '';
    const people = await all(() => new UsersApi(client).getUsers({ limit: 100 }));
    const user = people[1]?.gid ?? '';
    const opts = { opt_fields: 'team,user,is_admin' };
    const made = one.parse(await call(() => teams.addUserForTeam({ data: { user } }, team, opts))).data;
    expect(made).toMatchObject({ team: { gid: team }, user: { gid: user }, is_admin: false });
    const again = one.parse(await call(() => teams.addUserForTeam({ data: { user } }, team, opts))).data;
    expect(again).toEqual(made);
    const seat = await call(() => seats.getTeamMembership(made.gid, opts));
    expect(one.parse(seat).data).toEqual(made);
    const members = collection.extend({ data: z.array(z.looseObject({ gid: z.string() })) });
    const found = members.parse(await call(() => seats.getTeamMembershipsForTeam(team, { limit: 100 })));
    expect(found.data.map(({ gid }) => gid)).toContain(made.gid);
    await call(() => teams.removeUserForTeam({ data: { user } }, team));
    expect(statusOf(await refused(() => seats.getTeamMembership(made.gid)))).toBe(404);
    const stranger = { data: { user: '1' } };
    expect(statusOf(await refused(() => teams.addUserForTeam(stranger, team)))).toBe(400);
  });

  it('books, changes, lists and deletes time on a task', async () => {
    const times = new TimeTrackingEntriesApi(client);
    const task = asana.taskIds()[0] ?? '';
    const opts = { opt_fields: 'duration_minutes,entered_on,description,task,created_by' };
    const data = { duration_minutes: 90, entered_on: '2026-02-27', description: 'Weeding' };
    const { gid } = one.parse(await call(() => times.createTimeTrackingEntry({ data }, task, opts))).data;
    await call(() => times.updateTimeTrackingEntry({ data: { duration_minutes: 45 } }, gid, opts));
    const read = one.parse(await call(() => times.getTimeTrackingEntry(gid, opts))).data;
    expect(read).toMatchObject({ ...data, duration_minutes: 45, task: { gid: task } });
    const window = { workspace: asana.settings.workspaceGid, entered_on_start_date: '2026-02-27' };
    const entries = collection.extend({ data: z.array(z.looseObject({ gid: z.string() })) });
    const listed = entries.parse(
      await call(() => times.getTimeTrackingEntries({ ...window, limit: 100, ...opts })),
    );
    expect(listed.data).toContainEqual(read);
    const endless = { workspace: asana.settings.workspaceGid, limit: 100 };
    expect(statusOf(await refused(() => times.getTimeTrackingEntries(endless)))).toBe(400);
    const nothing = { data: { duration_minutes: 0 } };
    expect(statusOf(await refused(() => times.createTimeTrackingEntry(nothing, task)))).toBe(400);
    expect(await call(() => times.deleteTimeTrackingEntry(gid))).toEqual({ data: {} });
    expect(statusOf(await refused(() => times.getTimeTrackingEntry(gid)))).toBe(404);
  });

  it('watches a workspace only with filters that it takes', async () => {
    const hooks = new WebhooksApi(client);
    const resource = asana.settings.workspaceGid;
    const filtered = (...types: readonly string[]) => ({
      data: {
        ...{ resource, target: `${target.url}/teams` },
        filters: types.map((resource_type) => ({ resource_type, action: 'added' })),
      },
    });
    expect(statusOf(await refused(() => hooks.createWebhook(filtered())))).toBe(400);
    expect(statusOf(await refused(() => hooks.createWebhook(filtered('task'))))).toBe(400);
    const made = one.parse(await call(() => hooks.createWebhook(filtered('team_membership'))));
    await call(() => hooks.deleteWebhook(made.data.gid));
  });

  it('creates a webhook over the handshake, sees it active and deletes it', async () => {
    const hooks = new WebhooksApi(client);
    const data = { resource: project, target: `${target.url}/asana` };
    const made = one.extend({ 'X-Hook-Secret': z.string().min(1) });
    const { gid } = made.parse(await call(() => hooks.createWebhook({ data }))).data;
    expect(statusOf(await refused(() => hooks.createWebhook({ data })))).toBe(403);
    expect(one.parse(await call(() => hooks.getWebhook(gid))).data).toMatchObject({ active: true });
    await call(() => hooks.deleteWebhook(gid));
    expect(statusOf(await refused(() => hooks.getWebhook(gid)))).toBe(404);
  });

  it('is refused with a token that was revoked, a wrong value and an address that does not exist', async () => {
    const stranger = new TasksApi(clientWith('revoked'));
    expect(statusOf(await refused(() => stranger.getTasks({ project })))).toBe(401);
    const data = { name: 'Paint the fence', due_on: 'soon', projects: [project] };
    expect(statusOf(await refused(() => tasks.createTask({ data })))).toBe(400);
    expect(statusOf(await refused(() => tasks.getTask('1')))).toBe(404);
    expect(statusOf(await refused(() => tasks.getSubtasksForTask('1')))).toBe(404);
    expect(statusOf(await refused(() => tasks.getTasks({ limit: 100 })))).toBe(400);
    const homeless = { data: { name: 'Lost' } };
    expect(statusOf(await refused(() => tasks.createTask(homeless)))).toBe(400);
  });
});
