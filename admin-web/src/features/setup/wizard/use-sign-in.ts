import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ConnectorView } from '../../../../../shared/contract/catalogue.ts';
import { fieldErrors } from '../../../lib/problems.ts';
import { useApi } from '../../../lib/session.ts';
import { credentialsOf, type Draft, requestOf, type Secrets, wayOf } from '../draft.ts';
import { useBeginConnection } from '../requests/begin-connection.ts';
import { lookUpChoices } from '../requests/look-up-choices.ts';

interface Given {
  readonly connector: ConnectorView;
  readonly draft: Draft;
  readonly secrets: Secrets;
}

/**
 * Tries what was typed with the smallest question that needs a sign-in, so that a wrong token is told where it was
 * typed; a sign-in in the browser leaves the page instead. A system that has nothing to look up is tried in the end.
 */
export function useSignIn({ connector, draft, secrets }: Given, onIn: () => void) {
  const api = useApi();
  const client = useQueryClient();
  const begin = useBeginConnection();
  const look = useMutation({
    mutationFn: async () => {
      const field = connector.settings.find(({ choices, after }) => choices && after.length === 0)?.name;
      const { baseUrl, authType, credentials = {}, connectionId } = requestOf(connector, draft, secrets);
      if (field === undefined || connectionId !== undefined) return;
      try {
        await lookUpChoices(api, connector.type, { baseUrl, authType, field, credentials });
      } catch (error) {
        // Signed in, but not allowed to list this: it can be typed by hand in the next step.
        if (fieldErrors(error)['test.may-read'] === undefined) throw error;
      }
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['choices'] });
      onIn();
    },
  });
  const leaves = wayOf(connector, draft)?.inBrowser === true && draft.connectionId === undefined;
  const { type, baseUrl, settings = {} } = requestOf(connector, draft, secrets);
  return {
    isPending: look.isPending || begin.isPending || begin.isSuccess,
    error: leaves ? begin.error : look.error,
    start(onError: (error: unknown) => void) {
      const credentials = credentialsOf(connector, draft, secrets);
      if (leaves) begin.mutate({ type, baseUrl, settings, credentials }, { onError });
      else look.mutate(undefined, { onError });
    },
  };
}
