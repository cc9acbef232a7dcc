import type { ExternalData } from '../../domain/external.ts';
import { type FaultKind, faultOf } from '../../domain/fault.ts';
import type { Integration } from '../../domain/integration.ts';
import type { Choice, DiscoveredField } from '../../domain/look-ups.ts';
import type { SignIn, SignInValues } from '../../domain/sign-in.ts';
import type { Connectors, SecretStore } from '../ports.ts';
import { isRefused, type Refusal } from '../refusal.ts';
import { connectStored } from './connect-stored.ts';
import type { SignInDeps } from './deps.ts';
import { type FinishedDeps, finishedConnection } from './finished-connection.ts';
import type { ConnectionTarget, LookUps } from './ports.ts';
import { storedSignIn } from './stored-sign-in.ts';
import { typedSignIn } from './try-sign-in.ts';

export interface LookUpDeps extends SignInDeps, FinishedDeps {
  readonly secrets: SecretStore;
  readonly connectors: Connectors;
  readonly lookUps: LookUps;
}

type Choices = { readonly choices: readonly Choice[] };

/** Values for a field of settings that are still being chosen. Typed values are used and forgotten. */
export async function lookUpChoices(
  deps: LookUpDeps,
  target: ConnectionTarget,
  look: {
    readonly field: string;
    readonly typed: SignInValues;
    readonly connectionId: string | undefined;
  },
  actor: string,
): Promise<Choices | Refusal> {
  const { connectionId, field } = look;
  if (connectionId === undefined) {
    return ask(deps, target, typedSignIn(deps, target, look.typed), field, target.settings);
  }
  const finished = await finishedConnection(deps, connectionId, target, actor);
  if (isRefused(finished)) return finished;
  const signIn = storedSignIn(deps, { id: connectionId, target }, finished.values);
  return ask(deps, target, signIn, field, target.settings);
}

/** Values for a settings field of an integration that is signed in. */
export async function choicesOf(
  deps: LookUpDeps,
  integration: Integration,
  field: string,
  settings: ExternalData,
): Promise<Choices | Refusal> {
  const values = (await deps.secrets.credentials(integration.id)) ?? {};
  const signIn = storedSignIn(deps, { id: integration.id, target: integration }, values);
  return ask(deps, integration, signIn, field, settings);
}

/** What the vendor says about the fields of one collection. */
export async function fieldsOf(
  deps: LookUpDeps,
  integration: Integration,
  stream: string,
): Promise<{ readonly fields: readonly DiscoveredField[] } | Refusal> {
  try {
    const system = await connectStored(deps, integration);
    return { fields: await system.discoverFields(stream) };
  } catch (error) {
    return refusalOf(error, '/stream');
  }
}

async function ask(
  deps: LookUpDeps,
  target: ConnectionTarget,
  signIn: SignIn,
  field: string,
  given: ExternalData,
): Promise<Choices | Refusal> {
  try {
    return { choices: await deps.lookUps.choices(target, signIn, field, given) };
  } catch (error) {
    return refusalOf(error, '/field');
  }
}

const step: { readonly [kind in FaultKind]?: 'signed-in' | 'may-read' } = {
  unauthorized: 'signed-in',
  forbidden: 'may-read',
  'not-found': 'may-read',
};

function refusalOf(error: unknown, pointer: string): Refusal {
  const { kind, message } = faultOf(error);
  if (kind === 'bug') throw error;
  if (kind === 'rejected') return { refused: 'invalid', errors: [{ pointer, message }] };
  const failed = step[kind];
  if (failed === undefined) return { refused: 'unreachable', message };
  return { refused: 'connection-failed', steps: [{ step: failed, ok: false, message }] };
}
