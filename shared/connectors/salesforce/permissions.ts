import type { Call } from '../../connector-kit/connector.ts';
import type { ConnectionStep } from '../../domain/external.ts';
import { describe } from './describe.ts';
import type { Kind } from './kinds.ts';
import type { Settings } from './schema.ts';
import { kinds } from './streams.ts';

interface Sight {
  readonly object: Kind['object'];
  readonly hidden: boolean;
  readonly missing: readonly string[];
  readonly readOnly: boolean;
}

/** What the sync's user may see and write of each object, as steps of the connection test. */
export async function lookAround(call: Call<Settings>): Promise<readonly ConnectionStep[]> {
  const sights: Sight[] = [];
  for (const kind of Object.values(kinds)) sights.push(await sightOf(call, kind));
  return [mayRead(sights), mayWrite(sights)];
}

async function sightOf(call: Call<Settings>, { object, needs }: Kind): Promise<Sight> {
  const found = await describe(call, call.settings.apiVersion, object);
  if (found === 'hidden') return { object, hidden: true, missing: [], readOnly: false };
  const names = new Set(found.fields.map(({ name }) => name));
  return {
    object,
    hidden: false,
    missing: needs.filter((field) => !names.has(field)).map((field) => `${object}.${field}`),
    readOnly: !found.createable || !found.updateable,
  };
}

const objects = (sights: readonly Sight[]): string => sights.map(({ object }) => object).join(', ');

function mayRead(sights: readonly Sight[]): ConnectionStep {
  const missing = sights.flatMap((sight) => sight.missing);
  const hidden = sights.filter((sight) => sight.hidden);
  const enough = missing.length === 0 && hidden.length < sights.length;
  const notSeen = [...missing, ...(hidden.length === 0 ? [] : [objects(hidden)])].join(', ');
  if (!enough)
    return {
      step: 'may-read',
      ok: false,
      message: `The sync’s user does not see: ${notSeen}.`,
      cure: 'In Salesforce: Setup → Permission Sets → the set of this user → Object Settings: allow reading them.',
    };
  const except = notSeen === '' ? '' : `, except what the sync’s user does not see: ${notSeen}`;
  return { step: 'may-read', ok: true, message: `The org can be read${except}.` };
}

function mayWrite(sights: readonly Sight[]): ConnectionStep {
  const readOnly = objects(sights.filter((sight) => sight.readOnly));
  const except = readOnly === '' ? '' : `, except: ${readOnly}`;
  return { step: 'may-write', ok: true, message: `Records can be made and changed${except}.` };
}
