import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Confirm } from '../../../components/confirm.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Moment } from '../../../components/moment.tsx';
import { useToast } from '../../../components/toasts.tsx';
import { useApi } from '../../../lib/session.ts';
import { listWords } from '../../../lib/words.ts';
import {
  listVersions,
  type Mapping,
  type OurField,
  type Place,
  restoreRules,
} from '../requests/field-mappings.ts';
import { differing } from '../rules.ts';

export interface VersionsProps {
  readonly place: Place;
  readonly current: Mapping;
  readonly fields: readonly OurField[];
  readonly hasUnsaved: boolean;
  readonly onRestored: () => void;
}

/** Every version of the rules with who saved it and when; an earlier one can be taken up again. */
export function Versions({ place, current, fields, hasUnsaved, onRestored }: VersionsProps) {
  const api = useApi();
  const client = useQueryClient();
  const say = useToast();
  const versions = useQuery(listVersions(api, place));
  const [asked, setAsked] = useState<Mapping>();
  const restore = useMutation({
    mutationFn: (version: number) => restoreRules(api, place, { restore: version, version: current.version }),
    async onSuccess({ mapping }, version) {
      setAsked(undefined);
      onRestored();
      say({ text: `The rules of version ${version} hold again, as version ${mapping.version}.` });
      await client.invalidateQueries({ queryKey: ['field-mappings', place.id] });
    },
  });
  const differs = (version: Mapping): string => {
    const names = differing(version.fields, current.fields);
    const labels = names.map((name) => fields.find((field) => field.name === name)?.label ?? name);
    return labels.length === 0 ? 'the same rules as now' : `differs from now in ${listWords(labels)}`;
  };
  return (
    <section className="card stack" aria-labelledby="versions">
      <h3 id="versions">Versions</h3>
      <Loaded query={versions} what="the versions">
        {(all) => (
          <ul className="entries">
            {all.map((version) => (
              <li key={version.version} className="version row">
                <div className="grow">
                  <strong>Version {version.version}</strong>
                  <span className="help">
                    {version.savedAt === undefined ? (
                      'As it came with the connection'
                    ) : (
                      <Moment at={version.savedAt} label={`Saved by ${version.savedBy ?? 'somebody'}`} />
                    )}
                    {version.restoredFrom !== undefined && ` · as in version ${version.restoredFrom}`} ·{' '}
                    {version.version === current.version ? 'in force now' : differs(version)}
                  </span>
                </div>
                {version.version !== current.version && (
                  <Button
                    look="plain"
                    aria-label={`Take up again: version ${version.version}`}
                    onPress={() => setAsked(version)}
                  >
                    Take up again
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {asked !== undefined && (
        <Confirm
          title={`Take up version ${asked.version} again?`}
          isOpen
          onClose={() => {
            setAsked(undefined);
            restore.reset();
          }}
          act={`Take up version ${asked.version}`}
          onAct={() => restore.mutate(asked.version)}
          isPending={restore.isPending}
          error={restore.error}
        >
          <p>
            Its rules are saved as a new version, which {differs(asked)}. Every match is looked at with the
            next run. All versions stay here, so this can be taken back the same way.
          </p>
          {hasUnsaved && <p>What you changed here and did not save is dropped.</p>}
        </Confirm>
      )}
    </section>
  );
}
