import { type DataType, dataTypeOf, type ResourceType } from './resources.ts';

export const deletePolicies = ['follow', 'archive', 'unlink', 'ask'] as const;
/**
 * What becomes of a record whose counterpart was deleted on purpose. `follow` it is deleted too · `archive` ours is
 * archived, theirs stays · `unlink` it stays and the two go separate ways · `ask` an admin decides each time.
 */
export type DeletePolicy = (typeof deletePolicies)[number];
/** What holds for each kind of data. */
export type DeletePolicies = { readonly [type in DataType]: DeletePolicy };

/** Archiving loses nothing, so it is what happens to the kinds of data for which nothing was chosen. */
export const deletePoliciesFrom = (chosen: Partial<DeletePolicies>): DeletePolicies => ({
  TASKS: 'archive',
  MEMBERS: 'archive',
  PARTICIPATION_LOGS: 'archive',
  EVENTS: 'archive',
  COMMITTEES: 'archive',
  ...chosen,
});

/** The integration's policy for this kind of record. */
export const deletePolicyOf = (policies: DeletePolicies, type: ResourceType): DeletePolicy =>
  policies[dataTypeOf[type]];
