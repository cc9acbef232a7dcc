import * as z from 'zod';
import { work } from '../../../shared/connector-kit/simulator/community.ts';
import { allSubjects } from '../../conformance/support/subjects.ts';
import { clash } from '../../journeys/support/clash.ts';
import { erase, settledTask, twoSystems, write } from '../../journeys/support/two-systems.ts';
import { createdShape, finished, until } from '../../support/api.ts';
import { runScheduled } from '../../support/bad-days.ts';

/** What else is connected besides Asana and the portal, under names of its admins. */
const others = [
  ['TRELLO', 'Trello of the festival'],
  ['HARVEST', 'Invoiced time'],
  ['TOGGL', 'Volunteer hours'],
  ['HUBSPOT', 'Members in HubSpot'],
] as const;

type World = Awaited<ReturnType<typeof twoSystems>>;

async function connectAnother({ stack }: World, type: string, name: string) {
  const known = allSubjects.find((subject) => subject.type === type);
  if (known === undefined) throw new Error(`There is no ${type}.`);
  const { connector, subject } = known;
  const running = await subject.start({ tasks: 12, members: 4, now: () => new Date() });
  const plan = connector.manifest.limits.plans?.at(-1)?.id;
  const { integration, jobId } = await stack.steward.call('POST', '/api/admin/integrations', createdShape, {
    ...{ name, type, baseUrl: running.baseUrl, authType: subject.authType },
    ...{ credentials: running.credentials, dataTypes: dataTypesOf(connector.manifest.streams) },
    settings: plan === undefined ? running.settings : { ...running.settings, plan },
    ...{ syncDirection: 'EXTERNAL_TO_BRITEPOOL', syncFrequency: 'HOURLY' },
  });
  await finished(stack.steward, jobId);
  return { id: integration.id, running };
}

const kinds = {
  TASK: 'TASKS',
  MEMBER: 'MEMBERS',
  PARTICIPATION_LOG: 'PARTICIPATION_LOGS',
  COMMITTEE: 'COMMITTEES',
};
const dataTypesOf = (streams: readonly { readonly resourceType: string }[]): string[] => [
  ...new Set(
    streams.flatMap(
      ({ resourceType }) => Object.entries(kinds).find(([kind]) => kind === resourceType)?.[1] ?? [],
    ),
  ),
];

/** A second record of ours that looks like the first task of the systems that are connected later. */
async function doubtful({ stack }: World): Promise<void> {
  const [first] = work(1);
  if (first === undefined) throw new Error('The simulators begin empty.');
  const fields = { title: first.title, ...(first.due === null ? {} : { dueDate: first.due }) };
  await write(stack, 'task', 'task-from-last-spring', fields);
}

/** A record that the portal cannot take, set aside after its tries. */
async function failing(world: World): Promise<void> {
  const { stack, rest } = world;
  await write(stack, 'task', 'task-swifts', { title: 'Count the swifts' });
  const partner = await until('the task in the portal', () => rest.partnerOf('TASK', 'task-swifts'));
  rest.faults({ broken: { path: `/tasks/${partner}`, status: 500 } });
  await write(stack, 'task', 'task-swifts', { title: 'Count the swifts in June' });
  await waits(world, `/api/admin/parked?integrationId=${rest.id}`, 'items');
}

/** Something waits in this list. */
const waits = ({ stack }: World, path: string, list: string) =>
  until(`what waits at ${path}`, async () => {
    const answer = z
      .record(z.string(), z.unknown())
      .parse(await stack.steward.call('GET', path, z.unknown()));
    return z.array(z.unknown()).parse(answer[list]).length > 0 ? true : undefined;
  });

async function mapInTurn<Item, Made>(
  items: readonly Item[],
  make: (item: Item) => Promise<Made>,
): Promise<Made[]> {
  const made: Made[] = [];
  for (const item of items) made.push(await make(item));
  return made;
}

/**
 * A community in the middle of its work, with something of everything that an admin meets: six systems, one of them
 * paused, one that no longer takes our sign-in, two conflicts, records that could be either of two, a deletion that is
 * held, a record that the portal cannot take.
 */
export async function showcase() {
  const world = await twoSystems({ conflictStrategy: 'MANUAL_REVIEW', deletePolicies: { TASKS: 'ask' } });
  const { stack } = world;
  // First of all: later the small plan of Asana has no more requests to give for a while.
  await settledTask(world, 'task-old-shed', 'Old shed');
  await erase(stack, 'task', 'task-old-shed');
  await waits(world, '/api/admin/approvals', 'approvals');
  await doubtful(world);
  const connected = await mapInTurn(others, ([type, name]) => connectAnother(world, type, name));
  const [, harvest, , hubspot] = connected;
  await clash(world, 'Plant oaks by the pond', 'Plant limes by the pond');
  await clash(world, 'Water the herbs', 'Water the hedges');
  await failing(world);
  await stack.steward.send('PUT', `/api/admin/integrations/${harvest?.id}`, { status: 'PAUSED' });
  hubspot?.running.faults({ broken: { path: '', status: 401 } });
  await stack.steward.send('POST', `/api/admin/integrations/${hubspot?.id}/sync`, {});
  await runScheduled(stack, 'watch-health');
  return {
    ...world,
    async [Symbol.asyncDispose](): Promise<void> {
      await Promise.all(connected.map(({ running }) => running.close()));
      await world[Symbol.asyncDispose]();
    },
  };
}
