import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import { sha256Hasher } from '../../shared/adapters/platform/system.ts';
import { processChanges } from '../../shared/application/sync/process-changes.ts';
import { asana } from '../../shared/connectors/asana/index.ts';
import { settings } from '../../shared/connectors/asana/schema.ts';
import { startAsanaSimulator } from '../../shared/connectors/asana/simulator/index.ts';
import { readWebhook } from '../../shared/connectors/asana/webhook.ts';
import type { Integration } from '../../shared/domain/integration.ts';
import type { ResourceType } from '../../shared/domain/resources.ts';
import type { Fields } from '../../shared/domain/values.ts';
import { write } from '../application/support/here.ts';
import { hint, message } from '../application/support/world.ts';
import { connected } from './support/community.ts';
import { startReceiver } from './support/receiver.ts';

type Options = Parameters<typeof startAsanaSimulator>[0];
async function start(more: Partial<Integration> = {}, plan: Options = {}) {
  const organisation = await connected(asana, (options) => startAsanaSimulator({ ...options, ...plan }), {
    authType: 'BEARER_TOKEN',
    ...more,
  });
  open = organisation;
  await organisation.run();
  return organisation;
}
let open: Awaited<ReturnType<typeof start>> | undefined;
afterEach(() => open?.simulator.close());

const list = z.array(z.looseObject({ gid: z.string() }));
type Organisation = Awaited<ReturnType<typeof start>>;
const there = async ({ simulator }: Organisation, collection: string) =>
  list.parse(await (await fetch(`${simulator.controlUrl}/${collection}`)).json());

/** Somebody at BritePool makes a record, and it is worked on. */
async function make(
  { world, deps, settle }: Organisation,
  type: ResourceType,
  stream: string,
  id: string,
  fields: Fields,
) {
  await write(world, id, fields, {}, type);
  const change = hint(id, `made-${id}`, {
    ...{ integrationId: 'int-rest', resourceType: type, stream, side: 'local', cause: 'edit' },
  });
  await processChanges(deps, [message(change)]);
  await settle();
  return world.memory.logs.get(change.logId);
}

describe('an organisation in Asana', () => {
  test('comes in whole: people, teams and who is in them, tasks and time entries', async () => {
    const { ours } = await start();
    const kinds = ['MEMBER', 'COMMITTEE', 'COMMITTEE_MEMBER', 'TASK', 'PARTICIPATION_LOG'] as const;
    expect(kinds.map((type) => ours(type).size)).toEqual([6, 2, 7, 12, 8]);
    const committees = new Set([...ours('COMMITTEE').values()].map((record) => record?.id));
    const members = new Set([...ours('MEMBER').values()].map((record) => record?.id));
    const tasks = new Set([...ours('TASK').values()].map((record) => record?.id));
    for (const seat of ours('COMMITTEE_MEMBER').values()) {
      expect(committees).toContain(seat?.fields.committeeId);
      expect(members).toContain(seat?.fields.memberId);
      // A part in a team of Asana gives no rights here.
      expect(seat?.fields.role ?? null).toBeNull();
    }
    for (const entry of ours('PARTICIPATION_LOG').values()) {
      expect(members).toContain(entry?.fields.memberId);
      expect(tasks).toContain(entry?.fields.taskId);
      expect(entry?.fields).toMatchObject({ date: expect.any(String), minutes: expect.any(Number) });
    }
  });

  test('brings of all that only what was chosen', async () => {
    const { ours } = await start({ dataTypes: ['MEMBERS', 'TASKS'] });
    const kinds = ['MEMBER', 'TASK', 'COMMITTEE', 'COMMITTEE_MEMBER', 'PARTICIPATION_LOG'] as const;
    expect(kinds.map((type) => ours(type).size)).toEqual([6, 12, 0, 0, 0]);
  });

  test('whose plan has no time tracking brings all the rest, and the run says what it left out', async () => {
    const { ours, world } = await start({}, { keepsTime: false });
    const kinds = ['MEMBER', 'COMMITTEE', 'COMMITTEE_MEMBER', 'TASK', 'PARTICIPATION_LOG'] as const;
    expect(kinds.map((type) => ours(type).size)).toEqual([6, 2, 7, 12, 0]);
    const [job] = [...world.memory.jobs.values()];
    expect(job?.skipped).toMatchObject([{ stream: 'time_entries', fault: { httpStatus: 402 } }]);
  });

  test('brings hours on tasks that are not synced as well: all but the task', async () => {
    const { ours, world } = await start({ dataTypes: ['MEMBERS', 'PARTICIPATION_LOGS'] });
    const hours = [...ours('PARTICIPATION_LOG').values()];
    expect(hours).toHaveLength(8);
    for (const entry of hours) {
      expect(entry?.fields.taskId ?? null).toBeNull();
      expect(entry?.fields.minutes).toBeGreaterThan(0);
    }
    const [job] = [...world.memory.jobs.values()];
    expect(job).toMatchObject({ status: 'COMPLETED', errorCount: 0 });
  });

  test('gets the committee and its member that are made here', async () => {
    const organisation = await start();
    const memberId = organisation.ours('MEMBER').get(organisation.simulator.people()[1] ?? '')?.id ?? '';
    await make(organisation, 'COMMITTEE', 'teams', 'kitchen', { name: 'Kitchen', description: 'Soup' });
    const team = (await there(organisation, 'teams')).find(({ name }) => name === 'Kitchen');
    expect(team).toMatchObject({ description: 'Soup' });
    await make(organisation, 'COMMITTEE_MEMBER', 'team_members', 'cook', {
      committeeId: 'kitchen',
      memberId,
    });
    expect(await there(organisation, 'team_memberships')).toContainEqual(
      expect.objectContaining({ team: team?.gid, user: organisation.simulator.people()[1] }),
    );
  });

  test('gets the hours of the sync’s own account; those of others are set aside with the reason', async () => {
    const organisation = await start();
    const [own, other] = organisation.simulator
      .people()
      .map((gid) => organisation.ours('MEMBER').get(gid)?.id ?? '');
    const taskId = organisation.ours('TASK').get(organisation.simulator.taskIds()[0] ?? '')?.id ?? '';
    const hours = { taskId, date: '2026-02-20', minutes: 45, description: 'Jars' };
    const stream = ['PARTICIPATION_LOG', 'time_entries'] as const;
    const log = await make(organisation, ...stream, 'mine', { ...hours, memberId: own ?? '' });
    expect(log?.outcome).toBe('applied');
    const made = { duration_minutes: 45, entered_on: '2026-02-20', description: 'Jars' };
    expect(await there(organisation, 'time_tracking_entries')).toContainEqual(expect.objectContaining(made));
    const refused = await make(organisation, ...stream, 'theirs', {
      ...{ ...hours, description: 'Lids', memberId: other ?? '' },
    });
    expect(refused).toMatchObject({
      outcome: 'rejected',
      fault: { message: expect.stringMatching(/for others/) },
    });
    expect(await there(organisation, 'time_tracking_entries')).toHaveLength(9);
  });

  test('tells at once who joined and who left a team, and nothing of tasks by that webhook', async () => {
    const organisation = await start();
    const { simulator, system } = organisation;
    const secrets: Record<string, readonly string[]> = {};
    const receiver = await startReceiver((request) =>
      readWebhook(request, {
        ...{ settings: settings.parse(simulator.settings), now: new Date(), pendingNonce: 'nonce' },
        secrets: secrets[request.query.hook ?? ''] ?? [],
        hash: (text) => sha256Hasher.hash(text),
      }),
    );
    onTestFinished(() => receiver.close());
    const url = (key: string) => `${receiver.url}/receive?hook=${key}&nonce=nonce`;
    for (const hook of await system.registerWebhooks({ url, secret: '' })) secrets[hook.key] = [hook.secret];
    const seat = (await there(organisation, 'team_memberships')).find(({ is_admin }) => is_admin === false);
    const left = `${simulator.controlUrl}/team_memberships/${seat?.gid}`;
    await fetch(left, { method: 'DELETE' });
    const user = { gid: simulator.people()[1] ?? '' };
    const team = { gid: String(seat?.team) };
    const joined = await system.create('team_members', { team, user }, 'key');
    const name = { method: 'PATCH', body: JSON.stringify({ name: 'Mow' }) };
    await fetch(`${simulator.controlUrl}/tasks/${simulator.taskIds()[0]}`, name);
    await simulator.idle();
    const told = receiver.received.flatMap(({ request, reading }) =>
      reading.kind === 'delivery' ? reading.changes.map((change) => [request.query.hook, change]) : [],
    );
    const { workspaceGid, projectGids } = simulator.settings;
    const about = (externalId: string | undefined, kind: string) =>
      expect.objectContaining({ stream: 'team_members', externalId, kind });
    expect(told).toEqual([
      [workspaceGid, about(seat?.gid, 'deleted')],
      [workspaceGid, about(joined.id, 'upserted')],
      [projectGids[0], expect.objectContaining({ stream: 'tasks' })],
    ]);
  });
});
