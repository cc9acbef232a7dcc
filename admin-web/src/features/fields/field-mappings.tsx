import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { resourceTypes } from '../../../../shared/domain/resources.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { recordWord } from '../../lib/glossary.ts';
import { useApi } from '../../lib/session.ts';
import { capital } from '../../lib/words.ts';
import { KindEditor } from './kind-editor.tsx';
import { type Kind, listMappings } from './requests/field-mappings.ts';

export interface FieldMappingsProps {
  readonly integrationId: string;
  readonly other: string;
  readonly kind: Kind | undefined;
}

/** Which field here is which over there, for each kind of record. */
export function FieldMappings({ integrationId, other, kind }: FieldMappingsProps) {
  const query = useQuery(listMappings(useApi(), integrationId));
  return (
    <section className="stack" aria-labelledby="fields">
      <header>
        <h2 id="fields">Which field is which</h2>
        <p className="soft">
          Drag a field of {other} onto one of BritePool, or pick it from the list beside it. Nothing changes
          before you save.
        </p>
      </header>
      <Loaded query={query} what="the fields">
        {({ mappings, unknownValues }) => {
          const kinds = resourceTypes.filter((type) =>
            mappings.some(({ resourceType }) => resourceType === type),
          );
          const shown = kind ?? kinds[0];
          if (shown === undefined || !kinds.includes(shown))
            return <p className="card empty soft">No records of this kind are synced with {other}.</p>;
          return (
            <>
              <Tabs label="Kinds of records">
                {kinds.map((each) => (
                  <Link
                    key={each}
                    to="/integrations/$id/fields"
                    params={{ id: integrationId }}
                    search={{ kind: each }}
                    aria-current={each === shown ? 'page' : undefined}
                    activeProps={{ 'aria-current': each === shown ? 'page' : undefined }}
                  >
                    {capital(recordWord[each])}
                  </Link>
                ))}
              </Tabs>
              <KindEditor
                key={shown}
                place={{ id: integrationId, resourceType: shown }}
                other={other}
                unknown={unknownValues.filter(({ resourceType }) => resourceType === shown)}
              />
            </>
          );
        }}
      </Loaded>
    </section>
  );
}
