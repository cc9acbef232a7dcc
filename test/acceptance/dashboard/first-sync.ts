import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'playwright-core';
import * as z from 'zod';
import { openChromium } from '../../browser/support/chromium.ts';
import { signInAs } from '../../browser/support/sign-in-page.ts';
import { type ApiUser, until } from '../../support/api.ts';
import { CountedHand } from '../../support/counted-hand.ts';
import { figuresIn, type ImportFigures, outcomeOf } from '../../support/import-outcome.ts';
import { Instance, type ReadyFile } from '../../support/instance.ts';

export const title = 'from npm start to a previewed and finished first import by clicking alone';

const patience = { timeout: 60_000 };
const signInShape = z.looseObject({ baseUrl: z.string(), credentials: z.looseObject({ token: z.string() }) });
type Say = (line: string) => void;

export async function demonstrate(say: Say): Promise<readonly string[]> {
  const instance = new Instance({ practice: 'on', command: 'npm start' });
  try {
    const began = performance.now();
    const ready = await instance.start(120_000);
    say(`npm start is ready after ${seconds(ready.startedInMs)}`);
    await using chromium = await openChromium();
    const context = await chromium.browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' });
    const page = await context.newPage();
    const signedInAt = performance.now();
    const hand = new CountedHand();
    await signInAs(page, 'ada', '/integrations', ready.dashboardUrl);
    hand.typed += 2;
    await connectHarvest(page, hand, ready);
    const api = instance.user(ready);
    const told = await preview(page, api, hand, say);
    const previewedAt = performance.now();
    await hand.click(page.getByRole('button', { name: 'Begin the first import' }));
    await page.getByText(/ · [\d,]+ records · /).waitFor(patience);
    const finishedAt = performance.now();
    const lines = [
      ...(await compared(api, page, told)),
      `from npm start ${seconds(finishedAt - began)}, from the sign-in ${seconds(finishedAt - signedInAt)} (${seconds(previewedAt - signedInAt)} of them to the preview)`,
      `${hand.clicks} clicks, ${hand.pastes} pastes, ${hand.typed} fields typed (name and password)`,
    ];
    return lines;
  } finally {
    await instance.interrupt();
    await instance.dispose();
  }
}

/** Chooses and enters what an admin would, from the overview to the button that connects. */
async function connectHarvest(page: Page, hand: CountedHand, ready: ReadyFile): Promise<void> {
  const { baseUrl, credentials } = signInShape.parse(ready.simulators.HARVEST);
  const button = (name: string) => page.getByRole('button', { name });
  await hand.click(page.getByRole('link', { name: 'Add integration' }));
  await hand.click(button('Connect Harvest'));
  await hand.click(page.getByText('Another address'));
  await hand.paste(page.getByLabel('Address of the system'), baseUrl);
  await hand.click(button('Next'));
  await hand.paste(page.getByLabel('Personal access token'), credentials.token);
  await hand.click(button('Sign in and go on'));
  await hand.choose(page.getByLabel(/^Kind of work/), 'Gardening');
  await hand.click(page.locator('label', { hasText: /^Participation logs/ }));
  await hand.click(button('Next'));
  await page.getByText(/^Everything works/).waitFor(patience);
}

/** Connects and reads what the page says that an import would do. */
async function preview(
  page: Page,
  api: ApiUser,
  hand: CountedHand,
  say: Say,
): Promise<ReadonlyMap<string, ImportFigures>> {
  await practiceImported(api);
  await hand.click(page.getByRole('button', { name: 'Connect and look what would happen' }));
  await page.getByText(/^Counted: /).waitFor(patience);
  const sentences = await page.getByText(/would come here/).allTextContents();
  for (const each of sentences) say(each);
  const { integrationId, records } = await newest(api);
  if (records > 0)
    throw new Error(`${records} records of ${integrationId} were synced before the beginning.`);
  return figuresIn(sentences);
}

const integrationsShape = z.looseObject({
  integrations: z.array(
    z.looseObject({
      id: z.string(),
      type: z.string(),
      currentJob: z.looseObject({ totalRecords: z.number() }).optional(),
      lastSyncAt: z.string().optional(),
    }),
  ),
});
const connected = async (api: ApiUser) =>
  (await api.call('GET', '/api/admin/integrations', integrationsShape)).integrations;

/** What others bring while one looks would change what there is to link. */
const practiceImported = (api: ApiUser) =>
  until('the first imports of the practice world', async () =>
    (await connected(api)).every(({ lastSyncAt, currentJob }) => lastSyncAt !== undefined && !currentJob)
      ? true
      : undefined,
  );

async function newest(api: ApiUser) {
  const harvest = (await connected(api)).find(({ type }) => type === 'HARVEST');
  if (harvest === undefined) throw new Error('Harvest is not connected.');
  return { integrationId: harvest.id, records: harvest.currentJob?.totalRecords ?? 0 };
}

const jobsShape = z.looseObject({
  jobs: z.array(z.looseObject({ jobType: z.string(), status: z.string(), totalRecords: z.number() })),
});

/** Fails unless exactly one import ran to its end and did what was told before. */
async function compared(
  api: ApiUser,
  page: Page,
  told: ReadonlyMap<string, ImportFigures>,
): Promise<readonly string[]> {
  const { integrationId } = await newest(api);
  const { jobs } = await api.call('GET', `/api/admin/integrations/${integrationId}/jobs`, jobsShape);
  const imports = jobs.filter(({ jobType }) => jobType === 'INITIAL_IMPORT');
  const [first] = imports;
  if (imports.length !== 1 || first?.status !== 'COMPLETED')
    throw new Error(`The import did not finish: ${JSON.stringify(imports)}\n${page.url()}`);
  const did = await outcomeOf(api, integrationId, [...told.keys()]);
  const lines = [...told].map(
    ([kind, figures]) => `${kind}: previewed ${inWords(figures)}; imported ${inWords(did.get(kind))}`,
  );
  const sum = [...told.values()].reduce((total, { created, linked }) => total + created + linked, 0);
  if (sum === 0 || !isDeepStrictEqual(told, did))
    throw new Error([...lines, 'Preview and import differ.'].join('\n  '));
  return [...lines, `${first.totalRecords} records`];
}

const inWords = (figures: ImportFigures | undefined): string =>
  figures === undefined
    ? 'nothing'
    : `${figures.created} added, ${figures.linked} linked, ${figures.asked} asked, ${figures.unreadable} unreadable`;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
