import type { ResourceType } from '../../domain/resources.ts';
import { isRefused } from '../refusal.ts';
import type { FieldMappingDeps } from './deps.ts';
import { findMapping } from './find-mapping.ts';
import { saveMapping } from './save-mapping.ts';

/** Takes up the rules of an earlier version again, as a new version: nothing that happened is rewritten. */
export async function restoreMapping(
  deps: FieldMappingDeps,
  integrationId: string,
  type: ResourceType,
  wanted: { readonly restore: number; readonly version: number },
  actor: string,
): ReturnType<typeof saveMapping> {
  const found = await findMapping(deps, integrationId, type);
  if (isRefused(found)) return found;
  const versions = await deps.fieldMappings.versions(integrationId, type);
  const old = versions.find(({ version }) => version === wanted.restore);
  if (old === undefined) {
    return { refused: 'not-found', message: `There is no version ${wanted.restore} of this field mapping.` };
  }
  const { fields } = old;
  const change = { fields, version: wanted.version, restoredFrom: wanted.restore };
  return saveMapping(deps, integrationId, type, change, actor);
}
