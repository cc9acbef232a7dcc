import { getRouteApi } from '@tanstack/react-router';
import { Choose } from '../../../components/choose.tsx';
import { ConflictList } from '../../../features/decisions/conflict-list.tsx';
import { PastConflicts } from '../../../features/decisions/past-conflicts.tsx';
import { useOthers } from './use-others.ts';

const route = getRouteApi('/decisions/');
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
      </search>
      {show === undefined ? (
        <ConflictList search={{}} otherOf={otherOf} />
      ) : (
        <PastConflicts status={show === 'aside' ? 'IGNORED' : 'RESOLVED'} />
      )}
    </>
  );
}
