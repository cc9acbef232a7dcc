import { type DataType, type ResourceType, resourcesOf } from './resources.ts';

export const deletePolicies = ['follow', 'archive', 'unlink', 'ask'] as const;
/**
 * What becomes of a record whose counterpart was deleted on purpose. `follow` it is deleted too · `archive` ours is
 * archived, theirs stays · `unlink` it stays and the two go separate ways · `ask` an admin decides each time.
 */
export type DeletePolicy = (typeof deletePolicies)[number];

/** The integration's policy for this kind of record; archiving loses nothing, so it is what happens unless chosen otherwise. */
export function deletePolicyOf(
  policies: { readonly [type in DataType]?: DeletePolicy } | undefined,
  type: ResourceType,
): DeletePolicy {
  for (const [dataType, policy] of Object.entries(policies ?? {})) if (covers(dataType, type)) return policy;
  return 'archive';
}

const covers = (dataType: string, type: ResourceType): boolean =>
  Object.entries(resourcesOf).some(([name, types]) => name === dataType && types.includes(type));
