import { useState } from 'react';
import type { IntegrationView } from '../../../../../shared/contract/integrations.ts';
import { useToast } from '../../../components/toasts.tsx';
import { fieldErrors, Refused } from '../../../lib/problems.ts';
import { useApi } from '../../../lib/session.ts';
import { readIntegration } from '../requests/read-integration.ts';
import { useUpdateIntegration } from '../requests/update-integration.ts';
import type { DraftChange } from '../wizard/step-props.ts';
import { changedFields, type Edited, editedOf, meanwhile, merged, updateOf } from './edited.ts';
import { saveState } from './save-bar.tsx';

/** The form of an integration's settings: what was there, what is typed, and whoever was faster. */
export function useSettings(integration: IntegrationView) {
  const api = useApi();
  const say = useToast();
  const update = useUpdateIntegration(integration.id);
  const [before, setBefore] = useState(integration);
  const [mine, setMine] = useState<Edited>();
  const [theirs, setTheirs] = useState<IntegrationView>();
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  // As long as nothing is typed the form follows what is stored.
  const base = mine === undefined ? integration : before;
  const shown = mine ?? editedOf(base);
  const reset = (view?: IntegrationView) => {
    if (view !== undefined) setBefore(view);
    setMine(undefined);
    setTheirs(undefined);
    setErrors({});
    update.reset();
  };
  const onError = async (error: unknown) => {
    if (error instanceof Refused && error.problem?.code === 'changed-meanwhile') {
      setTheirs(await readIntegration(api, integration.id));
      return;
    }
    const { credentials, ...others } = fieldErrors(error);
    setErrors(credentials === undefined ? others : { ...others, baseUrl: credentials });
  };
  const send = (from: IntegrationView, wanted: Edited) =>
    update.mutate(
      { ...updateOf(editedOf(from), wanted), version: from.version },
      {
        onError,
        onSuccess: (saved) => {
          reset(saved);
          say({ text: 'Saved. It holds from now on.' });
        },
      },
    );
  return {
    shown,
    errors,
    error: theirs === undefined ? update.error : null,
    isPending: update.isPending,
    changed: changedFields(editedOf(base), shown),
    change(changes: DraftChange) {
      if (mine === undefined) setBefore(integration);
      const named = Object.keys(changes.settings ?? {}).map((name) => `settings.${name}`);
      setErrors((now) =>
        Object.fromEntries(
          Object.entries(now).filter(([field]) => ![...Object.keys(changes), ...named].includes(field)),
        ),
      );
      setMine({ ...shown, ...changes } as Edited);
    },
    save() {
      if (changedFields(editedOf(base), shown).length > 0) send(base, shown);
    },
    drop: () => reset(),
    others:
      theirs === undefined
        ? undefined
        : {
            theirs: editedOf(theirs),
            changes: meanwhile(editedOf(before), shown, editedOf(theirs)),
            settle(keep: 'mine' | 'theirs') {
              document.getElementById(saveState)?.focus();
              const result = merged(editedOf(before), shown, editedOf(theirs), keep);
              setBefore(theirs);
              setTheirs(undefined);
              if (changedFields(editedOf(theirs), result).length === 0) reset(theirs);
              else {
                setMine(result);
                send(theirs, result);
              }
            },
          },
  };
}
