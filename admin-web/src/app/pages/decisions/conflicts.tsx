import { getRouteApi } from '@tanstack/react-router';
import { exportOperations } from '../../../../../shared/contract/exports.ts';
import { Choose } from '../../../components/choose.tsx';
import { SaveAsCsv } from '../../../components/save-as-csv.tsx';
import { ConflictList } from '../../../features/decisions/conflict-list.tsx';
import { PastConflicts } from '../../../features/decisions/past-conflicts.tsx';
import { useOthers } from './use-others.ts';

const route = getRouteApi('/decisions/');
const held = {
  waiting: { status: 'PENDING', words: 'Those that wait for somebody' },
  aside: { status: 'IGNORED', words: 'Those that were put aside' },
  settled: { status: 'RESOLVED', words: 'Those that are settled' },
} as const;
const others = [
  ['aside', 'Put aside'],
  ['settled', 'Settled'],
] as const;

export function ConflictsPart() {
  const { show } = route.useSearch();
  const navigate = route.useNavigate();
  const otherOf = useOthers();
  return (
    <>
      <search className="filters" aria-label="Choose what to show">
        <Choose
          label="Show"
          any="Waiting for somebody"
          options={others}
          value={show}
          onChange={(next) => void navigate({ search: { show: next }, replace: true })}
        />
        <SaveAsCsv
          rows={['decision', 'decisions']}
          name="decisions"
          path={exportOperations.exportConflicts.path}
          query={{ status: held[show ?? 'waiting'].status }}
          filters={[held[show ?? 'waiting'].words]}
        />
      </search>
      {show === undefined ? (
        <ConflictList search={{}} otherOf={otherOf} />
      ) : (
        <PastConflicts status={show === 'aside' ? 'IGNORED' : 'RESOLVED'} />
      )}
    </>
  );
}
