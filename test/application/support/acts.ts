import { excludeRecord } from '../../../shared/application/pairs/exclude.ts';
import { includeRecord } from '../../../shared/application/pairs/include.ts';
import { relinkPair } from '../../../shared/application/pairs/relink.ts';
import { unlinkPair } from '../../../shared/application/pairs/unlink.ts';
import type { RecordPlace } from '../../../shared/domain/left-alone.ts';
import type { World } from './world.ts';

export const here = (recordId: string): RecordPlace => ({
  ...{ integrationId: 'int-1', resourceType: 'TASK', side: 'local', recordId },
});
export const there = (recordId: string): RecordPlace => ({ ...here(recordId), side: 'external' });

const said = { actor: 'ada', reason: 'Two different tasks' };

export const unlink = ({ deps }: World, place = here('task-1'), more: { readonly version?: number } = {}) =>
  unlinkPair(deps, place, { ...said, ...more });
export const exclude = ({ deps }: World, place = here('task-1')) => excludeRecord(deps, place, said);
export const include = ({ deps }: World, place = here('task-1')) => includeRecord(deps, place, said);
export const relink = (
  { deps }: World,
  internalId = 'task-1',
  externalId = 'tasks-new-1',
  more: { readonly resourceType?: 'MEMBER' | 'EVENT'; readonly version?: number } = {},
) => {
  const { resourceType = 'TASK', ...rest } = more;
  return relinkPair(
    deps,
    { integrationId: 'int-1', resourceType, internalId, externalId },
    { ...said, ...rest },
  );
};
