import { useMutation, useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { LogView } from '../../../../shared/contract/activity.ts';
import { TroubleNote } from '../../components/trouble-note.tsx';
import { useApi } from '../../lib/session.ts';
import { fieldRows, type Side } from './field-rows.ts';
import { PlaceCard } from './place-card.tsx';
import { agreedBase, type Kind, lookNow, type Place, type Story, type Value } from './requests/story.ts';
import { ValueTable } from './value-table.tsx';

export interface SidesProps {
  readonly kind: Kind;
  readonly id: string;
  readonly story: Story;
  readonly logs: readonly LogView[];
  readonly nameOf: (integrationId: string) => string;
}

type Seen = ReadonlyMap<string, ReadonlyMap<string, Value>>;

/** The record here and in every connected system, value by value. */
export function Sides({ kind, id, story, logs, nameOf }: SidesProps) {
  const api = useApi();
  const [seen, setSeen] = useState<Seen>(new Map());
  const bases = useQueries({ queries: story.places.map((place) => agreedBase(api, place, kind, id)) });
  const look = useMutation({
    mutationFn: (place: Place) => lookNow(api, place, kind),
    onSuccess: (values, place) => setSeen((all) => new Map([...all, [place.integrationId, values]])),
  });
  const sides = story.places.map(
    (place, at): Side => ({ place, base: bases[at]?.data, seen: seen.get(place.integrationId) }),
  );
  const failed = bases.find(({ error }) => error !== null);
  return (
    <>
      <section className="stack" aria-labelledby="places">
        <h2 id="places">Where it lives</h2>
        {story.places.length === 0 ? (
          <p className="card empty soft">
            Only in BritePool. As soon as a connected system has it too, both stand here side by side.
          </p>
        ) : (
          <ul className="cards">
            {story.places.map((place) => (
              <PlaceCard
                key={place.integrationId}
                place={place}
                kind={kind}
                id={id}
                isSeen={seen.has(place.integrationId)}
                onLook={() => look.mutate(place)}
                isLooking={look.isPending && look.variables.integrationId === place.integrationId}
                error={look.variables?.integrationId === place.integrationId ? look.error : null}
              />
            ))}
          </ul>
        )}
      </section>
      <section className="stack" aria-labelledby="values">
        <h2 id="values">Its values, side by side</h2>
        {failed !== undefined && (
          <TroubleNote
            error={failed.error}
            onRetry={() => void failed.refetch()}
            isRetrying={failed.isFetching}
          />
        )}
        <ValueTable
          kind={kind}
          sides={sides}
          rows={fieldRows(kind, story.record, sides, logs, nameOf)}
          isDeleted={story.record === null}
        />
      </section>
    </>
  );
}
