import type { ExternalData, ExternalSystem, WebhookTarget } from '../../../shared/domain/external.ts';
import { faultOf } from '../../../shared/domain/fault.ts';
import type { Exchange } from './watched.ts';

/** What is written to a stream. */
export interface Sample {
  readonly created: ExternalData;
  readonly changed?: ExternalData;
}
/** By stream; `one` and `other` are the ids of the first and last record that the list of a stream showed. */
export type Samples = (
  one: (stream: string) => string,
  other: (stream: string) => string,
) => { readonly [stream: string]: Sample };

/** One thing that the connector was asked to do, what it sent for it and how it ended. */
export interface Step {
  readonly name: string;
  readonly exchanges: readonly Exchange[];
  /** Absent where the answers were understood. */
  readonly failure?: string;
}

interface Run {
  readonly system: ExternalSystem;
  readonly streams: readonly string[];
  readonly samples: Samples;
  readonly target: WebhookTarget;
  readonly lookUps: { readonly [field: string]: () => Promise<unknown> };
  readonly taken: () => readonly Exchange[];
}

const since = '2026-02-28T00:00:00.000Z';

/** Everything that a connector does for its integration, once. */
export async function perform(run: Run): Promise<readonly Step[]> {
  const steps: Step[] = [];
  const step = async <Result>(name: string, work: () => Promise<Result>): Promise<Result | undefined> => {
    run.taken();
    try {
      const result = await work();
      steps.push({ name, exchanges: run.taken() });
      return result;
    } catch (error) {
      const { kind, message, pointer = '' } = faultOf(error);
      steps.push({ name, exchanges: run.taken(), failure: `${kind}: ${message} ${pointer}`.trim() });
      return undefined;
    }
  };
  await step('connection test', async () => {
    const report = await run.system.test();
    if (!report.ok) throw new Error(report.steps.map(({ message }) => message).join(' '));
  });
  for (const [field, lookUp] of Object.entries(run.lookUps)) await step(`choices of ${field}`, lookUp);
  const known = new Map<string, readonly string[]>();
  for (const stream of run.streams) await read(run, stream, step, known);
  const at = (place: number) => (stream: string) => known.get(stream)?.at(place) ?? '';
  const samples = run.samples(at(0), at(-1));
  for (const stream of run.streams) await write(run, stream, step, samples[stream], known.get(stream)?.[0]);
  const hooks = (await step('webhooks: register', () => run.system.registerWebhooks(run.target))) ?? [];
  const [hook] = hooks;
  if (hook !== undefined) {
    await step('webhooks: check', () => run.system.checkWebhook(hook));
    await step('webhooks: renew', () => run.system.renewWebhook(hook));
    await step('webhooks: remove', () => run.system.unregisterWebhook(hook));
  }
  return steps.filter(({ exchanges, failure }) => exchanges.length > 0 || failure !== undefined);
}

type TakeStep = <Result>(name: string, work: () => Promise<Result>) => Promise<Result | undefined>;

async function read(
  { system }: Run,
  stream: string,
  step: TakeStep,
  known: Map<string, readonly string[]>,
): Promise<void> {
  const page = await step(`${stream}: list`, () => system.list(stream, { since: null, cursor: null }));
  const { next = null, records = [] } = page ?? {};
  if (next !== null)
    await step(`${stream}: next page`, () => system.list(stream, { since: null, cursor: next }));
  await step(`${stream}: list what changed`, () => system.list(stream, { since, cursor: null }));
  await step(`${stream}: fields`, () => system.discoverFields(stream));
  const [first] = records;
  if (first === undefined) return;
  known.set(
    stream,
    records.map(({ id }) => id),
  );
  await step(`${stream}: get`, () => system.get(stream, first.id));
}

async function write(
  { system }: Run,
  stream: string,
  step: TakeStep,
  sample: Sample | undefined,
  known: string | undefined,
): Promise<void> {
  await step(`${stream}: find by key`, () => system.findByKey(stream, 'key-1'));
  if (sample === undefined) return;
  const { created, changed } = sample;
  const made = system.may(stream, 'create')
    ? await step(`${stream}: create`, () => system.create(stream, created, `key of ${stream}`))
    : undefined;
  const id = made?.id ?? known;
  if (id === undefined) return;
  if (system.may(stream, 'update') && changed !== undefined)
    await step(`${stream}: update`, () => system.update(stream, id, changed));
  if (system.may(stream, 'delete')) await step(`${stream}: delete`, () => system.delete(stream, id));
}
