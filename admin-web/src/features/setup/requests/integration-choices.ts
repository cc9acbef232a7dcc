import { credentialOperations } from '../../../../../shared/contract/credentials.ts';
import type { Api } from '../../../lib/api.ts';
import type { FindChoices } from './look-up-choices.ts';

/** What can be chosen, asked of a connected system with its own sign-in. */
export const integrationChoices =
  (api: Api, id: string): FindChoices =>
  async (field, settings, signal) => {
    const body = { field, ...(settings === undefined ? {} : { settings }) };
    return (await api(credentialOperations.integrationChoices, { params: { id }, body }, signal)).choices;
  };
