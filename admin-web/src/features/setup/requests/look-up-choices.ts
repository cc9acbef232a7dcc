import { credentialOperations } from '../../../../../shared/contract/credentials.ts';
import type { Api, InputOf } from '../../../lib/api.ts';

export type LookUp = InputOf<typeof credentialOperations.lookUpChoices>['body'];
export interface Choice {
  readonly id: string;
  readonly label: string;
}
/** Answers what can be chosen for a field, with what is chosen so far. */
export type FindChoices = (
  field: string,
  settings: LookUp['settings'],
  signal?: AbortSignal,
) => Promise<readonly Choice[]>;

/** What can be chosen, asked of a system that is not connected yet. */
export const lookUpChoices = async (
  api: Api,
  type: string,
  body: LookUp,
  signal?: AbortSignal,
): Promise<readonly Choice[]> =>
  (await api(credentialOperations.lookUpChoices, { params: { type }, body }, signal)).choices;
