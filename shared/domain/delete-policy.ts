import { type DataType, type ResourceType, resourcesOf } from './resources.ts';

export const deletePolicies = ['follow', 'archive', 'unlink', 'ask'] as const;
/**
 * What becomes of a record whose counterpart was deleted on purpose. `follow` it is deleted too · `archive` ours is
 * archived, theirs stays · `unlink` it stays and the two go separate ways · `ask` an admin decides each time.
 */
export type DeletePolicy = (typeof deletePolicies)[number];
type Policies = { readonly [type in DataType]?: DeletePolicy };
/** Archiving loses nothing, so it is what happens unless chosen otherwise. */
const unlessChosen: DeletePolicy = 'archive';

/** What holds for each kind of data. */
export const everyDeletePolicy = (policies: Policies = {}): Record<DataType, DeletePolicy> => {
  const of = (type: DataType): DeletePolicy => policies[type] ?? unlessChosen;
  return {
    TASKS: of('TASKS'),
    MEMBERS: of('MEMBERS'),
    PARTICIPATION_LOGS: of('PARTICIPATION_LOGS'),
    EVENTS: of('EVENTS'),
    COMMITTEES: of('COMMITTEES'),
  };
};

/** The integration's policy for this kind of record. */
export function deletePolicyOf(policies: Policies | undefined, type: ResourceType): DeletePolicy {
  for (const [dataType, policy] of Object.entries(policies ?? {})) if (covers(dataType, type)) return policy;
  return unlessChosen;
}

const covers = (dataType: string, type: ResourceType): boolean =>
  Object.entries(resourcesOf).some(([name, types]) => name === dataType && types.includes(type));
