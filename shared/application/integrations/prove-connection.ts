import type { ConnectionStep, ExternalSystem } from '../../domain/external.ts';
import { type FaultKind, faultOf } from '../../domain/fault.ts';
import { flowsIn, flowsOut, type Integration } from '../../domain/integration.ts';
import type { SignInValues } from '../../domain/sign-in.ts';
import { type Tried, type TryDeps, trySignIn } from '../credentials/try-sign-in.ts';
import { streamsOf } from '../jobs/streams.ts';

type Proposed = Pick<
  Integration,
  'type' | 'baseUrl' | 'authType' | 'settings' | 'syncDirection' | 'dataTypes'
>;

/**
 * Tries what an admin proposes and stores nothing: the sign-in, then a page of each kind of data that was chosen, what can
 * be written, and whether webhooks will tell of changes. One step each, with what to do about those that fail.
 */
export async function proveConnection(
  deps: TryDeps,
  proposed: Proposed,
  typed: SignInValues,
): Promise<Tried> {
  const tried = await trySignIn(deps, proposed, typed);
  if (!tried.report.ok) return tried;
  const system = await deps.connectors.connect(proposed, tried.values);
  const streams = await streamsOf(deps.connectors, proposed, proposed.dataTypes);
  const steps: ConnectionStep[] = [];
  for (const { name } of streams) steps.push(await readStep(system, name));
  if (flowsOut(proposed.syncDirection)) for (const { name } of streams) steps.push(writeStep(system, name));
  if (flowsIn(proposed.syncDirection)) steps.push(await webhookStep(deps, proposed));
  const all = [...tried.report.steps, ...steps];
  return { ...tried, report: { ...tried.report, ok: all.every(({ ok }) => ok), steps: all } };
}

async function readStep(system: ExternalSystem, stream: string): Promise<ConnectionStep> {
  const step = 'may-read';
  try {
    const { records } = await system.list(stream, { since: null, cursor: null });
    const found = records.length === 0 ? 'nothing is there yet' : 'records are there';
    return { step, stream, ok: true, message: `${stream} can be read; ${found}.` };
  } catch (error) {
    const { kind, message } = faultOf(error);
    if (kind === 'rate-limited')
      return { step, stream, ok: true, message: `${stream} was not tried: no requests are left for now.` };
    return {
      step,
      stream,
      ok: false,
      message: `${stream}: ${message}`,
      cure: cures[kind] ?? cures.forbidden,
    };
  }
}

const cures: { readonly [kind in FaultKind]?: string } & { readonly forbidden: string } = {
  forbidden: 'Give the account the right to read it, or leave this kind of data out.',
  'not-found': 'Look whether what you chose in the settings is still there.',
  unavailable: 'Nothing was stored. Try again in a few minutes.',
  drifted:
    'The system answers in another shape than it documents. Leave this kind of data out, and tell the operators.',
};

function writeStep(system: ExternalSystem, stream: string): ConnectionStep {
  const verbs = (['create', 'update', 'delete'] as const).filter((verb) => system.may(stream, verb));
  const message =
    verbs.length === 0
      ? `${stream} is only read; nothing is written there.`
      : `${stream} can be written: ${verbs.join(', ')}.`;
  return { step: 'may-write', stream, ok: true, message };
}

async function webhookStep(deps: TryDeps, { type }: Proposed): Promise<ConnectionStep> {
  const { webhooks } = await deps.connectors.facts(type);
  const message = webhooks.supported
    ? 'Changes are told by webhooks; what those miss is found by scheduled runs.'
    : `Changes are found by scheduled runs only. ${webhooks.why}`;
  return { step: 'webhook', ok: true, message };
}
