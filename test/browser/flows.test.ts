import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { comesToHave, settledTask, twoSystems, write } from '../journeys/support/two-systems.ts';
import { until } from '../support/api.ts';
import { mails, runScheduled } from '../support/bad-days.ts';
import { bringForward } from '../support/schedule.ts';
import { tabTo } from './support/keyboard.ts';
import { openBrowser, signIn, visit } from './support/visitor.ts';

// Flow 1 is shown in connecting.test.ts, flow 4 in decisions.test.ts.
let browser: Browser;
let world: Awaited<ReturnType<typeof twoSystems>>;
beforeAll(async () => {
  browser = await openBrowser();
  world = await twoSystems();
});
afterAll(async () => {
  await browser.close();
  await world[Symbol.asyncDispose]();
});

const patience = { timeout: 30_000 };
const enter = (page: Page, path: string) => signIn(page, 'ada', path, world.stack.dashboardUrl);

const runs = z.looseObject({
  jobs: z.array(z.looseObject({ jobType: z.string(), status: z.string(), startedAt: z.string().optional() })),
});

/** A run that the schedule starts from now on, and that is over. One that is due while another goes on is left out: it is due again. */
async function scheduledRun({ stack, rest }: Awaited<ReturnType<typeof twoSystems>>): Promise<void> {
  const group = stack.resources.find(({ type }) => type === 'AWS::Scheduler::ScheduleGroup');
  const from = new Date().toISOString();
  await until(
    'the run of the schedule',
    async () => {
      await bringForward(stack.awsUrl, group?.physicalName ?? '', rest.id, 3);
      const { jobs } = await stack.steward.call('GET', `/api/admin/integrations/${rest.id}/jobs`, runs);
      const done = jobs.some(
        ({ jobType, status, startedAt = '' }) =>
          jobType === 'SCHEDULED_SYNC' && status === 'COMPLETED' && startedAt >= from,
      );
      return done ? true : undefined;
    },
    { timeoutMs: 60_000, everyMs: 3000 },
  );
}

test('flow 2: what somebody changes over there stands in the log seconds later, field by field, by keyboard alone', async () => {
  const { page, context } = await visit(browser);
  await enter(page, '/log');
  await page.getByRole('heading', { level: 1, name: 'Log' }).waitFor();
  const [task] = await world.asana.all();
  await world.asana.edit(String(task?.gid), { name: 'Plant oaks' });
  const told = page.getByText('Changed title of the task “Plant oaks” in BritePool').first();
  await told.waitFor(patience);
  await tabTo(
    page,
    page.getByRole('button', { name: /^Details: Changed title of the task “Plant oaks”/ }).first(),
  );
  await page.keyboard.press('Enter');
  await page.getByText('is now Plant oaks').first().waitFor(patience);
  await context.close();
});

test('flow 3: a scheduled run is seen with what it brought, by keyboard alone', async () => {
  const { rest } = world;
  await rest.listen();
  await settledTask(world, 'task-benches', 'Paint the benches');
  const partner = await until('the task in the portal', () => rest.partnerOf('TASK', 'task-benches'));
  await rest.silence();
  await rest.edit(partner, { name: 'Paint the benches green' });
  await scheduledRun(world);
  const { page, context } = await visit(browser);
  await enter(page, '/integrations');
  await tabTo(page, page.getByRole('link', { name: 'Portal', exact: true }));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Portal' }).waitFor();
  await page.getByText('Regular check').first().waitFor(patience);
  await tabTo(page, page.getByRole('link', { name: 'Sync log' }));
  await page.keyboard.press('Enter');
  await page
    .getByText(/^Changed .*title.* of the task “Paint the benches green” in BritePool/)
    .first()
    .waitFor(patience);
  await rest.listen();
  await context.close();
});

test('flow 5: an outage is told with its cause, the admins get a mail, a test says what is wrong, and all is caught up afterwards', async () => {
  const { stack, rest } = world;
  await write(stack, 'task', 'task-gate', { title: 'Oil the gate' });
  const partner = await until('the task in the portal', () => rest.partnerOf('TASK', 'task-gate'));
  rest.faults({ down: true });
  for (const n of [1, 2, 3, 4, 5, 6])
    await write(stack, 'task', 'task-gate', { title: `Oil the gate, try ${n}` });
  const { page, context } = await visit(browser);
  await enter(page, '/integrations');
  await page
    .getByText(/Portal.*(struggling|stopped)/i)
    .first()
    .waitFor(patience);
  await until('the mail', async () => {
    await runScheduled(stack, 'watch-health');
    return (await mails(stack)).some((subject) => subject.includes('Portal')) ? true : undefined;
  });
  await page.goto(`${stack.dashboardUrl}/integrations/${rest.id}/connection`);
  await page.getByRole('button', { name: /^Test/ }).click(patience);
  await page
    .getByText(/does not answer|cannot be reached|answered 503|is down/i)
    .first()
    .waitFor(patience);
  rest.faults({ down: false });
  await until('the end of the outage', async () => {
    await runScheduled(stack, 'watch-health');
    const there = (await rest.all()).find(({ id }) => id === partner);
    return there?.name === 'Oil the gate, try 6' ? true : undefined;
  });
  await page.getByRole('link', { name: 'All integrations' }).click();
  await page
    .getByText(/Portal.*(struggling|stopped)/i)
    .first()
    .waitFor({ state: 'detached', ...patience });
  await context.close();
});

test('flow 6: a new member goes out once the covenant is accepted and comes back when edited there, both seen in the log', async () => {
  const { stack, rest } = world;
  await rest.listen();
  const { page, context } = await visit(browser);
  await enter(page, `/integrations/${rest.id}/log`);
  const noor = {
    name: 'Noor Haddad',
    email: 'noor@example.org',
    covenantAcceptedAt: '2026-11-25T10:00:00.000Z',
  };
  await write(stack, 'member', 'member-noor', noor);
  await page.getByText('Added the member “Noor Haddad” to Portal').first().waitFor(patience);
  const partner = await until('the member over there', () => rest.partnerOf('MEMBER', 'member-noor'));
  await rest.edit(partner, { name: 'Noor Haddad-Berg' }, 'members');
  await page
    .getByText(/^Changed name.* of the member “Noor Haddad-Berg” in BritePool/)
    .first()
    .waitFor(patience);
  const there = async () => (await rest.all('members')).find(({ id }) => id === partner);
  await comesToHave('the member over there', there, { name: 'Noor Haddad-Berg', email: 'noor@example.org' });
  expect((await rest.all('members')).filter(({ email }) => email === 'noor@example.org')).toHaveLength(1);
  await context.close();
});
