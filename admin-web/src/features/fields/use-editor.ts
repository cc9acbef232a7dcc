import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useToast } from '../../components/toasts.tsx';
import { fieldErrors, Refused } from '../../lib/problems.ts';
import { useApi } from '../../lib/session.ts';
import { getMapping, type Mapping, type Place, type Rule, saveRules } from './requests/field-mappings.ts';
import { type Problem, problemAt } from './rule-problems.ts';
import { differing } from './rules.ts';

/** The rules as they are being changed: kept on every error, saved as a new version. */
export function useEditor(place: Place, stored: Mapping) {
  const api = useApi();
  const client = useQueryClient();
  const say = useToast();
  const [before, setBefore] = useState(stored);
  const [mine, setMine] = useState<readonly Rule[]>();
  const [refused, setRefused] = useState<readonly Problem[]>([]);
  const [faster, setFaster] = useState<Mapping>();
  // As long as nothing is changed the editor follows what is stored.
  const base = mine === undefined ? stored : before;
  const rules = mine ?? base.fields;
  const changed = differing(base.fields, rules);
  const reset = () => {
    setMine(undefined);
    setFaster(undefined);
    setRefused([]);
    save.reset();
  };
  const save = useMutation({
    mutationFn: (version: number) => saveRules(api, place, { fields: [...rules], version }),
    async onSuccess({ mapping, warnings }) {
      client.setQueryData(getMapping(api, place).queryKey, (old) => old && { ...old, mapping });
      reset();
      const more = warnings.length === 0 ? '' : ` Worth a look: ${warnings[0]?.message ?? ''}`;
      say({ text: `Saved as version ${mapping.version}.${more}`, seconds: 10 });
      await client.invalidateQueries({ queryKey: ['field-mappings', place.id] });
    },
    async onError(error) {
      if (error instanceof Refused && error.problem?.code === 'changed-meanwhile')
        setFaster((await client.fetchQuery({ ...getMapping(api, place), staleTime: 0 })).mapping);
      else
        setRefused(
          Object.entries(fieldErrors(error)).map(([field, message]) =>
            problemAt(`/${field.replaceAll('.', '/')}`, message, 'error'),
          ),
        );
    },
  });
  return {
    rules,
    version: base.version,
    changed,
    refused,
    error: faster === undefined && refused.length === 0 ? save.error : null,
    isPending: save.isPending,
    change(next: readonly Rule[]) {
      if (mine === undefined) setBefore(stored);
      setRefused([]);
      save.reset();
      setMine(next);
    },
    save: () => {
      if (changed.length > 0) save.mutate(base.version);
    },
    drop: reset,
    /** Somebody who saved first. */
    faster:
      faster === undefined
        ? undefined
        : {
            version: faster.version,
            by: faster.savedBy,
            changed: differing(before.fields, faster.fields),
            takeTheirs: reset,
            saveMine: () => {
              setBefore(faster);
              setFaster(undefined);
              save.mutate(faster.version);
            },
          },
  };
}
export type Editor = ReturnType<typeof useEditor>;
