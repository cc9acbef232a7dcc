import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { resourceTypes } from '../../../../shared/domain/resources.ts';
import { LogDays } from '../../features/log/log-days.tsx';
import { RecordStory } from '../../features/record/record-story.tsx';
import { NoSuchPage } from './no-such-page.tsx';

const route = getRouteApi('/records/$type/$id');

export function RecordPage() {
  const { type, id } = route.useParams();
  const kind = resourceTypes.find((each) => each === type.toUpperCase());
  if (kind === undefined) return <NoSuchPage />;
  return (
    <>
      <Link className="back" to="/log">
        <ArrowLeft size={16} aria-hidden />
        The whole log
      </Link>
      <RecordStory
        key={`${kind} ${id}`}
        kind={kind}
        id={id}
        entriesOf={(logs, nameOf) => (
          <LogDays
            logs={logs}
            sourceOf={(integrationId) => ({ name: nameOf(integrationId), other: nameOf(integrationId) })}
            named={false}
          />
        )}
      />
    </>
  );
}
